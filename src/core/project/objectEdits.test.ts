import { describe, expect, it } from 'vitest';
import { annotationRecord, categoryRecord, documentOf, imageRecord } from '#testing/records.ts';
import { invertChange } from './change.ts';
import { applyChange } from './document.ts';
import { editObjects, type ObjectEdit } from './objectEdits.ts';

const image = imageRecord(1, { categoryCounts: { [categoryRecord(1).id]: 2 } });
const objects = [annotationRecord(1), annotationRecord(2)];
const document = documentOf({ images: [image], open: { [image.id]: objects } });

function after(...edits: readonly ObjectEdit[]) {
  const change = editObjects(document.images, 'deleteAnnotation', edits);
  if (!change) throw new Error('nothing to do');
  return { change, next: applyChange(document, change) };
}

describe('editObjects', () => {
  it('takes objects and their counts away; work on the image has begun all the same', () => {
    const gone = objects.map((before): ObjectEdit => ({ before, after: null }));
    const { next } = after(...gone);
    expect(next.annotations.get(image.id)?.size).toBe(0);
    expect(next.images.get(image.id)?.categoryCounts).toEqual({});
  });

  it('moves objects from one count to the other, and is taken back as a whole', () => {
    const other = categoryRecord(2).id;
    const moved = objects.map((before): ObjectEdit => ({
      before,
      after: { ...before, categoryId: other },
    }));
    const { change, next } = after(...moved);
    expect(next.images.get(image.id)?.categoryCounts).toEqual({ [other]: 2 });
    expect(applyChange(next, invertChange(change))).toEqual(document);
  });

  it('is nothing when nothing changes', () => {
    const same = objects.map((each): ObjectEdit => ({ before: each, after: each }));
    expect(editObjects(document.images, 'deleteAnnotation', same)).toBeNull();
  });
});
