import { clamp, clipBox } from '#core/geometry/box.ts';
import type { Point } from '#core/geometry/point.ts';
import { combineMasks } from '#core/mask/combine.ts';
import type { Rle } from '#core/mask/rle.ts';
import { squaredDistanceTransform } from '#core/metrics/distanceTransform.ts';
import { centrednessOf } from './channelScore.ts';
import { componentsOf } from './components.ts';
import { cutGrid } from './graphCut.ts';
import { preferenceOf } from './localPreference.ts';
import { edgeGuideOf } from './edgeGuide.ts';
import { edgeWeightsOf } from './edgeWeights.ts';
import type { LocalSituation } from './localSituation.ts';
import type { AskedFor, MaskChange } from './maskChange.ts';
import { rasterMask } from './rasterMask.ts';
import { refineEdges } from './refineEdges.ts';
import { planesOf, rasterOf, sampleMask, type WorkRegion, workRegionOf } from './workRegion.ts';

const probePixels = 60_000;
const windowPixels = 22_000;
const windowInDepths = 6;
const leastWindowInCells = 12;
const leastCentredness = 0.5;

/**
 * The mask with the piece around its newest point on the other side: a graph cut in a window around the
 * point, as large as the point's depth in the wrong label suggests, by colours, by the model's opinion,
 * by all points as seeds, and by the mask as it was, which holds more the farther the point is away.
 * Only the piece that contains the point changes.
 * @returns null when the cut leaves the point where it is
 * Source: the energy is that of Rother et al. 2004 (GrabCut) with one pass, the window and the piece as in
 * Chen et al. 2022 (FocalClick), progressive merge.
 */
export function correctLocally(situation: LocalSituation): Rle | null {
  const { picture, mask, points } = situation;
  const newest = points.at(-1);
  if (!newest) return null;
  const value = newest.label === 'foreground' ? 1 : 0;
  const depth = Math.max(situation.cellPx, depthOf(situation, newest.at, value));
  const region = windowAround(situation, newest.at, depth);
  const before = sampleMask(mask, region);
  const planes = planesOf(picture, region);
  const weights = edgeWeightsOf(planes);
  const asked = { index: indexAt(region, newest.at), value } as const;
  let piece: Piece | null = null;
  for (const caution of situation.isModelConfused ? [2, 6] : [1, 4]) {
    const window = { region, planes, before, depth };
    const preference = preferenceOf(situation, window, caution);
    const after = cutGrid({ size: region.size, preference, weights });
    piece = pieceAround(asked, { size: region.size, before, after });
    // a click far from the middle of its piece did not mean a piece as large as that
    if (piece && piece.centredness >= leastCentredness) break;
  }
  return piece && flipped(situation, region, piece.sides, value);
}

interface Piece {
  readonly sides: Float32Array; // 1 in the piece, −1 elsewhere
  readonly centredness: number; // of the click in it, 0…1
}

/** The pixels that changed to what was asked for and hang together with the click; null when there are none. */
function pieceAround(
  { index, value }: AskedFor,
  { size, before, after }: MaskChange,
): Piece | null {
  const changed = after.map((label, i) => (label === value && before[i] !== value ? 1 : 0));
  const { labels } = componentsOf(changed, size);
  const own = labels[index] ?? 0;
  if (own === 0) return null;
  const pixels = Uint8Array.from(labels, (label) => (label === own ? 1 : 0));
  const sides = Float32Array.from(pixels, (pixel) => (pixel === 1 ? 1 : -1));
  return { sides, centredness: centrednessOf(pixels, size, index) };
}

/** How far the point is from where the mask already is as it should be, image px. */
function depthOf({ mask }: LocalSituation, at: Point<'image'>, value: 0 | 1): number {
  const all = { x: 0, y: 0, width: mask.size.width, height: mask.size.height };
  const region = workRegionOf(all, mask.size, probePixels);
  const pixels = sampleMask(mask, region).map((pixel) => (pixel === value ? 0 : 1));
  const distances = squaredDistanceTransform({ size: region.size, pixels });
  return Math.sqrt(distances[indexAt(region, at)] ?? 0) * region.cellWidth;
}

function windowAround(
  { picture, cellPx }: LocalSituation,
  at: Point<'image'>,
  depth: number,
): WorkRegion {
  const half = Math.max(windowInDepths * depth, leastWindowInCells * cellPx, 12);
  const box = { x: at.x - half, y: at.y - half, width: 2 * half, height: 2 * half };
  return workRegionOf(clipBox(box, picture.size), picture.size, windowPixels);
}

function indexAt({ box, size, cellWidth, cellHeight }: WorkRegion, at: Point<'image'>): number {
  const column = clamp(Math.floor((at.x - box.x) / cellWidth), 0, size.width - 1);
  const row = clamp(Math.floor((at.y - box.y) / cellHeight), 0, size.height - 1);
  return row * size.width + column;
}

/** The mask with the piece on the other side; where the window is coarse, the piece's edge is redrawn. */
function flipped(
  { picture, mask }: LocalSituation,
  region: WorkRegion,
  piece: Float32Array,
  value: 0 | 1,
): Rle {
  let raster = rasterOf(piece, region);
  let threshold = 0;
  let box = region.box;
  if (region.cellWidth > 1.5) {
    const fine = workRegionOf(region.box, picture.size, 1_000_000);
    const logits = { ...raster, values: piece.map((side) => 3 * side) };
    raster = refineEdges(logits, 0, edgeGuideOf(picture, fine, region.cellWidth));
    threshold = 0.5;
    box = fine.box;
  }
  const patch = rasterMask(raster, box, mask.size, threshold);
  return combineMasks(mask, patch, value === 1 ? 'union' : 'difference');
}
