import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId, CategoryId, ImageId } from '#core/annotation/ids.ts';
import { reworked } from '#core/annotation/provenance.ts';
import { isEmptyMask } from '#core/mask/measures.ts';
import { combineShapes } from '#core/polygon/combineShapes.ts';
import type { Change } from '#core/project/change.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import { addAnnotation, reviseAnnotation } from '#core/project/edits.ts';
import { announce } from '#store/announceStore.ts';
import {
  selectAnnotation,
  selectedIdOf,
  setCategoryPickerOpen,
  setDrawn,
  type DrawnShape,
} from '#store/sessionStore.ts';
import type { DrawMode } from '#store/toolOptionsStore.ts';
import { announceObject } from '../announceObject.ts';
import { commitEdit } from '../commitEdit.ts';
import { newObjectOf } from '../newObject.ts';
import { refuseToEdit } from '../projects/role.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';

/** A shape and what it is to become. */
export interface Drawing extends DrawnShape {
  readonly mode: DrawMode;
}

/**
 * Makes what a hand drew an object of the active category, or adds it to or takes it from the object
 * that was selected last. Without a category it asks for one, and the shape waits; nothing is drawn
 * outside the image, and an object is never emptied.
 */
export async function drawObject(services: Services, drawing: Drawing): Promise<void> {
  if (refuseToEdit(services)) return;
  if (isEmptyMask(drawing.mask)) {
    say(services, 'info', { about: 'emptyShape' });
    return;
  }
  if (drawing.mode !== 'new') await drawOnSelected(services, drawing);
  else if (await followsFirstStroke(services, drawing)) {
    await drawOnSelected(services, { ...drawing, mode: 'add' });
  } else await drawNew(services, drawing);
}

/** Goes on with the shape that waits for a category, now that there is one. */
export async function keepDrawn(services: Services): Promise<void> {
  const { drawn } = services.stores.session.getState();
  if (drawn) await drawNew(services, drawn);
}

/** Lets the shape go that waits for a category. */
export function dropDrawn({ stores }: Services): void {
  setDrawn(stores.session, null);
}

/**
 * Whether a stroke of the brush came while the first one of its object was on its way to disk; it
 * belongs to that object. Resolves when the object is there and selected.
 */
async function followsFirstStroke(services: Services, { tool }: Drawing): Promise<boolean> {
  const { session } = services.stores;
  const { drawn, isCategoryPickerOpen } = session.getState();
  if (tool !== 'brush' || drawn?.tool !== 'brush' || isCategoryPickerOpen) return false;
  await services.edits.run(async () => undefined);
  return selectedIdOf(session.getState()) !== null;
}

async function drawNew(services: Services, drawn: DrawnShape): Promise<void> {
  const { session, document: documents } = services.stores;
  const { openImageId, activeCategoryId } = session.getState();
  if (!openImageId) return;
  setDrawn(session, drawn); // seen until it is on disk
  if (!activeCategoryId || !documents.getState().document?.categories.has(activeCategoryId)) {
    setCategoryPickerOpen(session, true);
    return;
  }
  const id = services.newId() as AnnotationId;
  const place = { id, imageId: openImageId, categoryId: activeCategoryId };
  const isKept = await commitEdit(services, (document) =>
    addDrawn(services, document, drawn, place),
  );
  if (session.getState().drawn === drawn) setDrawn(session, null);
  if (!isKept || session.getState().openImageId !== openImageId) return;
  selectAnnotation(session, id);
  announceObject(services, { imageId: openImageId, id });
}

interface NewPlace {
  readonly id: AnnotationId;
  readonly imageId: ImageId;
  readonly categoryId: CategoryId;
}

function addDrawn(
  services: Services,
  document: ProjectDocument,
  { mask, polygon, tool }: DrawnShape,
  place: NewPlace,
): Change | null {
  // an edit that was under way may have taken the place away
  if (!document.images.has(place.imageId) || !document.categories.has(place.categoryId))
    return null;
  const annotation: Annotation = {
    ...place,
    ...newObjectOf(document, place.imageId, services.now()),
    mask,
    ...(polygon ? { polygon } : {}),
    provenance: { tool },
  };
  return { ...addAnnotation(document, annotation), name: 'drawObject' };
}

async function drawOnSelected(services: Services, { mode, ...drawn }: Drawing): Promise<void> {
  const { session, announce: announcements } = services.stores;
  const { openImageId } = session.getState();
  const id = selectedIdOf(session.getState());
  if (!openImageId || !id) {
    say(services, 'info', { about: 'nothingSelected' });
    return;
  }
  if (mode === 'add') setDrawn(session, drawn); // seen until it is on disk
  const isKept = await commitEdit(services, (document) => {
    const annotation = document.annotations.get(openImageId)?.get(id);
    if (!annotation) return null;
    if (annotation.isLocked === true) {
      say(services, 'info', { about: 'objectLocked' });
      return null;
    }
    const { change, refusal } = changedBy(annotation, drawn, mode === 'subtract');
    if (refusal === 'unchanged') announce(announcements, { about: 'unchanged' });
    if (refusal === 'nothingLeft') say(services, 'info', { about: 'nothingLeft' });
    return change;
  });
  if (session.getState().drawn === drawn) setDrawn(session, null);
  if (isKept) announceObject(services, { imageId: openImageId, id });
}

interface Changed {
  readonly change: Change | null;
  readonly refusal: 'unchanged' | 'nothingLeft' | null;
}

/** Rings stay the master of an object where they can, see {@link combineShapes}. */
function changedBy(annotation: Annotation, drawn: DrawnShape, isLess: boolean): Changed {
  const former = { mask: annotation.mask, polygon: annotation.polygon ?? null };
  const next = combineShapes(former, drawn, isLess ? 'difference' : 'union');
  if (next === former) return { change: null, refusal: 'unchanged' };
  if (isEmptyMask(next.mask)) return { change: null, refusal: 'nothingLeft' };
  const change = reviseAnnotation(isLess ? 'eraseFromObject' : 'extendObject', annotation, {
    mask: next.mask,
    ...(annotation.polygon ? { polygon: next.polygon } : {}),
    provenance: reworked(annotation.provenance),
  });
  return { change, refusal: null };
}
