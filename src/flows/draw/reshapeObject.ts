import type { AnnotationId } from '#core/annotation/ids.ts';
import { reworked } from '#core/annotation/provenance.ts';
import { isEmptyMask } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { isSound, type Polygon } from '#core/polygon/polygon.ts';
import { reviseAnnotation } from '#core/project/edits.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import { editShape } from './editShape.ts';

/** An object with new rings. */
export interface Reshaped {
  readonly annotationId: AnnotationId;
  readonly polygon: Polygon; // kept as it is: a tool knows its own by reference
  readonly mask: Rle; // what it fills
}

/** Gives an object new rings, which are its master from then on. What may not be stored is refused with a word. */
export async function reshapeObject(
  services: Services,
  { annotationId, polygon, mask }: Reshaped,
): Promise<void> {
  await editShape(services, annotationId, (annotation) => {
    if (isEmptyMask(mask) || !isSound(polygon, annotation.mask.size)) {
      say(services, 'info', { about: 'nothingLeft' });
      return null;
    }
    const provenance = reworked(annotation.provenance);
    return reviseAnnotation('reshapeObject', annotation, { polygon, mask, provenance });
  });
}
