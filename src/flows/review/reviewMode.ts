import type { ImageId } from '#core/annotation/ids.ts';
import { acceptImage, openNotesOf, sendBackImage } from '#core/project/reviewEdits.ts';
import { setAcceptAsked, setNoteDraft, setReviewing } from '#store/sessionStore.ts';
import { setNameAsked } from '#store/settingsStore.ts';
import { chooseTool } from '../chooseTool.ts';
import { openImage } from '../openImage.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import { goOn, isMaskOpen } from './imageStatus.ts';
import { isToReview, nextWanted, walkedImages } from './imageWalk.ts';
import { beginNote, saveNote } from './reviewNotes.ts';
import { editImage, openImageRecord, stampOf } from './openImageRecord.ts';

/**
 * Begins to review, or goes back to labelling. A reviewer's hand selects rather than segments, and the
 * first image is one that waits for a review, if there is any.
 */
export function toggleReview(services: Services): void {
  const { session } = services.stores;
  if (isMaskOpen(services)) return;
  const isReviewing = !session.getState().isReviewing;
  setReviewing(session, isReviewing);
  const { toolId } = session.getState();
  const isReviewers = toolId === 'select' || toolId === 'note';
  if (isReviewing !== isReviewers) chooseTool(services, isReviewing ? 'select' : 'point');
  const image = openImageRecord(services);
  if (!isReviewing || (image && isToReview(image))) return;
  const next = nextWanted(walkedImages(services.stores), image?.id ?? null, isToReview);
  if (next) void openImage(services, next.id);
}

/**
 * Accepts the open image and goes on to the next one that waits for a review. Open notes would be
 * resolved with it, so the first call asks and the second one does it.
 */
export async function acceptOpenImage(services: Services): Promise<void> {
  const { session, settings } = services.stores;
  const image = openImageRecord(services);
  if (!image || isMaskOpen(services)) return;
  const walk = walkedImages(services.stores);
  if (image.status === 'reviewed') {
    goOn(services, { from: image.id, walk, work: 'review' });
    return;
  }
  const isWritten = await saveDraftOn(services, image.id);
  const newest = openImageRecord(services);
  if (!isWritten || newest?.id !== image.id) return;
  if (openNotesOf(newest).length > 0 && !session.getState().isAcceptAsked) {
    setAcceptAsked(session, true);
    return;
  }
  setAcceptAsked(session, false);
  const change = await editImage(services, image.id, (latest) =>
    latest.status === 'reviewed'
      ? { name: 'acceptImage', edits: [] }
      : acceptImage(latest, stampOf(services)),
  );
  if (!change) return;
  setNameAsked(settings);
  const { fileName } = image;
  say(services, 'info', { about: 'status', status: 'reviewed', fileName, change });
  goOn(services, { from: image.id, walk, work: 'review' });
}

/** A note that is being written on an image counts as an open one: it is saved, and sends nothing back. */
async function saveDraftOn(services: Services, imageId: ImageId): Promise<boolean> {
  const { session } = services.stores;
  const { noteDraft } = session.getState();
  if (noteDraft?.imageId !== imageId) return true;
  setNoteDraft(session, { ...noteDraft, sendsBack: false });
  return saveNote(services);
}

/** Takes the question back whether open notes shall be resolved. */
export function declineAccept({ stores }: Services): void {
  setAcceptAsked(stores.session, false);
}

/**
 * Gives the open image back to whoever labels it and goes on to the next one that waits for a review.
 * Nobody could know why without a note: where there is no open one, it is asked for first.
 */
export async function sendBackOpenImage(services: Services): Promise<void> {
  const { session } = services.stores;
  const image = openImageRecord(services);
  if (!image || isMaskOpen(services)) return;
  const walk = walkedImages(services.stores);
  setAcceptAsked(session, false);
  const draft = session.getState().noteDraft;
  if (draft?.imageId === image.id && draft.noteId === null && draft.text.trim() !== '') {
    setNoteDraft(session, { ...draft, sendsBack: true });
    await saveNote(services);
    return;
  }
  if (!(await saveDraftOn(services, image.id))) return;
  const newest = openImageRecord(services);
  if (newest?.id !== image.id) return;
  if (openNotesOf(newest).length === 0) {
    await beginNote(services, null, { sendsBack: true });
    return;
  }
  if (newest.status === 'inProgress') {
    goOn(services, { from: image.id, walk, work: 'review' });
    return;
  }
  const change = await editImage(services, image.id, (latest) =>
    latest.status === 'inProgress'
      ? { name: 'sendBackImage', edits: [] }
      : sendBackImage(latest, stampOf(services), null),
  );
  if (!change) return;
  const { fileName } = image;
  say(services, 'info', { about: 'status', status: 'inProgress', fileName, change });
  goOn(services, { from: image.id, walk, work: 'review' });
}
