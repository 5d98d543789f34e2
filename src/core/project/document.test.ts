import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentHistories, documents } from '#testing/arbitraryDocuments.ts';
import { annotationRecord, categoryRecord, documentOf, imageRecord } from '#testing/records.ts';
import { invertChange } from './change.ts';
import { annotationsOf, applyChange } from './document.ts';
import { removeImage } from './edits.ts';

const image = imageRecord(1);

describe('applyChange', () => {
  it('keeps objects of images that are not open out of memory', () => {
    const document = documentOf({ images: [image] });
    const after = annotationRecord(1);
    const next = applyChange(document, {
      name: 'acceptCandidate',
      edits: [{ kind: 'annotation', before: null, after }],
    });
    expect(next.annotations.size).toBe(0);
  });

  it('lets the objects go with their image', () => {
    const annotation = annotationRecord(1);
    const document = documentOf({ images: [image], open: { [image.id]: [annotation] } });
    const next = applyChange(document, removeImage(image, [annotation]));
    expect(next).toEqual(documentOf());
  });

  it('brings a removed image back closed, since its objects are to be read from storage', () => {
    const annotation = annotationRecord(1);
    const document = documentOf({ images: [image], open: { [image.id]: [annotation] } });
    const change = removeImage(image, [annotation]);
    const back = applyChange(applyChange(document, change), invertChange(change));
    expect(back).toEqual(documentOf({ images: [image] }));
  });

  it('keeps the place of a record that is altered', () => {
    const categories = [categoryRecord(1), categoryRecord(2)] as const;
    const after = { ...categories[0], name: 'Other' };
    const next = applyChange(documentOf({ categories }), {
      name: 'renameCategory',
      edits: [{ kind: 'category', before: categories[0], after }],
    });
    expect([...next.categories.values()]).toEqual([after, categories[1]]);
  });

  it('shares every part that the change does not touch', () => {
    const document = documentOf({
      categories: [categoryRecord(1)],
      images: [image],
      open: { [image.id]: [annotationRecord(1)] },
    });
    const next = applyChange(document, {
      name: 'createCategory',
      edits: [{ kind: 'category', before: null, after: categoryRecord(2) }],
    });
    expect(next.project).toBe(document.project);
    expect(next.images).toBe(document.images);
    expect(next.annotations).toBe(document.annotations);
  });
});

describe('annotationsOf', () => {
  it('gives the objects in list order', () => {
    const objects = [annotationRecord(1, { order: 3 }), annotationRecord(2, { order: 1 })];
    const document = documentOf({ images: [image], open: { [image.id]: objects } });
    expect(annotationsOf(document, image.id)).toEqual(objects.toReversed());
  });

  it('is empty for an image that is not open and for none', () => {
    const document = documentOf({ images: [image] });
    expect(annotationsOf(document, image.id)).toEqual([]);
    expect(annotationsOf(document, null)).toEqual([]);
  });
});

describe('properties', () => {
  it('takes every change back, in whatever order records were touched', () => {
    fc.assert(
      fc.property(documentHistories(), ({ start, changes }) => {
        const roots = [start];
        for (const change of changes) roots.push(applyChange(roots.at(-1) ?? start, change));
        changes.toReversed().reduce(
          (document, change, i) => {
            const former = applyChange(document, invertChange(change));
            expect(former).toEqual(roots.at(-2 - i));
            return former;
          },
          roots.at(-1) ?? start,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('inverts a change twice to the change itself', () => {
    fc.assert(
      fc.property(documentHistories(), ({ changes }) => {
        for (const change of changes) expect(invertChange(invertChange(change))).toEqual(change);
      }),
    );
  });

  it('never mutates the document it is given', () => {
    fc.assert(
      fc.property(documentHistories(), ({ start, changes }) => {
        const copy = structuredClone(start);
        changes.reduce(applyChange, start);
        expect(start).toEqual(copy);
      }),
    );
  });

  it('gives the same document for a change without edits', () => {
    fc.assert(
      fc.property(documents(), (document) => {
        expect(applyChange(document, { name: 'addImages', edits: [] })).toBe(document);
      }),
    );
  });
});
