import type { ImageId } from '#core/annotation/ids.ts';
import type { MaskCandidate } from '#core/prompt/candidate.ts';
import { visibleBox } from '#core/geometry/viewport.ts';
import { setLookingCloser } from '#store/engineStore.ts';
import {
  currentStep,
  improveCandidate,
  previousMaskOf,
  type PromptStep,
} from '#store/prompting.ts';
import { setPrompting } from '#store/sessionStore.ts';
import { isAbort, reportError } from './report.ts';
import { segmenterKeyOf } from './segmenterImage.ts';
import type { Services } from './services.ts';

/**
 * Puts a better mask of a small object in the place of the one that is shown, once the model has looked
 * closer. One look is under way at a time; the newest mask is looked at next. A mask that was clicked on,
 * accepted or left in the meantime stays what it is: its next answer already has the closer view.
 */
export async function lookCloser(services: Services): Promise<void> {
  const { engine } = services.stores;
  if (engine.getState().isLookingCloser) return;
  setLookingCloser(engine, true);
  const looked = new Set<MaskCandidate>();
  try {
    for (;;) {
      const wish = openWish(services);
      if (!wish || looked.has(wish.shown)) return;
      looked.add(wish.shown);
      const better = await look(services, wish);
      if (better) looked.add(better);
    }
  } catch (error) {
    if (!isAbort(error)) reportError(services, error);
  } finally {
    setLookingCloser(engine, false);
  }
}

interface Wish {
  readonly imageId: ImageId;
  readonly step: PromptStep;
  readonly shown: MaskCandidate;
  readonly signal: AbortSignal;
}

function openWish({ stores, imageTask }: Services): Wish | null {
  const { prompting, openImageId: imageId } = stores.session.getState();
  const step = prompting && currentStep(prompting);
  const shown = step?.prompt === step?.answeredPrompt && step?.answer?.candidates[step.choice];
  const { signal } = imageTask;
  return imageId && step && shown && signal ? { imageId, step, shown, signal } : null;
}

async function look(
  services: Services,
  { imageId, step, shown, signal }: Wish,
): Promise<MaskCandidate | null> {
  const { stores, sam } = services;
  const { prompting, picture, viewport, canvasSize } = stores.session.getState();
  const request = {
    prompt: step.prompt,
    previous: prompting && previousMaskOf(prompting),
    detail: 'full',
    view: picture && visibleBox(viewport, picture.size, canvasSize),
  } as const;
  const better = await sam.closerLook(segmenterKeyOf(services, imageId), request, shown, signal);
  const { prompting: newest } = stores.session.getState();
  if (newest && better) setPrompting(stores.session, improveCandidate(newest, shown, better));
  return better;
}
