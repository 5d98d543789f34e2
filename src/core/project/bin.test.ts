import { describe, expect, it } from 'vitest';
import { testProject } from '#testing/records.ts';
import { binDays, daysLeft, hiddenSince, isExpired, placeOf } from './bin.ts';

const dayMs = 24 * 60 * 60 * 1000;
const now = Date.UTC(2024, 5, 1);
const deleted = (daysAgo: number) => ({ ...testProject, deletedAt: now - daysAgo * dayMs });

describe('the bin', () => {
  it('holds a deleted project for thirty days', () => {
    expect(isExpired(testProject, now)).toBe(false);
    expect(isExpired(deleted(binDays - 0.01), now)).toBe(false);
    expect(isExpired(deleted(binDays), now)).toBe(true);
  });

  it('counts the days that are left', () => {
    expect(daysLeft(deleted(0), now)).toBe(30);
    expect(daysLeft(deleted(29.5), now)).toBe(1);
    expect(daysLeft(deleted(31), now)).toBe(0);
  });

  it('takes precedence over the archive', () => {
    expect(placeOf(testProject)).toBe('work');
    expect(placeOf({ ...testProject, archivedAt: now })).toBe('archive');
    expect(placeOf({ ...deleted(1), archivedAt: now })).toBe('bin');
  });

  it('does not show what is half copied or half purged, and lets it be swept at once', () => {
    const hidden = { ...testProject, deletedAt: hiddenSince };
    expect(placeOf(hidden)).toBeNull();
    expect(isExpired(hidden, now)).toBe(true);
  });
});
