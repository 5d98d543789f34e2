import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CategoryId } from '../annotation/ids.ts';
import { annotationRecord, categoryRecord, documentOf, imageRecord } from '#testing/records.ts';
import {
  addCategories,
  deleteCategories,
  mergeCategories,
  moveCategories,
  recategorizeObjects,
  setAttribute,
  type ImageObjects,
} from './categoryEdits.ts';
import { invertChange, type Change } from './change.ts';
import { applyChange, type ProjectDocument } from './document.ts';
import { withCounts } from './edits.ts';
import { sortedCategories, type ImageSummary } from './project.ts';

const categories = [1, 2, 3, 4].map((number) => categoryRecord(number));

/** Up to three images, all open, with objects of any of the categories. */
const worlds = fc
  .array(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 5 }), { maxLength: 3 })
  .map((images) => {
    let number = 0;
    const on = images.map((kinds, index): ImageObjects => {
      const bare = imageRecord(index + 1);
      const annotations = kinds.map((kind) => {
        number += 1;
        const categoryId = `category-${kind}` as CategoryId;
        return annotationRecord(number, { imageId: bare.id, categoryId });
      });
      return { image: { ...bare, categoryCounts: countsOf(annotations) }, annotations };
    });
    const open = Object.fromEntries(on.map((each) => [each.image.id, each.annotations]));
    const document = documentOf({ categories, images: on.map(({ image }) => image), open });
    return { document, on };
  });

const subsets = fc.subarray(categories, { minLength: 1, maxLength: 3 });

function countsOf(
  annotations: readonly { readonly categoryId: CategoryId }[],
): ImageSummary['categoryCounts'] {
  return annotations.reduce((sum, { categoryId }) => withCounts(sum, { [categoryId]: 1 }), {});
}

/** What must hold of every document: counts are right, and every object has a category that is there. */
function expectSound(document: ProjectDocument): void {
  for (const [id, open] of document.annotations) {
    const annotations = [...open.values()];
    expect(document.images.get(id)?.categoryCounts).toEqual(countsOf(annotations));
    for (const { categoryId } of annotations)
      expect(document.categories.has(categoryId)).toBe(true);
  }
}

function expectUndone(document: ProjectDocument, change: Change): void {
  const after = applyChange(document, change);
  expect(applyChange(after, invertChange(change))).toEqual(document);
}

describe('properties', () => {
  it('a merge keeps every object, counts them right and can be taken back', () => {
    fc.assert(
      fc.property(worlds, subsets, ({ document, on }, [target, ...sources]) => {
        if (!target) return;
        const change = mergeCategories(sources, target, on);
        const after = applyChange(document, change);
        expectSound(after);
        const total = ({ annotations }: ProjectDocument) =>
          [...annotations.values()].reduce((sum, { size }) => sum + size, 0);
        expect(total(after)).toBe(total(document));
        expectUndone(document, change);
      }),
    );
  });

  it('a deletion leaves no object without a category', () => {
    fc.assert(
      fc.property(worlds, subsets, fc.boolean(), ({ document, on }, gone, isGiven) => {
        const successor = categories.find((each) => !gone.includes(each)) ?? null;
        const change = deleteCategories(gone, isGiven ? successor : null, on);
        expectSound(applyChange(document, change));
        expectUndone(document, change);
      }),
    );
  });

  it('another category for some objects keeps the counts right', () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom(...categories), ({ document, on }, category) => {
        for (const { image, annotations } of on) {
          const change = recategorizeObjects(image, annotations.slice(1), category);
          expectSound(applyChange(document, change));
        }
      }),
    );
  });

  it('a move keeps all categories and the order of those that stay', () => {
    fc.assert(
      fc.property(subsets, fc.nat({ max: 3 }), (moved, place) => {
        const ids = new Set(moved.map(({ id }) => id));
        const document = documentOf({ categories });
        const after = applyChange(document, moveCategories(categories, ids, place));
        const order = sortedCategories(after.categories.values()).map(({ id }) => id);
        const staying = categories.map(({ id }) => id).filter((id) => !ids.has(id));
        expect(order.filter((id) => !ids.has(id))).toEqual(staying);
        const start = Math.min(place, staying.length);
        expect(order.slice(start, start + ids.size).every((id) => ids.has(id))).toBe(true);
        expect(new Set(order).size).toBe(categories.length);
      }),
    );
  });
});

describe('addCategories', () => {
  it('never gives a key twice', () => {
    const entry = { supercategory: '', color: null, hotkey: 'x' };
    const entries = [
      { ...entry, name: 'a' },
      { ...entry, name: 'b' },
    ];
    const { edits } = addCategories([], entries, () => 'id');
    const keys = edits.map(({ after }) => (after && 'hotkey' in after ? after.hotkey : undefined));
    expect(keys).toEqual(['x', undefined]);
  });
});

describe('setAttribute', () => {
  it('leaves objects out that have the value already', () => {
    const objects = [annotationRecord(1, { attributes: { age: 5 } }), annotationRecord(2)];
    expect(setAttribute(objects, 'age', 5).edits).toHaveLength(1);
    expect(setAttribute(objects, 'age', null).edits).toHaveLength(1);
    expect(setAttribute(objects, 'other', null).edits).toEqual([]);
  });
});
