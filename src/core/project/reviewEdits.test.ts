import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOf, imageRecord, testTime } from '#testing/records.ts';
import type { NoteId } from '../annotation/ids.ts';
import { invertChange, type Change } from './change.ts';
import { applyChange } from './document.ts';
import { imageStatuses, type ImageSummary } from './project.ts';
import type { ReviewNote } from './reviewNote.ts';
import {
  acceptImage,
  cleanTags,
  deleteNote,
  openNotesOf,
  resolveNote,
  sendBackImage,
  setSplit,
  setStatus,
  setTags,
  setWindow,
  writeNote,
} from './reviewEdits.ts';

const ana = { by: 'Ana', at: testTime + 1 };
const ben = { by: 'Ben', at: testTime + 2 };

function note(number: number, patch: Partial<ReviewNote> = {}): ReviewNote {
  return {
    id: `note-${number}` as NoteId,
    at: { x: number, y: 1 },
    text: `text ${number}`,
    written: ana,
    resolved: null,
    ...patch,
  };
}

/** The image after a change. */
function after(image: ImageSummary, change: Change): ImageSummary | undefined {
  return applyChange(documentOf({ images: [image] }), change).images.get(image.id);
}

describe('setStatus', () => {
  it('stamps the images that it alters and leaves out the others', () => {
    const images = [imageRecord(1), imageRecord(2, { status: 'done', statusSet: ana })];
    const { edits } = setStatus(images, 'done', ben);
    expect(edits.map(({ before }) => before)).toEqual([images[0]]);
    expect(edits.map((edit) => edit.after)).toEqual([
      { ...images[0], status: 'done', statusSet: ben },
    ]);
  });
});

describe('writeNote', () => {
  it('adds a note behind the others', () => {
    const image = imageRecord(1, { notes: [note(1)] });
    expect(after(image, writeNote(image, note(2)))?.notes).toEqual([note(1), note(2)]);
  });

  it('puts a note in the place of the one with its id', () => {
    const image = imageRecord(1, { notes: [note(1), note(2)] });
    const rewritten = note(1, { text: 'other' });
    expect(after(image, writeNote(image, rewritten))?.notes).toEqual([rewritten, note(2)]);
  });
});

describe('resolveNote', () => {
  const image = imageRecord(1, { notes: [note(1), note(2, { resolved: ana })] });

  it('resolves one note, and opens another one again', () => {
    const resolved = after(image, resolveNote(image, note(1).id, ben));
    expect(resolved?.notes[0]).toEqual(note(1, { resolved: ben }));
    expect(after(image, resolveNote(image, note(2).id, null))?.notes[1]).toEqual(note(2));
  });

  it('keeps who resolved a note first', () => {
    expect(resolveNote(image, note(2).id, ben).edits).toEqual([]);
  });

  it('has no edits for a note that is gone', () => {
    expect(resolveNote(image, note(3).id, ben).edits).toEqual([]);
    expect(deleteNote(image, note(3).id).edits).toEqual([]);
  });
});

describe('acceptImage', () => {
  it('resolves what is still open, by whoever accepts', () => {
    const image = imageRecord(1, { notes: [note(1), note(2, { resolved: ana })] });
    const accepted = after(image, acceptImage(image, ben));
    expect(accepted).toMatchObject({ status: 'reviewed', statusSet: ben });
    expect(accepted?.notes.map(({ resolved }) => resolved)).toEqual([ben, ana]);
    expect(accepted && openNotesOf(accepted)).toEqual([]);
  });
});

describe('sendBackImage', () => {
  it('gives the image back with the note that says why, in one step', () => {
    const image = imageRecord(1, { status: 'done' });
    const { edits } = sendBackImage(image, ben, note(1));
    expect(edits).toHaveLength(1);
    expect(edits[0]?.after).toMatchObject({
      status: 'inProgress',
      statusSet: ben,
      notes: [note(1)],
    });
  });
});

describe('setTags', () => {
  it('cleans what was typed', () => {
    const image = imageRecord(1);
    expect(after(image, setTags([image], [' b', 'a  a', 'b', ' ']))?.tags).toEqual(['a a', 'b']);
  });

  it('has no edits for tags that are there already', () => {
    const image = imageRecord(1, { tags: ['a', 'b'] });
    expect(setTags([image], ['b', 'a']).edits).toEqual([]);
  });
});

describe('cleanTags', () => {
  it('alters nothing when it is done again, and does not care for order', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 4 })), (typed) => {
        const tags = cleanTags(typed);
        expect(cleanTags(tags)).toEqual(tags);
        expect(cleanTags(typed.toReversed())).toEqual(tags);
        expect(new Set(tags).size).toBe(tags.length);
      }),
    );
  });
});

describe('setWindow', () => {
  it('has no edits for the same values', () => {
    const image = imageRecord(1, { window: { black: 10, white: 900 } });
    expect(setWindow(image, { black: 10, white: 900 }).edits).toEqual([]);
    expect(after(image, setWindow(image, { black: 10, white: 901 }))?.window?.white).toBe(901);
  });
});

describe('every edit of a review', () => {
  it('is taken back without a trace, and touches its image alone', () => {
    fc.assert(
      fc.property(reviewedImages(), changeMakers(), (image, make) => {
        const start = documentOf({ images: [image, imageRecord(9)] });
        const change = make(image);
        const changed = applyChange(start, change);
        expect(changed.images.get(imageRecord(9).id)).toEqual(imageRecord(9));
        expect(applyChange(changed, invertChange(change)).images).toEqual(start.images);
      }),
    );
  });
});

function reviewedImages(): fc.Arbitrary<ImageSummary> {
  return fc
    .record({
      status: fc.constantFrom(...imageStatuses),
      resolved: fc.array(fc.option(fc.constant(ana)), { maxLength: 3 }),
      tags: fc.array(fc.constantFrom('a', 'b', 'c')).map(cleanTags),
    })
    .map(({ status, resolved, tags }) =>
      imageRecord(1, {
        status,
        tags,
        notes: resolved.map((stamp, index) => note(index + 1, { resolved: stamp })),
      }),
    );
}

type Maker = (image: ImageSummary) => Change;

function changeMakers(): fc.Arbitrary<Maker> {
  const number = fc.integer({ min: 1, max: 4 });
  const stamp = fc.option(fc.constant(ben));
  const split = fc.constantFrom('train', 'val', null);
  return fc.oneof(
    fc.constantFrom(...imageStatuses).map<Maker>((to) => (image) => setStatus([image], to, ben)),
    number.map<Maker>((n) => (image) => writeNote(image, note(n, { text: 'new' }))),
    fc.tuple(number, stamp).map<Maker>(
      ([n, by]) =>
        (image) =>
          resolveNote(image, note(n).id, by),
    ),
    number.map<Maker>((n) => (image) => deleteNote(image, note(n).id)),
    fc.constant<Maker>((image) => acceptImage(image, ben)),
    number.map<Maker>((n) => (image) => sendBackImage(image, ben, n === 4 ? null : note(n))),
    fc.array(fc.string({ maxLength: 2 })).map<Maker>((tags) => (image) => setTags([image], tags)),
    split.map<Maker>((to) => (image) => setSplit([image], to)),
  );
}
