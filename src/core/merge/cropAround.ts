import { boxFromCorners, clipBox, type Box } from '../geometry/box.ts';
import type { Size } from '../geometry/size.ts';
import { boundsOf } from '../mask/measures.ts';
import type { Rle } from '../mask/rle.ts';

/** Room around the objects, as a share of their longer side. */
const marginShare = 0.35;
/** Smaller objects are shown with more around them, so that one sees where they are. */
const minSidePx = 48;

/**
 * The part of the image that shows all masks with a margin; as large as wanted where the image ends
 * elsewhere, the whole image when there is no mask. Whole numbers.
 */
export function cropAround(masks: readonly Rle[], size: Size): Box<'image'> {
  const boxes = masks.map(boundsOf);
  const [first] = boxes;
  if (!first) return { x: 0, y: 0, ...size };
  const union = boxes.reduce(unionOf, first);
  const margin = marginShare * Math.max(union.width, union.height);
  const width = Math.max(minSidePx, union.width + 2 * margin);
  const height = Math.max(minSidePx, union.height + 2 * margin);
  const left = Math.floor(union.x + union.width / 2 - width / 2);
  const top = Math.floor(union.y + union.height / 2 - height / 2);
  return clipBox({ x: left, y: top, width: Math.ceil(width), height: Math.ceil(height) }, size);
}

function unionOf(a: Box<'image'>, b: Box<'image'>): Box<'image'> {
  return boxFromCorners<'image'>(
    { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y) },
    { x: Math.max(a.x + a.width, b.x + b.width), y: Math.max(a.y + a.height, b.y + b.height) },
  );
}
