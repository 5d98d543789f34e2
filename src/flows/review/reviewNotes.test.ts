import { beforeEach, describe, expect, it } from 'vitest';
import type { NoteId } from '#core/annotation/ids.ts';
import type { ReviewNote } from '#core/project/reviewNote.ts';
import { setDisplayName } from '#store/settingsStore.ts';
import { settled } from '#testing/fakes.ts';
import { imageIdOf, openStudio, type Studio } from '#testing/openStudio.ts';
import { imageRecord, testTime } from '#testing/records.ts';
import { openImage } from '../openImage.ts';
import { redo, undo } from '../undo.ts';
import {
  beginNote,
  dropNote,
  removeNote,
  rewriteNote,
  saveNote,
  showNote,
  stepNote,
  toggleNote,
  typeNote,
} from './reviewNotes.ts';

let studio: Studio;

function note(number: number, patch: Partial<ReviewNote> = {}): ReviewNote {
  return {
    id: `note-${number}` as NoteId,
    at: { x: number, y: 2 },
    text: `text ${number}`,
    written: { by: 'Ben', at: testTime },
    resolved: null,
    ...patch,
  };
}

beforeEach(async () => {
  const notes = [note(1), note(2, { resolved: { by: 'Ben', at: testTime } }), note(3)];
  studio = await openStudio({ images: [imageRecord(1), imageRecord(2, { notes })] });
  setDisplayName(studio.services.stores.settings, 'Ana');
});

function notesOf(number: number) {
  const { document } = studio.services.stores.document.getState();
  return document?.images.get(imageIdOf(number))?.notes;
}

function session() {
  return studio.services.stores.session.getState();
}

function texts(number: number) {
  return notesOf(number)?.map(({ text }) => text);
}

describe('a new note', () => {
  it('is pinned to its place, signed, selected and on disk', async () => {
    await beginNote(studio.services, { x: 3, y: 4 });
    typeNote(studio.services, ' too wide ');
    expect(await saveNote(studio.services)).toBe(true);
    expect(notesOf(1)).toMatchObject([
      { at: { x: 3, y: 4 }, text: 'too wide', written: { by: 'Ana', at: testTime } },
    ]);
    expect(studio.services.storage.shelf.images.get(imageIdOf(1))?.notes).toEqual(notesOf(1));
    expect(session().selectedNoteId).toBe(notesOf(1)?.[0]?.id);
    expect(session().noteDraft).toBeNull();
  });

  it('that is empty or dropped leaves nothing', async () => {
    await beginNote(studio.services, null);
    typeNote(studio.services, '  ');
    await saveNote(studio.services);
    await beginNote(studio.services, null);
    typeNote(studio.services, 'no');
    dropNote(studio.services);
    expect(notesOf(1)).toEqual([]);
    expect(studio.services.storage.askedChanges).toEqual([]);
  });

  it('is saved when the next one is begun', async () => {
    await beginNote(studio.services, { x: 1, y: 1 });
    typeNote(studio.services, 'first');
    await beginNote(studio.services, { x: 2, y: 2 });
    expect(texts(1)).toEqual(['first']);
    expect(session().noteDraft).toMatchObject({ at: { x: 2, y: 2 }, text: '' });
  });

  it('waits on its image while another one is looked at, and is saved there', async () => {
    await beginNote(studio.services, { x: 1, y: 1 });
    typeNote(studio.services, 'first');
    void openImage(studio.services, imageIdOf(2));
    await settled();
    expect(session().noteDraft?.text).toBe('first');
    await beginNote(studio.services, { x: 2, y: 2 });
    expect(texts(1)).toEqual(['first']);
    expect(session().noteDraft?.imageId).toBe(imageIdOf(2));
  });

  it('stays in the field when it cannot be saved', async () => {
    await beginNote(studio.services, { x: 1, y: 1 });
    typeNote(studio.services, 'first');
    studio.services.storage.failNextCommit({ code: 'storage/quota-exceeded' });
    expect(await saveNote(studio.services)).toBe(false);
    expect(session().noteDraft?.text).toBe('first');
    expect(await saveNote(studio.services)).toBe(true);
    expect(texts(1)).toEqual(['first']);
  });

  it('is written once, however often Enter is pressed', async () => {
    await beginNote(studio.services, null);
    typeNote(studio.services, 'once');
    await Promise.all([saveNote(studio.services), saveNote(studio.services)]);
    expect(texts(1)).toEqual(['once']);
  });
});

describe('a note that is there', () => {
  beforeEach(async () => {
    void openImage(studio.services, imageIdOf(2));
    await settled();
  });

  it('is rewritten in its place and signed anew', async () => {
    await rewriteNote(studio.services, note(1).id);
    expect(session().noteDraft?.text).toBe('text 1');
    typeNote(studio.services, 'other');
    await saveNote(studio.services);
    expect(notesOf(2)?.[0]).toEqual(
      note(1, { text: 'other', written: { by: 'Ana', at: testTime } }),
    );
  });

  it('that is saved unaltered is not written', async () => {
    await rewriteNote(studio.services, note(1).id);
    expect(await saveNote(studio.services)).toBe(true);
    expect(studio.services.storage.askedChanges).toEqual([]);
  });

  it('is resolved and opened again', async () => {
    await toggleNote(studio.services, note(1).id);
    expect(notesOf(2)?.[0]?.resolved).toEqual({ by: 'Ana', at: testTime });
    await toggleNote(studio.services, note(1).id);
    expect(notesOf(2)?.[0]?.resolved).toBeNull();
  });

  it('is deleted, and comes back by undo on its image, on no other', async () => {
    showNote(studio.services, note(1).id);
    await removeNote(studio.services, note(1).id);
    expect(session().selectedNoteId).toBeNull();
    expect(texts(2)).toEqual(['text 2', 'text 3']);
    void openImage(studio.services, imageIdOf(1));
    await undo(studio.services);
    expect(texts(2)).toEqual(['text 2', 'text 3']);
    void openImage(studio.services, imageIdOf(2));
    await undo(studio.services);
    expect(texts(2)).toEqual(['text 1', 'text 2', 'text 3']);
    await redo(studio.services);
    expect(texts(2)).toEqual(['text 2', 'text 3']);
  });

  it('is found by stepping, round and round, as long as it is open', () => {
    const seen = [1, 1, 1, -1].map((by) => {
      stepNote(studio.services, by === 1 ? 1 : -1);
      return session().selectedNoteId;
    });
    expect(seen).toEqual(['note-1', 'note-3', 'note-1', 'note-3']);
  });

  it('is brought in sight', () => {
    const { session: store } = studio.services.stores;
    store.setState({ viewport: { scale: 100, offsetX: 0, offsetY: 0 } });
    store.setState({ viewport: { scale: 100, offsetX: -700, offsetY: -500 } });
    showNote(studio.services, note(1).id);
    const { viewport } = session();
    expect(1 * viewport.scale + viewport.offsetX).toBeGreaterThan(0);
    expect(2 * viewport.scale + viewport.offsetY).toBeGreaterThan(0);
  });
});
