import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masksOf } from '#testing/arbitraries.ts';
import { annotationRecord } from '#testing/records.ts';
import type { Annotation } from '../annotation/annotation.ts';
import type { AnnotationId, CategoryId, ImageId } from '../annotation/ids.ts';
import { encodeMask } from '../mask/codec.ts';
import { isEmptyMask } from '../mask/measures.ts';
import type { Rle } from '../mask/rle.ts';
import { agreementOf, type Agreement } from './agreement.ts';
import { matchByIou } from './matchByIou.ts';

const imageId = 'image-1' as ImageId;

/** A bar of pixels in one column order run of the 8 × 6 image. */
function bar(from: number, length: number): Rle {
  return {
    size: { width: 8, height: 6 },
    counts: Uint32Array.of(from, length, 48 - from - length).filter((n, i) => i < 2 || n > 0),
  };
}

function object(number: number, category: number, mask: Rle): Annotation {
  return annotationRecord(number, { categoryId: `category-${category}` as CategoryId, mask });
}

function compare(mine: readonly Annotation[], theirs: readonly Annotation[]): Agreement {
  return agreementOf([{ imageId, mine, theirs }]);
}

describe('agreementOf', () => {
  it('is complete where both have the same', () => {
    const objects = [object(1, 1, bar(0, 6)), object(2, 2, bar(20, 8))];
    const { overall, byCategory, kappa, disagreements } = compare(objects, objects);
    const all = { mineCount: 2, theirsCount: 2, matchedCount: 2, meanIou: 1, f1: 1 };
    expect(overall).toEqual(all);
    expect(byCategory.get('category-2' as CategoryId)).toMatchObject({ matchedCount: 1, f1: 1 });
    expect(kappa).toBe(1);
    expect(disagreements).toEqual([]);
  });

  it('lists other categories first, then what only one has, then outlines', () => {
    const mine = [object(1, 1, bar(0, 10)), object(2, 1, bar(12, 6)), object(3, 2, bar(30, 6))];
    const theirs = [object(4, 1, bar(0, 6)), object(5, 2, bar(12, 6)), object(6, 2, bar(40, 6))];
    const { overall, byCategory, disagreements } = compare(mine, theirs);
    expect(disagreements.map(({ kind }) => kind)).toEqual([
      'category',
      'onlyMine',
      'onlyTheirs',
      'outline',
    ]);
    expect(disagreements.at(-1)).toMatchObject({ imageId, iou: 0.6 });
    expect(overall).toEqual({
      mineCount: 3,
      theirsCount: 3,
      matchedCount: 1,
      meanIou: 0.6,
      f1: 1 / 3,
    });
    expect(byCategory.get('category-2' as CategoryId)).toEqual({
      mineCount: 1,
      theirsCount: 2,
      matchedCount: 0,
      meanIou: null,
      f1: 0,
    });
  });

  it('has no number where there is nothing to count', () => {
    const { overall, kappa } = compare([], []);
    expect([overall.meanIou, overall.f1, kappa]).toEqual([null, null, null]);
  });

  it('knows that one category for everything proves nothing', () => {
    expect(compare([object(1, 1, bar(0, 6))], [object(2, 1, bar(0, 6))]).kappa).toBeNull();
  });
});

describe('matchByIou', () => {
  it('pairs for the whole, not the first best', () => {
    const mine = [object(1, 1, bar(0, 10)), object(2, 1, bar(2, 8))];
    const theirs = [object(3, 1, bar(2, 8)), object(4, 1, bar(3, 7))];
    const pairs = matchByIou(mine, theirs, 0.5).map((pair) => [pair.mine.id, pair.theirs.id]);
    expect(pairs).toEqual([
      ['annotation-1', 'annotation-4'],
      ['annotation-2', 'annotation-3'],
    ]);
  });
});

describe('properties', () => {
  it('matches as much from the other side', () => {
    fc.assert(
      fc.property(objectLists(), objectLists(), (mine, theirs) => {
        const sumOf = (a: readonly Annotation[], b: readonly Annotation[]) =>
          matchByIou(a, b, 0.5).reduce((sum, { iou }) => sum + iou, 0);
        expect(sumOf(theirs, mine)).toBeCloseTo(sumOf(mine, theirs), 9);
      }),
    );
  });

  it('accounts for every object once', () => {
    fc.assert(
      fc.property(objectLists(), objectLists(), (mine, theirs) => {
        const pairs = matchByIou(mine, theirs, 0.5);
        const { disagreements } = compare(mine, theirs);
        const count = (kind: string) => disagreements.filter((each) => each.kind === kind).length;
        expect(pairs.length + count('onlyMine')).toBe(mine.length);
        expect(pairs.length + count('onlyTheirs')).toBe(theirs.length);
      }),
    );
  });
});

function objectLists(): fc.Arbitrary<readonly Annotation[]> {
  const mask = masksOf({ width: 4, height: 3 })
    .map(encodeMask)
    .filter((m) => !isEmptyMask(m));
  return fc.array(fc.tuple(mask, fc.integer({ min: 1, max: 2 })), { maxLength: 5 }).map((drawn) =>
    drawn.map(([each, category], i) => ({
      ...object(1, category, each),
      id: `drawn-${i}` as AnnotationId,
    })),
  );
}
