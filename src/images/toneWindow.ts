import type { DisplayWindow } from '#core/image/displayWindow.ts';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import { hasAlpha, type Samples } from './samples.ts';

/** Share of the values that may be cut off at either end: dead and hot pixels. */
const cutShare = 0.001;
const largest = 65_535;

/**
 * What to show of a picture with 16 bits a channel when it arrives: from the 0.1 % to the 99.9 % percentile
 * of its values. A colour picture that reaches the upper half of the range is shown as it is, since its
 * exposure was meant.
 */
export function toneWindowOf(samples: Samples): DisplayWindow {
  const { channelCount, data } = samples;
  const counts = new Uint32Array(largest + 1);
  const colourCount = hasAlpha(samples) ? channelCount - 1 : channelCount;
  for (let at = 0; at < data.length; at += channelCount) {
    for (let channel = 0; channel < colourCount; channel += 1) {
      const value = data[at + channel] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
    }
  }
  const valueCount = (data.length / channelCount) * colourCount;
  const black = Math.min(percentile(counts, valueCount * cutShare), largest - 1);
  const white = Math.max(percentile(counts, valueCount * (1 - cutShare)), black + 1);
  return colourCount === 3 && white > largest / 2 ? { black: 0, white: largest } : { black, white };
}

/** The value below or at which more than `rank` values lie. */
function percentile(counts: Uint32Array, rank: number): number {
  let passed = 0;
  for (let value = 0; value <= largest; value += 1) {
    passed += counts[value] ?? 0;
    if (passed > rank || passed >= rank + 0.5) return value;
  }
  return largest;
}

/** The picture as the screen shows it; alpha is kept. @param window null for 8 bits */
export function rgbaOf(
  samples: Samples,
  window: DisplayWindow | null,
): RgbaPixels & {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
} {
  const { size, channelCount, data } = samples;
  const colours = window
    ? toneTable(window)
    : Uint8Array.from({ length: 256 }, (_, value) => value);
  const isGrey = channelCount <= 2;
  const alphaShift = data instanceof Uint16Array ? 8 : 0;
  const alphaAt = hasAlpha(samples) ? channelCount - 1 : -1;
  const rgba = new Uint8ClampedArray(size.width * size.height * 4).fill(255);
  let from = 0;
  for (let to = 0; to < rgba.length; to += 4) {
    rgba[to] = colours[data[from] ?? 0] ?? 0;
    rgba[to + 1] = colours[data[isGrey ? from : from + 1] ?? 0] ?? 0;
    rgba[to + 2] = colours[data[isGrey ? from : from + 2] ?? 0] ?? 0;
    if (alphaAt > 0) rgba[to + 3] = (data[from + alphaAt] ?? 0) >> alphaShift;
    from += channelCount;
  }
  return { size, data: rgba };
}

/** Shown value of each stored one. */
function toneTable({ black, white }: DisplayWindow): Uint8ClampedArray {
  const table = new Uint8ClampedArray(largest + 1);
  const factor = 255 / Math.max(1, white - black);
  for (let value = 0; value <= largest; value += 1) table[value] = (value - black) * factor;
  return table;
}
