import type { ImageId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import { distanceBetween, type Point } from '#core/geometry/point.ts';
import { visibleBox } from '#core/geometry/viewport.ts';
import { maskContains } from '#core/mask/measures.ts';
import { currentStep, shownMask } from '#store/prompting.ts';
import {
  endPreview,
  notePreviewFailure,
  notePreviewTime,
  rememberProposal,
  setAsking,
  setCursor,
  showPreview,
  type MaskPreview,
} from '#store/hoverStore.ts';
import { proposalAt } from '#store/proposals.ts';
import { isDialogShown } from '#store/sessionStore.ts';
import { isAbort } from './report.ts';
import { segmenterKeyOf } from './segmenterImage.ts';
import type { Services } from './services.ts';

/** The cursor has to go this far for another question, screen px. */
const nearPx = 4;
/** Inside the mask that is shown it may go further, screen px. */
const nearInsidePx = 24;

/** What a resting cursor gets: a decode of its own, a mask that is known already, or nothing. */
export type PreviewWay = 'model' | 'proposals' | 'none';

/** What a resting cursor gets on this machine, with these settings. */
export function previewWayOf({ settings, hover }: Services['stores']): PreviewWay {
  const { hoverMode } = settings.getState();
  const { halt } = hover.getState();
  switch (hoverMode) {
    case 'off':
      return 'none';
    case 'always':
      return halt?.reason === 'failed' ? 'proposals' : 'model';
    case 'automatic':
      return halt ? 'proposals' : 'model';
  }
}

/**
 * Previews the mask under the cursor; null: the pointer has left. One question is under way at a time,
 * the newest place is asked next, and places near the last one not at all.
 */
export async function previewAt(services: Services, at: Point<'image'> | null): Promise<void> {
  const { hover } = services.stores;
  const imageId = previewedImage(services);
  setCursor(hover, imageId ? at : null);
  if (!at || !imageId) {
    if (!isFirstClickOpen(services)) endPreview(hover);
    return;
  }
  switch (previewWayOf(services.stores)) {
    case 'none':
      endPreview(hover);
      return;
    case 'proposals':
      showProposal(services, imageId, at);
      return;
    case 'model':
      await askNewest(services);
  }
}

/**
 * A press: no more is asked for until the pointer moves freely again. What is shown stays for a click
 * on it, so that the eye has the mask before the answer comes.
 */
export function holdPreview(
  { stores }: Services,
  press: { readonly at: Point<'image'>; readonly isBackground: boolean },
): void {
  const { preview } = stores.hover.getState();
  if (!press.isBackground && preview && maskContains(preview.mask, press.at)) {
    setCursor(stores.hover, null);
  } else endPreview(stores.hover);
}

async function askNewest(services: Services): Promise<void> {
  const { hover } = services.stores;
  if (hover.getState().isAsking) return;
  setAsking(hover, true);
  try {
    for (;;) {
      const question = openQuestion(services);
      if (!question) return;
      await ask(services, question);
    }
  } catch (error) {
    if (isAbort(error)) return;
    if (!(error instanceof AppError)) throw error;
    notePreviewFailure(hover, error.failure);
  } finally {
    setAsking(hover, false);
  }
}

interface Question {
  readonly imageId: ImageId;
  readonly at: Point<'image'>;
}

/** null when the cursor has its answer, or may not ask now. */
function openQuestion(services: Services): Question | null {
  const { cursor: at, preview } = services.stores.hover.getState();
  const imageId = previewedImage(services);
  if (!at || !imageId || previewWayOf(services.stores) !== 'model') return null;
  const { scale } = services.stores.session.getState().viewport;
  return preview && isAnswerFor(preview, { imageId, at }, scale) ? null : { imageId, at };
}

function isAnswerFor(preview: MaskPreview, { imageId, at }: Question, scale: number): boolean {
  if (preview.imageId !== imageId || preview.origin !== 'model') return false;
  const distancePx = distanceBetween(preview.at, at) * scale;
  return distancePx < nearPx || (distancePx < nearInsidePx && maskContains(preview.mask, at));
}

async function ask(services: Services, { imageId, at }: Question): Promise<void> {
  const { stores, sam, now } = services;
  const { viewport, canvasSize, picture } = stores.session.getState();
  const startedAt = now();
  const { candidates, bestIndex } = await sam.segment(
    segmenterKeyOf(services, imageId),
    {
      prompt: { points: [{ at, label: 'foreground' }], box: null },
      previous: null,
      detail: 'preview',
      view: picture && visibleBox(viewport, picture.size, canvasSize),
    },
    new AbortController().signal,
  );
  notePreviewTime(stores.hover, now() - startedAt);
  const mask = candidates[bestIndex]?.mask;
  if (!mask) return;
  rememberProposal(stores.hover, imageId, mask);
  const preview: MaskPreview = { imageId, at, mask, origin: 'model' };
  if (isStillWanted(services, preview)) showPreview(stores.hover, preview);
}

/** By now the pointer may have left, or a click may wait for the mask that this one foreshadows. */
function isStillWanted(services: Services, { imageId, mask }: MaskPreview): boolean {
  const { session, hover } = services.stores;
  const { openImageId, prompting } = session.getState();
  if (openImageId !== imageId) return false;
  if (hover.getState().cursor) return true;
  const click = prompting && currentStep(prompting).prompt.points[0];
  return (
    click?.label === 'foreground' && isFirstClickOpen(services) && maskContains(mask, click.at)
  );
}

/** Whether a click waits for the first mask of a new object. */
function isFirstClickOpen({ stores }: Services): boolean {
  const { prompting } = stores.session.getState();
  return prompting !== null && shownMask(prompting) === null;
}

function showProposal({ stores }: Services, imageId: ImageId, at: Point<'image'>): void {
  const mask = proposalAt(stores.hover.getState().proposals, imageId, at);
  showPreview(stores.hover, mask && { imageId, at, mask, origin: 'proposal' });
}

/** The open image, if it is ready and the hand free. */
function previewedImage({ stores }: Services): ImageId | null {
  const session = stores.session.getState();
  const { embedding, isDecoding } = stores.engine.getState();
  const isFree =
    session.prompting === null && session.toolId === 'point' && !isDialogShown(session);
  return isFree && embedding.kind === 'ready' && !isDecoding ? session.openImageId : null;
}
