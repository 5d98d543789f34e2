import { clipBox, type Box } from '../geometry/box.ts';
import type { Size } from '../geometry/size.ts';
import { isEmptyMask, isSameMask } from '../mask/measures.ts';
import type { Rle } from '../mask/rle.ts';
import { clipConvexRing } from '../polygon/clipRing.ts';
import { isSound, type Polygon } from '../polygon/polygon.ts';
import { rasterizePolygon } from '../polygon/rasterizePolygon.ts';
import type { Ring } from '../polygon/ring.ts';
import { rotateRing } from '../polygon/rotateRing.ts';
import { ellipseRing, rectangleRing } from '../polygon/shapes.ts';
import { plainObject, type DataSetObject } from './dataSet.ts';
import type { ReadIssueKind } from './readIssue.ts';

/** What a shape of somebody else's file becomes, or why it becomes nothing. */
export type ShapeReading =
  | { readonly isObject: true; readonly object: DataSetObject; readonly isCut: boolean }
  | { readonly isObject: false; readonly fault: ReadIssueKind; readonly detail: string };

/**
 * An object by its outlines, filled even-odd; the mask is their raster. A last point that repeats the
 * first is left out. Rings that leave the image are cut off at its rim, and where the rounding of that
 * would tell, only the mask stays.
 */
export function objectOfRings(category: number, rings: readonly Ring[], size: Size): ShapeReading {
  const open = rings.map(withoutClosingPoint);
  if (!open.every(({ points }) => points.every(Number.isFinite))) {
    return fault('wrongShape', 'a coordinate is not a number');
  }
  const shortest = open.find(({ points }) => points.length < 6);
  if (shortest || open.length === 0) {
    return fault('tooFewPoints', `${(shortest?.points.length ?? 0) / 2} points`);
  }
  const mask = rasterizePolygon({ rings: open }, size);
  const kept = open.filter((ring) => isSound({ rings: [ring] }, size));
  const isCut = open.some((ring) => !isOnImage(ring, size));
  if (isEmptyMask(mask)) {
    return fault(isCut ? 'outOfImage' : 'emptyMask', 'no centre of a pixel lies inside');
  }
  const object = plainObject(category, mask);
  if (!isCut) return { isObject: true, object: { ...object, polygon: { rings: kept } }, isCut };
  return { isObject: true, object: { ...object, polygon: cutPolygon(open, mask) }, isCut };
}

const ellipseErrorPx = 0.001; // less than what moves a pixel's centre over the rim, but for chance

/**
 * An object by the ellipse that fills a box, turned about its middle. It stays as pixels: rings through
 * points of it would be a little smaller.
 *
 * @param radians clockwise on the screen
 */
export function objectOfEllipse(
  category: number,
  box: Box<'image'>,
  radians: number,
  size: Size,
): ShapeReading {
  const { x, y, width, height } = box;
  if (![x, y, width, height, radians].every(Number.isFinite) || width < 0 || height < 0) {
    return fault('wrongShape', `an ellipse of ${width} × ${height} px`);
  }
  const middle = { x: x + width / 2, y: y + height / 2 };
  const ring = rotateRing(ellipseRing(box, ellipseErrorPx), middle, radians);
  const reading = objectOfRings(category, [ring], size);
  if (!reading.isObject) return reading;
  return { ...reading, object: { ...reading.object, polygon: null } };
}

/** An object of which only the box is known; cut off at the rim of the image. */
export function objectOfBox(category: number, box: Box<'image'>, size: Size): ShapeReading {
  const { x, y, width, height } = box;
  if (![x, y, width, height].every(Number.isFinite) || width < 0 || height < 0) {
    return fault('wrongShape', `a box of ${width} × ${height} px`);
  }
  const isCut = x < 0 || y < 0 || x + width > size.width || y + height > size.height;
  const kept = isCut ? clipBox(box, size) : box;
  const mask = rasterizePolygon({ rings: [rectangleRing(kept)] }, size);
  if (isEmptyMask(mask)) {
    return fault(isCut ? 'outOfImage' : 'emptyMask', `a box of ${width} × ${height} px`);
  }
  const object = { ...plainObject(category, mask), box: kept, isBoxOnly: true };
  return { isObject: true, object, isCut };
}

/** An object by its pixels. */
export function objectOfMask(category: number, mask: Rle, isCut: boolean): ShapeReading {
  if (isEmptyMask(mask)) return fault(isCut ? 'outOfImage' : 'emptyMask', 'no pixel is left');
  return { isObject: true, object: plainObject(category, mask), isCut };
}

function fault(kind: ReadIssueKind, detail: string): ShapeReading {
  return { isObject: false, fault: kind, detail };
}

function withoutClosingPoint(ring: Ring): Ring {
  const { points } = ring;
  const isClosed = points.length > 2 && points[0] === points.at(-2) && points[1] === points.at(-1);
  return isClosed ? { points: points.slice(0, -2) } : ring;
}

function isOnImage({ points }: Ring, { width, height }: Size): boolean {
  return points.every((value, i) => value >= 0 && value <= (i % 2 === 0 ? width : height));
}

function cutPolygon(rings: readonly Ring[], mask: Rle): Polygon | null {
  const cut = rings.flatMap((ring) => {
    const kept = isOnImage(ring, mask.size) ? ring : clipConvexRing(ring, mask.size);
    return kept && isSound({ rings: [kept] }, mask.size) ? [kept] : [];
  });
  const polygon = { rings: cut };
  const isTrue = cut.length > 0 && isSameMask(rasterizePolygon(polygon, mask.size), mask);
  return isTrue ? polygon : null;
}
