import type { ImageId, NoteId } from '#core/annotation/ids.ts';
import type { Point } from '#core/geometry/point.ts';
import type { Change } from '#core/project/change.ts';
import type { ImageSummary } from '#core/project/project.ts';
import {
  deleteNote,
  openNotesOf,
  resolveNote,
  sendBackImage,
  writeNote,
} from '#core/project/reviewEdits.ts';
import type { ReviewNote } from '#core/project/reviewNote.ts';
import { selectNote, setNoteDraft, type NoteDraft } from '#store/sessionStore.ts';
import { setNameAsked } from '#store/settingsStore.ts';
import { showPlace } from '../moveView.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import { goOn } from './imageStatus.ts';
import { editImage, openImageRecord, stampOf } from './openImageRecord.ts';

/**
 * Opens the field for a new note on the open image. What stands in the field already is saved first; an
 * empty one just moves.
 *
 * @param at null: about the whole image
 */
export async function beginNote(
  services: Services,
  at: Point<'image'> | null,
  { sendsBack }: { readonly sendsBack?: boolean } = {},
): Promise<void> {
  const { session } = services.stores;
  const { openImageId: imageId, noteDraft } = session.getState();
  if (!imageId) return;
  const isKept = noteDraft === null || (await saveNote(services));
  if (!isKept || session.getState().openImageId !== imageId) return;
  const isWanted = sendsBack ?? (noteDraft?.imageId === imageId && noteDraft.sendsBack);
  selectNote(session, null);
  setNoteDraft(session, { imageId, noteId: null, at, text: '', sendsBack: isWanted });
}

/** Opens the field for a note that is there already. */
export async function rewriteNote(services: Services, noteId: NoteId): Promise<void> {
  const { session } = services.stores;
  if (session.getState().noteDraft && !(await saveNote(services))) return;
  const image = openImageRecord(services);
  const note = image?.notes.find(({ id }) => id === noteId);
  if (!image || !note) return;
  const { at, text } = note;
  setNoteDraft(session, { imageId: image.id, noteId, at, text, sendsBack: false });
}

/** The field says something else now. */
export function typeNote({ stores }: Services, text: string): void {
  const { noteDraft } = stores.session.getState();
  if (noteDraft) setNoteDraft(stores.session, { ...noteDraft, text });
}

/** Closes the field; what was typed is let go. */
export function dropNote({ stores }: Services): void {
  setNoteDraft(stores.session, null);
}

/**
 * Saves what stands in the field and closes it. An empty one writes nothing. The text stays in the field
 * when it cannot be saved, and what is typed while it is being saved is not lost.
 *
 * @returns whether the field is closed or free for another note
 */
export async function saveNote(services: Services): Promise<boolean> {
  const { session, settings } = services.stores;
  const draft = session.getState().noteDraft;
  if (!draft) return true;
  const text = draft.text.trim();
  if (text === '') {
    setNoteDraft(session, null);
    return true;
  }
  const id = draft.noteId ?? (services.newId() as NoteId);
  setNoteDraft(session, null);
  const change = await editImage(services, draft.imageId, (image) =>
    planOf(services, image, { ...draft, text }, id),
  );
  const isGone = !services.stores.document.getState().document?.images.has(draft.imageId);
  const isUnaltered = draft.noteId !== null && noteOf(services, draft)?.text === text;
  if (!change && !isGone && !isUnaltered) {
    if (session.getState().noteDraft === null) setNoteDraft(session, draft);
    return false;
  }
  setNameAsked(settings);
  if (session.getState().openImageId === draft.imageId) selectNote(session, id);
  if (change && draft.sendsBack) tellSentBack(services, draft.imageId, change);
  return true;
}

function planOf(
  services: Services,
  image: ImageSummary,
  { noteId, at, text, sendsBack }: NoteDraft,
  id: NoteId,
): Change {
  const stamp = stampOf(services);
  const former = image.notes.find((note) => note.id === noteId);
  if (former?.text === text) return { name: 'writeNote', edits: [] };
  const note: ReviewNote = former
    ? { ...former, text, written: stamp }
    : { id, at, text, written: stamp, resolved: null };
  return sendsBack ? sendBackImage(image, stamp, note) : writeNote(image, note);
}

function tellSentBack(services: Services, imageId: ImageId, change: Change): void {
  const fileName = services.stores.document.getState().document?.images.get(imageId)?.fileName;
  if (fileName === undefined) return;
  say(services, 'info', { about: 'status', status: 'inProgress', fileName, change });
  goOn(services, imageId, 'review');
}

function noteOf({ stores }: Services, { imageId, noteId }: NoteDraft): ReviewNote | undefined {
  const image = stores.document.getState().document?.images.get(imageId);
  return image?.notes.find(({ id }) => id === noteId);
}

/** Resolves a note of the open image, or opens it again. */
export async function toggleNote(services: Services, noteId: NoteId): Promise<void> {
  const image = openImageRecord(services);
  const note = image?.notes.find(({ id }) => id === noteId);
  if (!image || !note) return;
  const resolved = note.resolved ? null : stampOf(services);
  await editImage(services, image.id, (newest) => resolveNote(newest, noteId, resolved));
}

/** Deletes a note of the open image; undo brings it back. */
export async function removeNote(services: Services, noteId: NoteId): Promise<void> {
  const { session } = services.stores;
  const { openImageId } = session.getState();
  if (!openImageId) return;
  const change = await editImage(services, openImageId, (image) => deleteNote(image, noteId));
  if (change && session.getState().selectedNoteId === noteId) selectNote(session, null);
}

/** Selects a note of the open image and brings its place in sight. */
export function showNote(services: Services, noteId: NoteId): void {
  const note = openImageRecord(services)?.notes.find(({ id }) => id === noteId);
  if (!note) return;
  selectNote(services.stores.session, noteId);
  if (note.at) showPlace(services, note.at);
}

/** Selects the next open note of the open image, from the last one on the first; resolved ones in review too. */
export function stepNote(services: Services, by: 1 | -1): void {
  const { selectedNoteId } = services.stores.session.getState();
  const image = openImageRecord(services);
  if (!image) return;
  const openNotes = openNotesOf(image);
  const notes = openNotes.length > 0 ? openNotes : image.notes;
  const index = notes.findIndex(({ id }) => id === selectedNoteId);
  const start = index < 0 && by < 0 ? 0 : index;
  const next = notes.at((start + by) % Math.max(1, notes.length));
  if (next) showNote(services, next.id);
}
