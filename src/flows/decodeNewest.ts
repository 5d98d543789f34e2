import { answerStep, currentStep, maskInputOf, type Prompting } from '#store/prompting.ts';
import { setDecoding } from '#store/engineStore.ts';
import { setPrompting } from '#store/sessionStore.ts';
import type { ImageEmbedding } from '#sam/protocol.ts';
import { reportError } from './report.ts';
import type { Services } from './services.ts';

/**
 * Asks the model about the newest prompt until it is answered. One question is under way at a time;
 * prompts that come meanwhile wait, and only the newest of them is asked next.
 */
export async function decodeNewest(services: Services): Promise<void> {
  const { stores } = services;
  if (stores.engine.getState().isDecoding) return;
  setDecoding(stores.engine, true);
  try {
    for (;;) {
      const question = openQuestion(services);
      if (!question) return;
      await ask(services, question);
    }
  } catch (error) {
    reportError(services, error);
  } finally {
    setDecoding(stores.engine, false);
  }
}

interface Question {
  readonly prompting: Prompting;
  readonly embedding: ImageEmbedding;
}

/** null when all is answered or the image is not ready. */
function openQuestion({ stores, embeddings }: Services): Question | null {
  const { prompting, openImageId } = stores.session.getState();
  const embedding = openImageId && embeddings.get(openImageId);
  if (!prompting || !embedding) return null;
  const { prompt, answeredPrompt } = currentStep(prompting);
  return prompt === answeredPrompt ? null : { prompting, embedding };
}

async function ask({ stores, sam }: Services, { prompting, embedding }: Question): Promise<void> {
  const { key, prompt } = currentStep(prompting);
  const request = { prompt, maskInput: maskInputOf(prompting) };
  const answer = await sam.decode(embedding, request, new AbortController().signal);
  // what is clicked by now may be more, less or nothing
  const { prompting: newest } = stores.session.getState();
  setPrompting(stores.session, newest && answerStep(newest, { key, prompt, answer }));
}
