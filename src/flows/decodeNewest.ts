import { visibleBox } from '#core/geometry/viewport.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import { answerStep, currentStep, previousMaskOf, type Prompting } from '#store/prompting.ts';
import { endDecoding, startDecoding } from '#store/engineStore.ts';
import { endPreview, noteDecodeTime, rememberProposal } from '#store/hoverStore.ts';
import { setPrompting } from '#store/sessionStore.ts';
import type { ImageId } from '#core/annotation/ids.ts';
import { lookCloser } from './lookCloser.ts';
import { reportError } from './report.ts';
import { segmenterKeyOf } from './segmenterImage.ts';
import type { Services } from './services.ts';

/**
 * Asks the model about the newest prompt until it is answered. One question is under way at a time;
 * prompts that come meanwhile wait, and only the newest of them is asked next. A failure is told, and
 * the same prompt not asked again.
 */
export async function decodeNewest(services: Services): Promise<void> {
  const { stores } = services;
  if (stores.engine.getState().isDecoding) return;
  startDecoding(stores.engine);
  let failedPrompt: Prompt | null = null;
  try {
    for (;;) {
      const question = openQuestion(services);
      if (!question || promptOf(question) === failedPrompt) return;
      try {
        await ask(services, question);
      } catch (error) {
        reportError(services, error);
        failedPrompt = promptOf(question);
      }
    }
  } finally {
    endDecoding(stores.engine, services.now());
    void lookCloser(services);
  }
}

interface Question {
  readonly prompting: Prompting;
  readonly imageId: ImageId;
}

function promptOf({ prompting }: Question): Prompt {
  return currentStep(prompting).prompt;
}

/** null when all is answered or the image is not ready. */
function openQuestion({ stores }: Services): Question | null {
  const { prompting, openImageId: imageId } = stores.session.getState();
  const isReady = stores.engine.getState().embedding.kind === 'ready';
  if (!prompting || !imageId || !isReady) return null;
  const { prompt, answeredPrompt } = currentStep(prompting);
  return prompt === answeredPrompt ? null : { prompting, imageId };
}

async function ask(services: Services, { prompting, imageId }: Question): Promise<void> {
  const { stores, sam, now } = services;
  const { key, prompt } = currentStep(prompting);
  const { picture, viewport, canvasSize } = stores.session.getState();
  const view = picture && visibleBox(viewport, picture.size, canvasSize);
  const startedAt = now();
  const answer = await sam.segment(
    segmenterKeyOf(services, imageId),
    { prompt, previous: previousMaskOf(prompting), detail: 'full', view },
    new AbortController().signal,
  );
  noteDecodeTime(stores.hover, now() - startedAt);
  const best = answer.candidates[answer.bestIndex];
  if (best) rememberProposal(stores.hover, imageId, best.mask);
  // what is clicked by now may be more, less or nothing
  const { prompting: newest } = stores.session.getState();
  setPrompting(stores.session, newest && answerStep(newest, { key, prompt, answer }));
  endPreview(stores.hover);
}
