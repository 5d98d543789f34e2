import { clamp } from '../geometry/box.ts';
import type { Size } from '../geometry/size.ts';
import type { PictureTransform } from './pictureTransform.ts';

/** How pictures are made fit for training. */
export type PicturePlan =
  | { readonly kind: 'asIs' }
  /** Larger pictures are made smaller, none larger. */
  | { readonly kind: 'longestSide'; readonly sidePx: number }
  /** Made as large as fits a square, in its middle, with padding at two sides. */
  | { readonly kind: 'letterbox'; readonly sidePx: number }
  /** Cut into squares of the picture's own resolution; the last of a row lies flush with the rim. */
  | { readonly kind: 'tiles'; readonly sidePx: number; readonly overlapPx: number };

/**
 * What is made of one picture, row by row from its top left.
 *
 * @param source index of the image in its data set
 * Sides are at least 1 px; an overlap is less than the side.
 * Source of `letterbox`: Ultralytics `LetterBox` (centred, rounded to whole pixels).
 */
export function transformsOf(
  source: number,
  size: Size,
  plan: PicturePlan,
): readonly PictureTransform[] {
  switch (plan.kind) {
    case 'asIs':
      return [wholePicture(source, size, size)];
    case 'longestSide': {
      const scale = Math.min(1, wholeSide(plan.sidePx) / Math.max(size.width, size.height));
      return [wholePicture(source, size, scaledBy(size, scale))];
    }
    case 'letterbox':
      return [letterboxed(source, size, wholeSide(plan.sidePx))];
    case 'tiles':
      return tilesOf(source, size, plan);
  }
}

function wholePicture(source: number, { width, height }: Size, scaled: Size): PictureTransform {
  const crop = { x: 0, y: 0, width, height };
  return { source, crop, scaled, offset: { x: 0, y: 0 }, size: scaled };
}

function letterboxed(source: number, size: Size, side: number): PictureTransform {
  const scaled = scaledBy(size, side / Math.max(size.width, size.height));
  const offset = {
    x: Math.floor((side - scaled.width) / 2),
    y: Math.floor((side - scaled.height) / 2),
  };
  return { ...wholePicture(source, size, scaled), offset, size: { width: side, height: side } };
}

function tilesOf(
  source: number,
  { width, height }: Size,
  { sidePx, overlapPx }: Extract<PicturePlan, { readonly kind: 'tiles' }>,
): readonly PictureTransform[] {
  const side = wholeSide(sidePx);
  const step = side - clamp(Math.round(overlapPx), 0, side - 1);
  const tile = { width: Math.min(side, width), height: Math.min(side, height) };
  return tileStarts(height, side, step).flatMap((y) =>
    tileStarts(width, side, step).map((x) => ({
      source,
      crop: { x, y, ...tile },
      scaled: tile,
      offset: { x: 0, y: 0 },
      size: tile,
    })),
  );
}

/** Where tiles begin along a side: a step apart, the last one as far as the rim allows. */
function tileStarts(extent: number, side: number, step: number): readonly number[] {
  const last = extent - side;
  if (last <= 0) return [0];
  const starts: number[] = [];
  for (let start = 0; start < last; start += step) starts.push(start);
  return [...starts, last];
}

function scaledBy({ width, height }: Size, scale: number): Size {
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

function wholeSide(px: number): number {
  return Math.max(1, Math.round(px));
}
