import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId, CategoryId, ImageId } from '#core/annotation/ids.ts';
import { isEmptyMask } from '#core/mask/measures.ts';
import { annotationsOf, type ProjectDocument } from '#core/project/document.ts';
import { addAnnotation } from '#core/project/edits.ts';
import type { MaskCandidate } from '#core/prompt/candidate.ts';
import type { EngineState } from '#store/engineStore.ts';
import { currentStep, shownCandidate, type Prompting } from '#store/prompting.ts';
import {
  endAccepting,
  selectAnnotation,
  setCategoryPickerOpen,
  startAccepting,
} from '#store/sessionStore.ts';
import { commitEdit } from './commitEdit.ts';
import { say } from './report.ts';
import type { Services } from './services.ts';

/**
 * Makes the shown candidate an object of the active category. Without a category it asks for one.
 * Pressed before the model has answered, it waits for the answer.
 */
export async function acceptCandidate(services: Services): Promise<void> {
  const { session } = services.stores;
  if (!(await isNewestAnswered(services))) return;
  const { prompting, openImageId, activeCategoryId } = session.getState();
  const candidate = shownCandidate(prompting);
  if (!prompting || !candidate || !openImageId) return;
  if (isEmptyMask(candidate.mask)) {
    say(services, 'info', { about: 'emptyMask' });
    return;
  }
  const { document } = services.stores.document.getState();
  if (!activeCategoryId || !document?.categories.has(activeCategoryId)) {
    setCategoryPickerOpen(session, true);
    return;
  }
  await keep(services, prompting, candidate, {
    imageId: openImageId,
    categoryId: activeCategoryId,
  });
}

async function keep(
  services: Services,
  prompting: Prompting,
  candidate: MaskCandidate,
  place: { readonly imageId: ImageId; readonly categoryId: CategoryId },
): Promise<void> {
  const { session } = services.stores;
  const id = services.newId() as AnnotationId;
  startAccepting(session, candidate);
  const isKept = await commitEdit(services, (document) => {
    // an edit that was under way may have taken the place away
    const { images, categories } = document;
    if (!images.has(place.imageId) || !categories.has(place.categoryId)) return null;
    return addAnnotation(document, {
      id,
      ...place,
      ...newObjectOf(document, place.imageId, services.now()),
      mask: candidate.mask,
      provenance: {
        tool: 'sam',
        modelId: services.sam.modelId,
        prompt: currentStep(prompting).prompt,
        predictedIou: candidate.predictedIou,
        stabilityScore: candidate.stabilityScore,
      },
    });
  });
  const isSameImage = session.getState().openImageId === place.imageId;
  endAccepting(session, isKept || !isSameImage ? null : prompting);
  if (isKept && isSameImage) selectAnnotation(session, id);
}

function newObjectOf(
  document: ProjectDocument,
  imageId: ImageId,
  createdAt: number,
): Pick<Annotation, 'name' | 'color' | 'isHidden' | 'order' | 'createdAt'> {
  const last = annotationsOf(document, imageId).at(-1);
  return { name: '', color: null, isHidden: false, order: (last?.order ?? 0) + 1, createdAt };
}

/** Resolves when the newest prompt is answered: true; or when no answer will come: false. */
async function isNewestAnswered({ stores }: Services): Promise<boolean> {
  const settled = (hasGivenUp: boolean) => {
    const { prompting } = stores.session.getState();
    if (!prompting) return false;
    const { prompt, answeredPrompt } = currentStep(prompting);
    if (prompt === answeredPrompt) return true;
    // not ready and not on its way: waiting would never end
    const { embedding } = stores.engine.getState();
    const isLost = hasGivenUp || embedding.kind === 'failed';
    return isLost ? false : null;
  };
  const first = settled(isIdle(stores.engine.getState()));
  if (first !== null) return first;
  return new Promise((resolve) => {
    const settle = (hasGivenUp: boolean) => {
      const answer = settled(hasGivenUp);
      if (answer === null) return;
      for (const unsubscribe of unsubscribes) unsubscribe();
      resolve(answer);
    };
    const unsubscribes = [
      stores.session.subscribe(() => settle(false)),
      stores.engine.subscribe((engine, former) => settle(former.isDecoding && isIdle(engine))),
    ];
  });
}

/** Whether nothing is asked although the image is ready: the last question has failed. */
function isIdle({ embedding, isDecoding }: EngineState): boolean {
  return embedding.kind === 'ready' && !isDecoding;
}
