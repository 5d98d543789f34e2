import type { Box } from '../geometry/box.ts';
import { visitColumnSpans } from '../mask/columnSpans.ts';
import type { Rle } from '../mask/rle.ts';

/**
 * One number per pixel of a box of whole pixels, which may reach beyond the image, column by column:
 * that of (x, y) is labels[(x − box.x) × box.height + y − box.y]. 0 is nobody's.
 */
export interface LabelRaster {
  readonly box: Box<'image'>;
  readonly labels: Uint32Array;
}

/** A raster of zeros. */
export function emptyRaster(box: Box<'image'>): LabelRaster {
  return { box, labels: new Uint32Array(box.width * box.height) };
}

/** Writes a label on the mask's pixels inside the box; cost: its runs and its area there. */
export function paintLabel({ box, labels }: LabelRaster, mask: Rle, label: number): void {
  visitColumnSpans(mask, (x, top, bottom) => {
    if (x < box.x || x >= box.x + box.width) return;
    const start = (x - box.x) * box.height - box.y;
    const first = Math.max(top, box.y);
    const end = Math.min(bottom, box.y + box.height);
    if (first < end) labels.fill(label, start + first, start + end);
  });
}

/** The smallest box that holds all boxes that hold anything; all 0 when none does. */
export function boxAround(boxes: readonly Box<'image'>[]): Box<'image'> {
  const filled = boxes.filter(({ width, height }) => width > 0 && height > 0);
  if (filled.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const x = filled.reduce((least, box) => Math.min(least, box.x), Infinity);
  const y = filled.reduce((least, box) => Math.min(least, box.y), Infinity);
  const right = filled.reduce((most, box) => Math.max(most, box.x + box.width), 0);
  const bottom = filled.reduce((most, box) => Math.max(most, box.y + box.height), 0);
  return { x, y, width: right - x, height: bottom - y };
}
