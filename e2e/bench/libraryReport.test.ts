import { describe, expect, it } from 'vitest';
import { libraryReportOf, libraryTableOf } from './libraryReport.ts';

const samples = {
  imageCount: 100,
  objectsPerImage: 20,
  openMs: [900, 1000, 1100],
  imageMs: [100],
  editMs: [10, 20],
  frameMs: [10, 10, 20],
  queryMs: [5],
  memoryAtWorkMb: 300,
  memoryMb: 321.4,
};
const machine = { date: '2026-01-01', cpu: 'a processor', coreCount: 2, browser: '1.2' };

describe('libraryReportOf', () => {
  it('counts frames over the time that all of them took', () => {
    const report = libraryReportOf(samples, machine);
    expect(report.galleryFramesPerSecond).toBeCloseTo(75);
    expect(report.objectCount).toBe(2000);
    expect(report.openProject.p50Ms).toBe(1000);
  });
});

describe('libraryTableOf', () => {
  it('names the machine and says when memory cannot be read', () => {
    const report = libraryReportOf({ ...samples, memoryMb: null }, machine);
    expect(libraryTableOf(report)).toContain(
      'memory of the tab after all was scrolled: not to be read here',
    );
    expect(libraryTableOf(report)).toContain('a processor, 2 cores');
  });
});
