import type { Box } from '../geometry/box.ts';
import { clipBox } from '../geometry/box.ts';
import type { Size } from '../geometry/size.ts';
import { visitColumnSpans } from '../mask/columnSpans.ts';
import { areaOf, boundsOf, isEmptyMask } from '../mask/measures.ts';
import { growMask } from '../mask/morphology.ts';
import type { Rle } from '../mask/rle.ts';

/** How pixels that nobody is to see are made unreadable; `fill` is the only one that cannot be undone. */
export const redactions = ['blur', 'pixelate', 'fill'] as const;

export type Redaction = (typeof redactions)[number];

/** Samples of a picture, row-major, channels side by side; with 2 and 4 channels the last is alpha. */
export interface MutableSamples {
  readonly size: Size;
  readonly channels: 1 | 2 | 3 | 4;
  readonly data: Uint8Array | Uint8ClampedArray | Uint16Array;
}

/** At most so many blocks lie along the shorter side of what is pixelated. */
const blockCount = 6;
/** A blur reaches so far of the shorter side. */
const blurShare = 1 / 5;
const leastReachPx = 6;

/**
 * Makes the pixels of an object unreadable, in place; all others stay as they are, alpha too. The mask
 * is grown a little first, so that no seam of what it hides is left around it.
 *
 * @throws RangeError never; a mask of another size is clipped by the picture
 */
export function redact(samples: MutableSamples, mask: Rle, redaction: Redaction): void {
  if (isEmptyMask(mask)) return;
  const grown = growMask(mask, seamPx(mask));
  switch (redaction) {
    case 'fill':
      return fill(samples, grown);
    case 'pixelate':
      return pixelate(samples, grown);
    case 'blur':
      return blur(samples, grown);
  }
}

/** How far a mask is grown, px: by a fiftieth of its extent, 2…16. */
export function seamPx(mask: Rle): number {
  return Math.round(Math.min(16, Math.max(2, Math.sqrt(areaOf(mask)) / 50)));
}

function colourChannels({ channels }: MutableSamples): number {
  return channels === 2 || channels === 4 ? channels - 1 : channels;
}

function fill(samples: MutableSamples, mask: Rle): void {
  const { size, channels, data } = samples;
  const colours = colourChannels(samples);
  visitColumnSpans(mask, (column, top, bottom) => {
    for (let row = top; row < bottom; row += 1) {
      const at = (row * size.width + column) * channels;
      data.fill(0, at, at + colours);
    }
  });
}

function pixelate(samples: MutableSamples, mask: Rle): void {
  const { size, channels, data } = samples;
  const bounds = boundsOf(mask);
  const side = reachOf(bounds, 1 / blockCount);
  const columns = Math.ceil(bounds.width / side);
  const averages = blockAverages(samples, bounds, side);
  const colours = colourChannels(samples);
  visitColumnSpans(mask, (column, top, bottom) => {
    for (let row = top; row < bottom; row += 1) {
      const block =
        Math.floor((row - bounds.y) / side) * columns + Math.floor((column - bounds.x) / side);
      const at = (row * size.width + column) * channels;
      for (let c = 0; c < colours; c += 1) data[at + c] = averages[block * colours + c] ?? 0;
    }
  });
}

/** The mean colour of each block of a box, row by row of blocks. */
function blockAverages(samples: MutableSamples, bounds: Box<'image'>, side: number): Float64Array {
  const { size, channels, data } = samples;
  const colours = colourChannels(samples);
  const columns = Math.ceil(bounds.width / side);
  const sums = new Float64Array(columns * Math.ceil(bounds.height / side) * colours);
  const counts = new Uint32Array(sums.length / colours);
  for (let y = 0; y < bounds.height; y += 1) {
    for (let x = 0; x < bounds.width; x += 1) {
      const block = Math.floor(y / side) * columns + Math.floor(x / side);
      const at = ((bounds.y + y) * size.width + bounds.x + x) * channels;
      counts[block] = (counts[block] ?? 0) + 1;
      for (let c = 0; c < colours; c += 1) {
        sums[block * colours + c] = (sums[block * colours + c] ?? 0) + (data[at + c] ?? 0);
      }
    }
  }
  return sums.map((sum, i) => Math.round(sum / (counts[Math.floor(i / colours)] ?? 1)));
}

/** Three runs of a mean over a square, which is close to a Gaussian; sees no farther than its own reach. */
function blur(samples: MutableSamples, mask: Rle): void {
  const { size, channels, data } = samples;
  const bounds = boundsOf(mask);
  const reach = reachOf(bounds, blurShare);
  const box = clipBox(
    {
      x: bounds.x - reach,
      y: bounds.y - reach,
      width: bounds.width + 2 * reach,
      height: bounds.height + 2 * reach,
    },
    size,
  );
  for (let c = 0; c < colourChannels(samples); c += 1) {
    const plane = planeOf(samples, box, c);
    for (let run = 0; run < 3; run += 1) {
      meanAlong(plane, { count: box.height, length: box.width, step: 1, next: box.width }, reach);
      meanAlong(plane, { count: box.width, length: box.height, step: box.width, next: 1 }, reach);
    }
    visitColumnSpans(mask, (column, top, bottom) => {
      for (let row = top; row < bottom; row += 1) {
        const value = plane[(row - box.y) * box.width + column - box.x] ?? 0;
        data[(row * size.width + column) * channels + c] = Math.round(value);
      }
    });
  }
}

function planeOf(samples: MutableSamples, box: Box<'image'>, channel: number): Float32Array {
  const { size, channels, data } = samples;
  const plane = new Float32Array(box.width * box.height);
  for (let y = 0; y < box.height; y += 1) {
    for (let x = 0; x < box.width; x += 1) {
      const at = ((box.y + y) * size.width + box.x + x) * channels + channel;
      plane[y * box.width + x] = data[at] ?? 0;
    }
  }
  return plane;
}

interface Lines {
  readonly count: number;
  readonly length: number; // of each
  readonly step: number; // from one sample of a line to the next
  readonly next: number; // from one line to the next
}

/** The mean of the samples up to `reach` before and behind each one, line by line; fewer at the ends. */
function meanAlong(plane: Float32Array, { count, length, step, next }: Lines, reach: number): void {
  const line = new Float64Array(length + 1);
  for (let i = 0; i < count; i += 1) {
    const start = i * next;
    for (let j = 0; j < length; j += 1) {
      line[j + 1] = (line[j] ?? 0) + (plane[start + j * step] ?? 0);
    }
    for (let j = 0; j < length; j += 1) {
      const from = Math.max(0, j - reach);
      const to = Math.min(length, j + reach + 1);
      plane[start + j * step] = ((line[to] ?? 0) - (line[from] ?? 0)) / (to - from);
    }
  }
}

function reachOf({ width, height }: Box<'image'>, share: number): number {
  return Math.max(leastReachPx, Math.ceil(Math.min(width, height) * share));
}
