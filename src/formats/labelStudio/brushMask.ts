import { areaOfSize, type Size } from '#core/geometry/size.ts';
import { decodeRle, encodeMask } from '#core/mask/codec.ts';
import type { Rle } from '#core/mask/rle.ts';
import { packRuns, unpackRuns, type ValueRun } from './rlePack.ts';

/** Most pixels of a brush mask that is read. */
const maxArea = 2 ** 27;

/**
 * A mask as Label Studio's brush: the packed runs of an RGBA picture of its size, row by row, all four
 * channels 255 where it is foreground and 0 elsewhere. The alpha channel is the mask.
 */
export function brushOfMask(mask: Rle): readonly number[] {
  return packRuns(4 * areaOfSize(mask.size), rowRuns(mask));
}

function* rowRuns(mask: Rle): Generator<ValueRun, void, undefined> {
  const { pixels } = decodeRle(mask);
  let start = 0;
  while (start < pixels.length) {
    const value = pixels[start] ?? 0;
    const next = pixels.indexOf(1 - value, start);
    const end = next < 0 ? pixels.length : next;
    yield { value: 255 * value, length: 4 * (end - start) };
    start = end;
  }
}

/** The mask of a brush, any alpha above 0 being foreground; null when it is not one of that size. */
export function maskOfBrush(bytes: readonly unknown[], size: Size): Rle | null {
  const area = areaOfSize(size);
  if (area > maxArea) return null;
  let pixels: Uint8Array | null = null;
  let at = 0;
  for (const run of unpackRuns(bytes)) {
    if ('total' in run) {
      if (run.total !== 4 * area) return null;
      pixels = new Uint8Array(area);
      continue;
    }
    // a value counts where it is the fourth of its pixel
    if (run.value > 0) pixels?.fill(1, at >> 2, (at + run.length) >> 2);
    at += run.length;
  }
  return pixels && at >= 4 * area ? encodeMask({ size, pixels }) : null;
}
