import type { Size } from '#core/geometry/size.ts';

/** What the model should answer; one byte per pixel, row-major, not 0 where it holds. */
export interface GroundTruth {
  readonly size: Size;
  readonly truth: Uint8Array;
  readonly ignore: Uint8Array | null;
}

/** How a grey mask image is read. */
export interface MaskRule {
  readonly foregroundMin: number; // 8-bit values from here on are object
  readonly ignoreValue: number | null; // this very value is undecided; null: none is
}

/** @param rgba row-major pixels of a grey mask image; red is read */
export function groundTruthOf(
  rgba: Uint8ClampedArray,
  size: Size,
  { foregroundMin, ignoreValue }: MaskRule,
): GroundTruth {
  const count = size.width * size.height;
  const truth = new Uint8Array(count);
  const ignore = ignoreValue === null ? null : new Uint8Array(count);
  for (let i = 0; i < count; i += 1) {
    const value = rgba[i * 4] ?? 0;
    if (ignore && value === ignoreValue) ignore[i] = 1;
    else if (value >= foregroundMin) truth[i] = 1;
  }
  return { size, truth, ignore };
}
