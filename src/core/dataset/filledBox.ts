import type { Box } from '../geometry/box.ts';
import type { Size } from '../geometry/size.ts';
import { isEmptyMask } from '../mask/measures.ts';
import type { Rle } from '../mask/rle.ts';
import { rasterizePolygon } from '../polygon/rasterizePolygon.ts';
import { rectangleRing } from '../polygon/shapes.ts';

/**
 * The pixels whose centres lie in a box; those that it touches where it is too thin to hold a centre,
 * so that a box with an area on the image is never empty.
 */
export function filledBox(box: Box<'image'>, size: Size): Rle {
  const mask = rasterizePolygon({ rings: [rectangleRing(box)] }, size);
  if (!isEmptyMask(mask) || !(box.width > 0 && box.height > 0)) return mask;
  const [x, y] = [Math.floor(box.x), Math.floor(box.y)];
  const width = Math.ceil(box.x + box.width) - x;
  const height = Math.ceil(box.y + box.height) - y;
  return rasterizePolygon({ rings: [rectangleRing({ x, y, width, height })] }, size);
}
