import type { NoteId } from '../annotation/ids.ts';
import { isSameWindow, type DisplayWindow } from '../image/displayWindow.ts';
import type { Change, ChangeName } from './change.ts';
import { reviseImages } from './edits.ts';
import type { ImageStatus, ImageSummary } from './project.ts';
import type { ReviewNote } from './reviewNote.ts';
import type { Split } from './split.ts';
import type { Stamp } from './stamp.ts';

/** The change that sets how far the work on images is; those that have the status already are left out. */
export function setStatus(
  images: readonly ImageSummary[],
  status: ImageStatus,
  statusSet: Stamp,
): Change {
  return reviseImages('setStatus', images, (image) =>
    image.status === status ? image : { ...image, status, statusSet },
  );
}

/** The change that adds a note to an image, or puts it in the place of the one with its id. */
export function writeNote(image: ImageSummary, note: ReviewNote): Change {
  return reviseOne('writeNote', image, { notes: withNote(image.notes, note) });
}

/**
 * The change that resolves a note or opens it again; without edits when there is nothing to alter.
 *
 * @param resolved null: opens it again
 */
export function resolveNote(image: ImageSummary, id: NoteId, resolved: Stamp | null): Change {
  return reviseNotes('resolveNote', image, (note) =>
    note.id === id && (note.resolved === null) !== (resolved === null)
      ? { ...note, resolved }
      : note,
  );
}

/** The change that deletes a note; without edits when it is gone already. */
export function deleteNote(image: ImageSummary, id: NoteId): Change {
  const notes = image.notes.filter((note) => note.id !== id);
  return notes.length === image.notes.length
    ? { name: 'deleteNote', edits: [] }
    : reviseOne('deleteNote', image, { notes });
}

/** The change that accepts an image in review. Notes that are still open are resolved with it. */
export function acceptImage(image: ImageSummary, stamp: Stamp): Change {
  return reviseOne('acceptImage', image, {
    status: 'reviewed',
    statusSet: stamp,
    notes: image.notes.map((note) => (note.resolved ? note : { ...note, resolved: stamp })),
  });
}

/**
 * The change that gives an image back to whoever labels it.
 *
 * @param note written in the same step; null: the open notes say enough
 */
export function sendBackImage(image: ImageSummary, stamp: Stamp, note: ReviewNote | null): Change {
  return reviseOne('sendBackImage', image, {
    status: 'inProgress',
    statusSet: stamp,
    notes: note ? withNote(image.notes, note) : image.notes,
  });
}

/** The change that gives images exactly these tags, cleaned; those that have them already are left out. */
export function setTags(images: readonly ImageSummary[], typed: readonly string[]): Change {
  const tags = cleanTags(typed);
  return reviseImages('setTags', images, (image) =>
    isSameList(image.tags, tags) ? image : { ...image, tags },
  );
}

/**
 * The change that moves images to a part of the data set. Whether the split is locked is for the caller
 * to ask.
 */
export function setSplit(images: readonly ImageSummary[], split: Split | null): Change {
  return reviseImages('setSplit', images, (image) =>
    image.split === split ? image : { ...image, split },
  );
}

/** The change of what is shown of a picture with 16 bits a channel. */
export function setWindow(image: ImageSummary, window: DisplayWindow): Change {
  return reviseImages('setWindow', [image], (before) =>
    isSameWindow(before.window, window) ? before : { ...before, window },
  );
}

/** Tags without blanks around them, each once, ascending by code unit. */
export function cleanTags(typed: readonly string[]): readonly string[] {
  return [...new Set(typed.map((tag) => tag.trim().replaceAll(/\s+/gu, ' ')))]
    .filter((tag) => tag !== '')
    .toSorted((a, b) => (a < b ? -1 : 1));
}

/** The notes that nobody has resolved, oldest first. */
export function openNotesOf({ notes }: Pick<ImageSummary, 'notes'>): readonly ReviewNote[] {
  return notes.filter(({ resolved }) => resolved === null);
}

function withNote(notes: readonly ReviewNote[], note: ReviewNote): readonly ReviewNote[] {
  return notes.some(({ id }) => id === note.id)
    ? notes.map((each) => (each.id === note.id ? note : each))
    : [...notes, note];
}

function reviseNotes(
  name: ChangeName,
  image: ImageSummary,
  revise: (note: ReviewNote) => ReviewNote,
): Change {
  const notes = image.notes.map(revise);
  return reviseImages(name, [image], (before) =>
    isSameList(before.notes, notes) ? before : { ...before, notes },
  );
}

function reviseOne(name: ChangeName, image: ImageSummary, patch: Partial<ImageSummary>): Change {
  return reviseImages(name, [image], (before) => ({ ...before, ...patch }));
}

function isSameList<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
