import type { AnnotationId, CategoryId, ImageId } from '#core/annotation/ids.ts';
import type { Provenance } from '#core/annotation/provenance.ts';
import { isEmptyMask } from '#core/mask/measures.ts';
import type { Change } from '#core/project/change.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import { addAnnotation, reviseAnnotation } from '#core/project/edits.ts';
import type { EngineState } from '#store/engineStore.ts';
import {
  currentStep,
  shownMask,
  type Prompting,
  type RefinedObject,
  type ShownMask,
} from '#store/prompting.ts';
import {
  endAccepting,
  selectAnnotation,
  setCategoryPickerOpen,
  setPrompting,
  startAccepting,
} from '#store/sessionStore.ts';
import { announceObject } from './announceObject.ts';
import { commitEdit } from './commitEdit.ts';
import { newObjectOf } from './newObject.ts';
import { say } from './report.ts';
import type { Services } from './services.ts';

/**
 * Makes the shown mask an object of the active category, or the mask of the object that is refined.
 * Without a category it asks for one. Pressed before the model has answered, it waits for the answer.
 */
export async function acceptCandidate(services: Services): Promise<void> {
  const { session } = services.stores;
  if (!(await isNewestAnswered(services))) return;
  const { prompting, openImageId, activeCategoryId } = session.getState();
  const shown = shownMask(prompting);
  if (!prompting || !shown || !openImageId) return;
  if (isEmptyMask(shown.mask)) {
    say(services, 'info', { about: 'emptyMask' });
    return;
  }
  const accepted = { prompting, shown, imageId: openImageId };
  if (prompting.base) {
    await keepRefined(services, accepted, prompting.base);
    return;
  }
  const { document } = services.stores.document.getState();
  if (!activeCategoryId || !document?.categories.has(activeCategoryId)) {
    setCategoryPickerOpen(session, true);
    return;
  }
  await keepNew(services, accepted, activeCategoryId);
}

interface Accepted {
  readonly prompting: Prompting;
  readonly shown: ShownMask;
  readonly imageId: ImageId;
}

async function keepNew(
  services: Services,
  accepted: Accepted,
  categoryId: CategoryId,
): Promise<void> {
  const { imageId, shown } = accepted;
  const id = services.newId() as AnnotationId;
  await keep(services, accepted, id, (document) => {
    // an edit that was under way may have taken the place away
    if (!document.images.has(imageId) || !document.categories.has(categoryId)) return null;
    return addAnnotation(document, {
      id,
      imageId,
      categoryId,
      ...newObjectOf(document, imageId, services.now()),
      mask: shown.mask,
      provenance: provenanceOf(services, accepted),
    });
  });
}

/** The object stays itself and gets the mask. The mask that it had already is no change. */
async function keepRefined(
  services: Services,
  accepted: Accepted,
  { annotationId, mask: former }: RefinedObject,
): Promise<void> {
  const { imageId, shown } = accepted;
  if (shown.mask === former) {
    setPrompting(services.stores.session, null);
    return;
  }
  await keep(services, accepted, annotationId, (document) => {
    const annotation = document.annotations.get(imageId)?.get(annotationId);
    const provenance = provenanceOf(services, accepted);
    return annotation
      ? reviseAnnotation('refineAnnotation', annotation, { mask: shown.mask, provenance })
      : null;
  });
}

async function keep(
  services: Services,
  { prompting, shown, imageId }: Accepted,
  id: AnnotationId,
  plan: (document: ProjectDocument) => Change | null,
): Promise<void> {
  const { session } = services.stores;
  startAccepting(session, shown);
  const isKept = await commitEdit(services, plan);
  const isSameImage = session.getState().openImageId === imageId;
  endAccepting(session, isKept || !isSameImage ? null : prompting);
  if (!isKept || !isSameImage) return;
  selectAnnotation(session, id);
  announceObject(services, { imageId, id }, shown.predictedIou);
}

function provenanceOf({ sam }: Services, { prompting, shown }: Accepted): Provenance {
  return {
    tool: 'sam',
    modelId: sam.modelId,
    prompt: currentStep(prompting).prompt,
    predictedIou: shown.predictedIou,
    stabilityScore: shown.stabilityScore,
  };
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
