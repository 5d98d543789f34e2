import { describe, expect, it } from 'vitest';
import type { NoteId } from '#core/annotation/ids.ts';
import { categoryRecord, imageRecord, testTime } from '#testing/records.ts';
import { duplicatesOf } from '../duplicates/duplicateOf.ts';
import { problemsOf } from './imageProblems.ts';

const written = { by: 'Ann', at: testTime };
const note = { id: 'note-1' as NoteId, at: null, text: 'edge', written };

describe('problemsOf', () => {
  it('names open notes, a finished image without objects and a twin', () => {
    const image = imageRecord(1, { status: 'done', notes: [{ ...note, resolved: null }] });
    expect(problemsOf(image, new Map([[image.id, image.id]]))).toEqual([
      'openNotes',
      'doneWithoutObjects',
      'duplicate',
    ]);
  });

  it('finds none on an image that is as it should be', () => {
    const categoryCounts = { [categoryRecord(1).id]: 1 };
    const notes = [{ ...note, resolved: written }];
    expect(
      problemsOf(imageRecord(1, { status: 'done', categoryCounts, notes }), new Map()),
    ).toEqual([]);
    expect(problemsOf(imageRecord(1), new Map())).toEqual([]);
  });
});

describe('duplicatesOf', () => {
  it('leads from every twin to the first of its kind', () => {
    const images = ['a', 'b', 'a', null, null].map((contentHash, i) =>
      imageRecord(i + 1, { contentHash }),
    );
    const [first, , third] = images.map(({ id }) => id);
    expect([...duplicatesOf(images)]).toEqual([
      [first, first],
      [third, first],
    ]);
  });
});
