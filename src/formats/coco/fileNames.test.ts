import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImageId } from '#core/annotation/ids.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { imageRecord } from '#testing/records.ts';
import { cocoFileNames } from './fileNames.ts';

function imageOf(fileName: string, order: number): ImageSummary {
  return imageRecord(order, { fileName });
}

function namesOf(...fileNames: readonly string[]): readonly string[] {
  return [...cocoFileNames(fileNames.map(imageOf)).values()];
}

describe('cocoFileNames', () => {
  it('keeps folders apart', () => {
    expect(namesOf('a/1.png', 'b/1.png')).toEqual(['a/1.png', 'b/1.png']);
  });

  it('numbers equal names before the extension', () => {
    expect(namesOf('1.png', '1.png', '1.png')).toEqual(['1.png', '1 (2).png', '1 (3).png']);
  });

  it('passes over a number that is taken', () => {
    expect(namesOf('1.png', '1 (2).png', '1.png')).toEqual(['1.png', '1 (2).png', '1 (3).png']);
  });

  it('takes names for equal that differ in case or in how an accent is made', () => {
    expect(namesOf('CAT.PNG', 'cat.png')).toEqual(['CAT.PNG', 'cat (2).png']);
    expect(namesOf('\u00e9.png', 'e\u0301.png')).toEqual(['\u00e9.png', 'e\u0301 (2).png']);
  });

  it('puts no file where another image has a folder', () => {
    expect(namesOf('Scan', 'scan/1.png')).toEqual(['Scan (2)', 'scan/1.png']);
  });

  it('numbers by the order of the images, not of the list', () => {
    const names = cocoFileNames([imageOf('1.png', 2), imageOf('1.png', 1)]);
    expect(names.get('image-1' as ImageId)).toBe('1.png');
    expect(names.get('image-2' as ImageId)).toBe('1 (2).png');
  });

  it('names 5,000 pasted images of one name at once', () => {
    const names = cocoFileNames(Array.from({ length: 5000 }, (_, i) => imageOf('image.png', i)));
    expect(names.get('image-4999' as ImageId)).toBe('image (5000).png');
  });
});

describe('properties', () => {
  it('gives each image a name of its own, whatever the case', () => {
    const name = fc.string({ unit: fc.constantFrom(...Array.from('aAß/. (2)')), maxLength: 7 });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), (fileNames) => {
        const names = namesOf(...fileNames);
        expect(new Set(names.map((one) => one.toLowerCase())).size).toBe(fileNames.length);
        const folders = names.flatMap((one) =>
          [...one.matchAll(/\//gu)].map((m) => one.slice(0, m.index)),
        );
        const folderSet = new Set(folders.map((folder) => folder.toLowerCase()));
        expect(names.filter((one) => folderSet.has(one.toLowerCase()))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
