import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId } from '#core/annotation/ids.ts';
import { reworked } from '#core/annotation/provenance.ts';
import { ringsOf } from '#core/annotation/ringsOf.ts';
import { isEmptyMask } from '#core/mask/measures.ts';
import { pointCountOf, type Polygon } from '#core/polygon/polygon.ts';
import { detailLoss, rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { detailLevels } from '#core/polygon/simplifyPolygon.ts';
import { reviseAnnotation } from '#core/project/edits.ts';
import { setSimplifying } from '#store/sessionStore.ts';
import { refuseToEdit } from '../projects/role.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import { editShape } from './editShape.ts';

/** Puts an object of the open image under the detail slider, at full detail. */
export function beginSimplify(services: Services, id: AnnotationId): void {
  if (refuseToEdit(services)) return;
  const annotation = openObject(services, id);
  if (!annotation) return;
  if (annotation.isLocked === true) {
    say(services, 'info', { about: 'objectLocked' });
    return;
  }
  const polygon = ringsOf(annotation);
  setSimplifying(services.stores.session, {
    annotationId: id,
    mask: annotation.mask,
    levels: detailLevels(polygon),
    pointCount: pointCountOf(polygon),
    fraction: 1,
    polygon,
    loss: 0,
  });
}

/** Shows the object at another detail; what it loses is measured on its own, see {@link measureLoss}. */
export function setDetail({ stores }: Services, fraction: number): void {
  const { simplifying } = stores.session.getState();
  if (!simplifying || simplifying.fraction === fraction) return;
  const polygon = simplifying.levels.polygonAt(fraction);
  setSimplifying(stores.session, { ...simplifying, fraction, polygon, loss: null });
}

/** Finds out how much IoU a detail loses against the object as it is, unless another one is shown by now. */
export function measureLoss({ stores }: Services, polygon: Polygon): void {
  const { simplifying } = stores.session.getState();
  if (simplifying?.polygon !== polygon) return;
  const loss = detailLoss(simplifying.mask, polygon);
  setSimplifying(stores.session, { ...simplifying, loss });
}

/** Makes the simpler rings the object's master. */
export async function applySimplify(services: Services): Promise<void> {
  const { session } = services.stores;
  const { simplifying } = session.getState();
  if (!simplifying) return;
  const { annotationId, polygon } = simplifying;
  await editShape(services, annotationId, (annotation) => {
    if (polygon === annotation.polygon) return null;
    if (annotation.mask !== simplifying.mask) {
      say(services, 'info', { about: 'changedWhileSimplified' });
      return null;
    }
    const mask = rasterizePolygon(polygon, annotation.mask.size);
    if (isEmptyMask(mask)) {
      say(services, 'info', { about: 'nothingLeft' });
      return null;
    }
    const provenance = reworked(annotation.provenance);
    return reviseAnnotation('simplifyObject', annotation, { polygon, mask, provenance });
  });
  if (session.getState().simplifying === simplifying) setSimplifying(session, null);
}

/** Leaves the object as it is. */
export function cancelSimplify({ stores }: Services): void {
  setSimplifying(stores.session, null);
}

function openObject({ stores }: Services, id: AnnotationId): Annotation | undefined {
  const { openImageId } = stores.session.getState();
  const { document } = stores.document.getState();
  return openImageId ? document?.annotations.get(openImageId)?.get(id) : undefined;
}
