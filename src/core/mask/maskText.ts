import { areaOfSize, type Size } from '../geometry/size.ts';
import type { Rle } from './rle.ts';
import { rleFromString, rleToString } from './rleString.ts';

/** A mask as JSON: COCO's compressed string, or the runs themselves where that would not come back equal. */
export interface MaskText {
  readonly size: Size;
  readonly counts: string | readonly number[];
}

/** More pixels than COCO's string can count. */
const maxStringArea = 2 ** 31;

/** The mask as JSON, such that {@link rleFromText} gives the very same runs. */
export function rleToText(rle: Rle): MaskText {
  const { size, counts } = rle;
  return { size, counts: isCanonical(rle) ? rleToString(rle) : [...counts] };
}

/** The mask of its JSON form; null when the runs do not fill it. */
export function rleFromText({ size, counts }: MaskText): Rle | null {
  if (typeof counts === 'string') {
    const read = rleFromString(counts, size);
    return read.isValid ? read.rle : null;
  }
  const total = counts.reduce((sum, run) => sum + run, 0);
  return total === areaOfSize(size) ? { size, counts: Uint32Array.from(counts) } : null;
}

/** Whether reading the compressed string gives these runs and no others. */
function isCanonical({ size, counts }: Rle): boolean {
  if (counts.length === 0 || areaOfSize(size) >= maxStringArea) return false;
  let total = 0;
  for (const [index, run] of counts.entries()) {
    if (run === 0 && index > 0) return false;
    total += run;
  }
  return total === areaOfSize(size);
}
