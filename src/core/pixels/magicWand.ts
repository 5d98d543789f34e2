import type { Box } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import type { Size } from '../geometry/size.ts';
import type { Rle } from '../mask/rle.ts';
import { colourDistances } from './colourDistance.ts';
import { leastTolerances } from './leastTolerance.ts';
import { majority } from './majority.ts';
import { checkWindow, windowPixelAt, type PixelWindow } from './pixelWindow.ts';
import { rleOfWindow } from './windowRle.ts';

/** All answers of the magic wand for one place, so that the tolerance can follow a drag. */
export interface PreparedWand {
  readonly box: Box<'image'>;
  readonly size: Size; // of the window
  readonly distances: Uint8Array; // of each pixel to the colour at the place; column-major
  readonly tolerances: Uint8Array; // the least that takes the pixel in without a leap; column-major
}

/** What of the prepared answers is wanted. */
export interface WandOptions {
  readonly imageSize: Size;
  readonly tolerance: number; // 0…255 as `colourDistances`; what is no number counts as 0
  readonly isContiguous: boolean; // only what hangs together with the place
  readonly smoothPx?: number; // rounds the outline: each pixel becomes what most around it are; 0 by default
}

/**
 * The wand held at a place, or null when that is outside the window.
 * Cost: 1024 × 1024 in about 50 ms.
 */
export function prepareWand(window: PixelWindow, at: Point<'image'>): PreparedWand | null {
  checkWindow(window);
  const pixel = windowPixelAt(window, at);
  if (!pixel) return null;
  const { box, size } = window;
  const distances = colourDistances(window, pixel.row * size.width + pixel.column);
  const seed = pixel.column * size.height + pixel.row;
  return { box, size, distances, tolerances: leastTolerances(distances, size, seed) };
}

/**
 * Pixels of the window whose colour is at most the tolerance away. Grows with the tolerance; at 255
 * it is the whole window. Cost: one pass over the window, 1024 × 1024 in about 3 ms; smoothed 20 ms.
 */
export function wandAt(prepared: PreparedWand, options: WandOptions): Rle {
  const { box, size, distances, tolerances } = prepared;
  const { imageSize, isContiguous, smoothPx = 0 } = options;
  const tolerance = Number.isNaN(options.tolerance) ? 0 : options.tolerance;
  const values = isContiguous ? tolerances : distances;
  const reach = Math.round((smoothPx * size.width) / box.width);
  const radius = Math.min(reach, Math.max(size.width, size.height)); // no more is to be seen
  if (!(radius > 0)) return rleOfWindow({ box, size, values, limit: tolerance }, imageSize);
  const isOutside = majority(values, { size, limit: tolerance, radius });
  return rleOfWindow({ box, size, values: isOutside, limit: 0 }, imageSize);
}

/** The wand's answer in one go; an empty mask when the place is outside the window. */
export function wandMask(
  request: WandOptions & { readonly window: PixelWindow; readonly at: Point<'image'> },
): Rle {
  const { window, at, imageSize } = request;
  const prepared = prepareWand(window, at);
  if (prepared) return wandAt(prepared, request);
  return { size: imageSize, counts: Uint32Array.of(imageSize.width * imageSize.height) };
}
