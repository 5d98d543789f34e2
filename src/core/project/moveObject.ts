import type { Annotation } from '../annotation/annotation.ts';
import { isEmptyMask } from '../mask/measures.ts';
import { translateMask } from '../mask/translate.ts';
import { isSound, type Polygon } from '../polygon/polygon.ts';

/**
 * The object moved right and down by whole pixels; what leaves the image is cut off, and drawn rings are
 * then no longer its master. Null when nothing of it would be left on the image.
 *
 * @param dx px, rounded
 * @param dy px, rounded
 */
export function moveObject(annotation: Annotation, dx: number, dy: number): Annotation | null {
  const right = Math.round(dx);
  const down = Math.round(dy);
  if (right === 0 && down === 0) return annotation;
  const mask = translateMask(annotation.mask, right, down);
  if (isEmptyMask(mask)) return null;
  const { polygon } = annotation;
  if (!polygon) return { ...annotation, mask };
  const moved = movedRings(polygon, right, down);
  return { ...annotation, mask, polygon: isSound(moved, mask.size) ? moved : null };
}

function movedRings({ rings }: Polygon, dx: number, dy: number): Polygon {
  return {
    rings: rings.map(({ points }) => ({
      points: points.map((value, i) => value + (i % 2 === 0 ? dx : dy)),
    })),
  };
}
