import type { DataSetObject } from '#core/dataset/dataSet.ts';
import type { Box } from '#core/geometry/box.ts';
import { minAreaBox } from '#core/geometry/minAreaBox.ts';
import { boundsOf, isSameMask } from '#core/mask/measures.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import type { Ring } from '#core/polygon/ring.ts';
import { rectangleRing } from '#core/polygon/shapes.ts';
import { sharesOf, type Row } from './segmentRow.ts';
import { placeOfShare, shareOfPlace } from './shares.ts';

/** The box of an object: its centre x y, width and height as shares. */
export function boxRow(object: DataSetObject): Row {
  const { width, height } = object.mask.size;
  const box = object.box ?? boundsOf(object.mask);
  const [x, w] = rangeShares(box.x, box.width, width);
  const [y, h] = rangeShares(box.y, box.height, height);
  return { shares: [x, y, w, h], losses: maskLoss(object, rectangleRing(box)) };
}

/** Four corners of the smallest rectangle around an object, clockwise, as shares. */
export function rotatedBoxRow(object: DataSetObject): Row {
  const ring = rotatedRing(object);
  return { shares: sharesOf(ring, object.mask.size), losses: maskLoss(object, ring) };
}

/** A shape of four corners is the rotated box as somebody stated it. */
function rotatedRing({ polygon, isBoxOnly, box, mask }: DataSetObject): Ring {
  const [ring] = polygon?.rings ?? [];
  if (polygon?.rings.length === 1 && ring?.points.length === 8) return ring;
  if (isBoxOnly) return rectangleRing(box ?? boundsOf(mask));
  return { points: Float64Array.from(minAreaBox(mask) ?? []) };
}

function maskLoss({ mask, isBoxOnly }: DataSetObject, ring: Ring): Row['losses'] {
  if (isBoxOnly || isSameMask(rasterizePolygon({ rings: [ring] }, mask.size), mask)) return [];
  return [{ kind: 'maskDropped', detail: '' }];
}

/** Centre and length as shares, so exact that {@link boxOfShares} finds the range again if it can. */
function rangeShares(start: number, length: number, side: number): readonly [string, string] {
  const from = Math.min(side, Math.max(0, start));
  const to = Math.min(side, Math.max(from, start + length));
  const centre = shareOfPlace((from + to) / 2, side);
  return [centre, shareOfPlace(to - from, side)];
}

/** The box that four shares mean; it may reach over the rim of the image. */
export function boxOfShares(
  shares: readonly string[],
  { width, height }: { readonly width: number; readonly height: number },
): Box<'image'> {
  const [x = '', y = '', w = '', h = ''] = shares;
  const boxWidth = placeOfShare(w, width);
  const boxHeight = placeOfShare(h, height);
  return {
    x: startOf(placeOfShare(x, width), boxWidth),
    y: startOf(placeOfShare(y, height), boxHeight),
    width: boxWidth,
    height: boxHeight,
  };
}

/** Where a range begins; a hair beside a whole pixel it is that: centres lie on halves. */
function startOf(centre: number, length: number): number {
  const start = centre - length / 2;
  const whole = Math.round(start);
  return Math.abs(start - whole) < 0.001 ? whole : start;
}
