import type { ImageId } from '#core/annotation/ids.ts';
import { newestDone, newestUndone, placeOf, type Step } from '#core/project/history.ts';
import type { HistoryState } from './historyStore.ts';
import type { Stores } from './stores.ts';

/** What undo or redo would do now. */
export interface NextStep {
  readonly step: Step | null;
  /** Whether more of the histories has to be read before that is certain. */
  readonly isUncertain: boolean;
}

type Seen = Pick<Stores, 'history' | 'session'>;

/**
 * The newest step that is about what the user looks at: in the gallery one of the project; on the
 * workbench one of the open image, or one of the project that touches it or everything, or that was
 * done just now.
 */
export function nextUndo(stores: Seen): NextStep {
  const state = stores.history.getState();
  const imageId = lookedAt(stores);
  const candidates = stepsAbout(state, imageId).filter(
    (step) => !state.lostIds.has(step.changeId) && !takesAway(state, imageId, step),
  );
  const step = newestDone(candidates);
  return { step, isUncertain: isUncertain(state, imageId, step) };
}

/** The step that was taken back last, of those that {@link nextUndo} may take back. */
export function nextRedo(stores: Seen): NextStep {
  const state = stores.history.getState();
  const imageId = lookedAt(stores);
  const candidates = stepsAbout(state, imageId).filter(
    ({ changeId }) => !state.lostIds.has(changeId),
  );
  const step = newestUndone(candidates);
  return { step, isUncertain: step === null && isUncertain(state, imageId, null) };
}

/** The image whose history is at hand; null: the project's alone. */
export function lookedAt({ session }: Pick<Stores, 'session'>): ImageId | null {
  const { screen, openImageId } = session.getState();
  return screen === 'workbench' ? openImageId : null;
}

/** All steps that are about an image, or null about the project; in no order. */
function stepsAbout(
  { histories, newestSeq }: HistoryState,
  imageId: ImageId | null,
): readonly Step[] {
  const ofProject = histories.get('')?.steps ?? [];
  const here = imageId === null ? null : histories.get(imageId)?.steps;
  if (!here) return imageId === null ? ofProject : ofProject.filter(({ reach }) => reach === 'all');
  const touching = new Set(here.map(({ changeId }) => changeId));
  return [
    ...here.filter(({ home }) => home !== ''),
    ...ofProject.filter(
      (step) => step.reach === 'all' || touching.has(step.changeId) || isLast(step, newestSeq),
    ),
  ];
}

/** Whether it is what was done, or taken back, last of all: then it is meant, whatever is looked at. */
function isLast({ endSeq, undoneSeq, subject }: Step, newestSeq: number): boolean {
  if (undoneSeq === null) return endSeq >= newestSeq;
  return undoneSeq + (subject?.kind === 'images' ? subject.count : 0) >= newestSeq;
}

/**
 * Whether a step would take images away, perhaps the open one: a key that is pressed once too often must not undo an
 * import of an earlier session, unless nothing was done since.
 */
function takesAway(state: HistoryState, imageId: ImageId | null, step: Step): boolean {
  if (imageId === null || step.home !== '') return false;
  const here = state.histories.get(imageId)?.steps ?? [];
  const isItsOrigin = here.some(
    ({ changeId, makesImage }) => makesImage && changeId === step.changeId,
  );
  const isOld = placeOf(step) <= state.openedSeq && step.endSeq < state.newestSeq;
  return isOld && (isItsOrigin || step.name === 'addImages');
}

function isUncertain(state: HistoryState, imageId: ImageId | null, found: Step | null): boolean {
  const keys = imageId === null ? ([''] as const) : (['', imageId] as const);
  const place = found ? placeOf(found) : 0;
  return keys.some((key) => {
    const history = state.histories.get(key);
    return !history || history.reachedSeq > place;
  });
}
