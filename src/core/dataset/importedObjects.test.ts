import { describe, expect, it } from 'vitest';
import type { CategoryId } from '../annotation/ids.ts';
import { annotationRecord, categoryRecord, imageRecord } from '#testing/records.ts';
import { plainObject } from './dataSet.ts';
import { importCategories } from './importedCategories.ts';
import { importObjects, specsOfMarks, type ObjectsToImport } from './importedObjects.ts';

const categoryIds = ['category-1' as CategoryId, null];
const maskOf = (number: number) => annotationRecord(number).mask;

function inputOf(patch: Partial<ObjectsToImport>): ObjectsToImport {
  let count = 0;
  return {
    image: imageRecord(1),
    present: [],
    coming: [plainObject(0, maskOf(1))],
    categoryIds,
    existing: 'add',
    labels: { split: null, tags: [] },
    createdAt: 5,
    newId: () => {
      count += 1;
      return `new-${count}`;
    },
    ...patch,
  };
}

function added(patch: Partial<ObjectsToImport>) {
  return importObjects(inputOf(patch)).edits.flatMap((edit) =>
    edit.kind === 'annotation' && edit.after ? [edit.after] : [],
  );
}

describe('importObjects', () => {
  it('keeps rings, names, groups, attributes, crowds and scores', () => {
    const ring = { points: Float64Array.of(0, 0, 4, 0, 4, 4) };
    const said = { isCrowd: true, score: 0.5, group: 'g', name: 'left eye' } as const;
    const polygon = { rings: [ring] };
    const attributes = { age: 3, score: 'own' };
    const coming = [1, 2].map((number) => ({
      ...plainObject(0, maskOf(number)),
      ...said,
      polygon,
      attributes,
    }));
    const [first, second] = added({ coming });
    expect(first).toMatchObject({
      name: 'left eye',
      polygon,
      order: 1,
      createdAt: 5,
      attributes: { age: 3, score: 'own', iscrowd: true, 'score 2': 0.5 },
      provenance: { tool: 'import' },
    });
    expect(second?.groupId).toBe(first?.groupId);
  });

  it('doubles nothing that is there, and takes equal ones of the file for two', () => {
    const coming = [plainObject(0, maskOf(1)), plainObject(0, maskOf(1))];
    expect(added({ coming })).toHaveLength(2);
    const present = [annotationRecord(1)];
    expect(importObjects(inputOf({ coming, present }))).toMatchObject({
      addedCount: 1,
      knownCount: 1,
    });
    const both = added({ coming });
    expect(importObjects(inputOf({ coming, present: both })).edits).toEqual([]);
  });

  it('leaves out what is of a category that is left out', () => {
    expect(importObjects(inputOf({ coming: [plainObject(1, maskOf(1))] })).edits).toEqual([]);
  });

  it('replaces all but what is locked or comes again', () => {
    const present = [
      annotationRecord(1),
      annotationRecord(2),
      annotationRecord(3, { isLocked: true }),
    ];
    const image = imageRecord(1, { categoryCounts: { ['category-1' as CategoryId]: 3 } });
    const coming = [plainObject(0, maskOf(1)), plainObject(0, maskOf(4))];
    const result = importObjects(inputOf({ image, present, coming, existing: 'replace' }));
    expect(result).toMatchObject({ addedCount: 1, knownCount: 1, removedCount: 1 });
    expect(result.edits.at(-1)).toMatchObject({
      kind: 'image',
      after: { categoryCounts: { 'category-1': 3 } },
    });
  });

  it('skips images with objects where that was chosen, but takes their labels', () => {
    const present = [annotationRecord(2)];
    const labels = { split: 'val', tags: ['night'] } as const;
    const result = importObjects(inputOf({ present, existing: 'skip', labels }));
    expect(result).toMatchObject({ addedCount: 0, isSkipped: true });
    expect(result.edits).toMatchObject([{ after: { split: 'val', tags: ['night'] } }]);
  });

  it('begins the work on a new image, and counts what it got', () => {
    expect(importObjects(inputOf({})).edits.at(-1)).toMatchObject({
      kind: 'image',
      after: { status: 'inProgress', categoryCounts: { 'category-1': 1 } },
    });
  });
});

describe('importCategories', () => {
  const read = ['cat', 'CAT ', 'dog', 'bird'].map((name) => ({
    name,
    supercategory: 'animal',
    color: null,
    attributes: [{ kind: 'text', name: 'breed', initial: '' } as const],
  }));

  it('makes new ones, one for names that differ in case, and joins attributes to those that are there', () => {
    const known = [categoryRecord(1, { name: 'hound' })];
    let count = 0;
    const { edits, ids } = importCategories(known, {
      read,
      choices: ['new', 'new', { id: categoryRecord(1).id }, 'leaveOut'],
      marks: specsOfMarks({ crowdCount: 1, scoredCount: 0 }),
      newId: () => {
        count += 1;
        return `new-${count}`;
      },
    });
    expect(ids).toEqual(['new-1', 'new-1', 'category-1', null]);
    expect(edits).toMatchObject([
      {
        before: { name: 'hound' },
        after: { attributes: [{ name: 'breed' }, { name: 'iscrowd' }] },
      },
      { before: null, after: { name: 'cat', supercategory: 'animal', order: 2 } },
    ]);
    expect(edits).toHaveLength(2);
  });
});
