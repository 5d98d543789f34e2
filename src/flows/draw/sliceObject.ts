import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId, ImageId } from '#core/annotation/ids.ts';
import { reworked } from '#core/annotation/provenance.ts';
import { boxFromCorners, type Box } from '#core/geometry/box.ts';
import type { Point } from '#core/geometry/point.ts';
import { boundsOf } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { sliceMask } from '#core/mask/sliceMask.ts';
import type { Change } from '#core/project/change.ts';
import { annotationsOf, type ProjectDocument } from '#core/project/document.ts';
import { divideAnnotation } from '#core/project/edits.ts';
import { selectAnnotations, selectedIdOf } from '#store/sessionStore.ts';
import { commitEdit } from '../commitEdit.ts';
import { newObjectOf } from '../newObject.ts';
import { refuseToEdit } from '../projects/role.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';

/**
 * Cuts the selected object along a line, without one the topmost that the line divides. The largest piece
 * stays the object, each other becomes one with the same category, name and attributes; all of them
 * are selected, the one that stays last, so that it is in the hand after undo too. A line that divides nothing is told, and nothing is done.
 */
export async function sliceObject(
  services: Services,
  line: readonly Point<'image'>[],
): Promise<void> {
  if (refuseToEdit(services)) return;
  const { session } = services.stores;
  const { openImageId } = session.getState();
  if (!openImageId) return;
  const selectedId = selectedIdOf(session.getState());
  let ids: readonly AnnotationId[] = [];
  const isCut = await commitEdit(services, (document) => {
    const found = findDivided(objectsToCut(document, openImageId, selectedId), line);
    if (!found) {
      say(services, 'info', { about: 'dividesNothing' });
      return null;
    }
    if (found.annotation.isLocked === true) {
      say(services, 'info', { about: 'objectLocked' });
      return null;
    }
    const pieces = piecesOf(services, document, found);
    ids = pieces.map(({ id }) => id).toReversed();
    return changeOf(document, found.annotation, pieces);
  });
  if (isCut && session.getState().openImageId === openImageId) selectAnnotations(session, ids);
}

function objectsToCut(
  document: ProjectDocument,
  imageId: ImageId,
  selectedId: AnnotationId | null,
): readonly Annotation[] {
  const objects = annotationsOf(document, imageId).filter(({ isHidden }) => !isHidden);
  const selected = objects.filter(({ id }) => id === selectedId);
  return selected.length > 0 ? selected : objects.toReversed();
}

interface Divided {
  readonly annotation: Annotation;
  readonly masks: readonly Rle[]; // at least two, the largest first
}

function findDivided(
  objects: readonly Annotation[],
  line: readonly Point<'image'>[],
): Divided | null {
  const around = boxAround(line);
  if (!around) return null;
  for (const annotation of objects) {
    if (!meets(around, boundsOf(annotation.mask))) continue;
    const masks = sliceMask(annotation.mask, line);
    if (masks.length > 1) return { annotation, masks };
  }
  return null;
}

function boxAround(line: readonly Point<'image'>[]): Box<'image'> | null {
  const places = line.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  if (places.length < 2) return null;
  const xs = places.map(({ x }) => x);
  const ys = places.map(({ y }) => y);
  const corner = { x: Math.min(...xs), y: Math.min(...ys) };
  return boxFromCorners(corner, { x: Math.max(...xs), y: Math.max(...ys) });
}

function meets(a: Box<'image'>, b: Box<'image'>): boolean {
  const isBeside = a.x > b.x + b.width || b.x > a.x + a.width;
  return !isBeside && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

/** The pieces as objects, the one that keeps the id first. */
function piecesOf(
  services: Services,
  document: ProjectDocument,
  { annotation, masks }: Divided,
): readonly Annotation[] {
  const fresh = newObjectOf(document, annotation.imageId, services.now());
  return masks.map((mask, i): Annotation => {
    const piece = {
      ...annotation,
      mask,
      polygon: null, // its rings went on over the cut
      provenance: reworked(annotation.provenance),
    };
    if (i === 0) return piece;
    const id = services.newId() as AnnotationId;
    return { ...piece, id, order: fresh.order + i - 1, createdAt: fresh.createdAt };
  });
}

function changeOf(
  document: ProjectDocument,
  before: Annotation,
  [after, ...others]: readonly Annotation[],
): Change | null {
  return after ? divideAnnotation(document, before, [after, ...others]) : null;
}
