import type { Prompt } from '#core/prompt/prompt.ts';
import { withoutPoint } from '#core/prompt/prompt.ts';
import { chooseCandidate, currentStep, popStep, pushStep, replaceStep } from '#store/prompting.ts';
import { setPrompting } from '#store/sessionStore.ts';
import { decodeNewest } from './decodeNewest.ts';
import type { Services } from './services.ts';

/** How a prompt follows from the one before. */
export type PromptMove =
  | 'refine' // adds to it: the mask so far is fed back
  | 'restate' // takes something back: the mask so far no longer counts
  | 'drag'; // the same step, further along

/** Asks the model about another prompt; an empty one ends the object in the making. */
export async function movePrompt(
  services: Services,
  prompt: Prompt,
  move: PromptMove,
): Promise<void> {
  const { session } = services.stores;
  const { prompting, openImageId } = session.getState();
  if (!openImageId) return;
  const isDrag = move === 'drag' && prompting !== null;
  setPrompting(
    session,
    isDrag ? replaceStep(prompting, prompt) : pushStep(prompting, prompt, move === 'refine'),
  );
  await decodeNewest(services);
}

/** Takes the newest prompt step back; true if there was one. */
export async function undoPrompt(services: Services): Promise<boolean> {
  const { session } = services.stores;
  const { prompting } = session.getState();
  if (!prompting) return false;
  setPrompting(session, popStep(prompting));
  await decodeNewest(services);
  return true;
}

/** Deletes the point that is selected; true if there was one. */
export async function deleteSelectedPoint(services: Services): Promise<boolean> {
  const { prompting } = services.stores.session.getState();
  if (!prompting || prompting.selectedPointIndex === null) return false;
  const { prompt } = currentStep(prompting);
  await movePrompt(services, withoutPoint(prompt, prompting.selectedPointIndex), 'restate');
  return true;
}

/** Marks a point of the prompt, for Delete to know which. */
export function selectPoint({ stores }: Services, selectedPointIndex: number | null): void {
  const { prompting } = stores.session.getState();
  if (prompting) setPrompting(stores.session, { ...prompting, selectedPointIndex });
}

/** Shows another of the model's candidates. */
export function showCandidate({ stores }: Services, choice: number): void {
  const { prompting } = stores.session.getState();
  if (prompting) setPrompting(stores.session, chooseCandidate(prompting, choice));
}

/** Lets the object in the making go. */
export function dropCandidate({ stores }: Services): void {
  setPrompting(stores.session, null);
}
