import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outputNames } from './outputNames.ts';

describe('outputNames', () => {
  it('keeps stems apart, so that a file beside each image has a name of its own', () => {
    expect(outputNames(['a.png', 'A.jpg', 'b/a.png', 'a.png'])).toEqual([
      'a.png',
      'A (2).jpg',
      'b/a.png',
      'a (3).png',
    ]);
  });

  it('keeps stems as they are where only names count', () => {
    expect(outputNames(['a.png', 'a.jpg', 'a.png'], 'uniqueNames')).toEqual([
      'a.png',
      'a.jpg',
      'a (2).png',
    ]);
  });

  it('puts no file where another one has a folder', () => {
    expect(outputNames(['Scan', 'scan/1.png'])).toEqual(['Scan (2)', 'scan/1.png']);
  });

  it('names 5,000 pasted images of one name at once', () => {
    expect(outputNames(Array.from({ length: 5000 }, () => 'image.png')).at(-1)).toBe(
      'image (5000).png',
    );
  });

  it('gives each a stem of its own, whatever the case', () => {
    const name = fc.string({ unit: fc.constantFrom(...Array.from('aAß/. (2)')), maxLength: 7 });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), (fileNames) => {
        const stems = outputNames(fileNames).map((each) =>
          each.replace(/\.[^./]*$/u, '').toLowerCase(),
        );
        expect(new Set(outputNames(fileNames)).size).toBe(fileNames.length);
        expect(stems.length).toBe(fileNames.length);
      }),
      { numRuns: 300 },
    );
  });
});
