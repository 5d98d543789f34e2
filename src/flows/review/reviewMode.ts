import { acceptImage, openNotesOf, sendBackImage } from '#core/project/reviewEdits.ts';
import { setAcceptAsked, setReviewing } from '#store/sessionStore.ts';
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
  chooseTool(services, isReviewing ? 'select' : 'point');
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
  if (image.status === 'reviewed') {
    goOn(services, image.id, 'review');
    return;
  }
  if (openNotesOf(image).length > 0 && !session.getState().isAcceptAsked) {
    setAcceptAsked(session, true);
    return;
  }
  setAcceptAsked(session, false);
  const change = await editImage(services, image.id, (newest) =>
    newest.status === 'reviewed'
      ? { name: 'acceptImage', edits: [] }
      : acceptImage(newest, stampOf(services)),
  );
  if (!change) return;
  setNameAsked(settings);
  const { fileName } = image;
  say(services, 'info', { about: 'status', status: 'reviewed', fileName, change });
  goOn(services, image.id, 'review');
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
  setAcceptAsked(session, false);
  const draft = session.getState().noteDraft;
  if (draft?.imageId === image.id && draft.text.trim() !== '') {
    if (!(await saveNote(services)) || draft.sendsBack) return;
  }
  const newest = openImageRecord(services);
  if (newest?.id !== image.id) return;
  if (openNotesOf(newest).length === 0) {
    await beginNote(services, null, { sendsBack: true });
    return;
  }
  if (newest.status === 'inProgress') {
    goOn(services, image.id, 'review');
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
  goOn(services, image.id, 'review');
}
