import type { Size } from '#core/geometry/size.ts';
import { maskOfRuns } from '#core/mask/maskOfRuns.ts';
import type { Rle } from '#core/mask/rle.ts';
import { decodePng, encodePng } from './png.ts';
import type { Rgb } from './vocPalette.ts';

/** A picture whose values are numbers of things: categories or objects. */
export interface LabelImage {
  readonly size: Size; // px
  /** Row-major: the index in a palette, the grey value, or R + 256·G + 65536·B. */
  readonly values: Uint32Array;
  readonly kind: 'palette' | 'grey' | 'colour';
}

/** Pixels beyond which a file is taken for damaged: no picture that can be imported has as many. */
const maxPixels = 2 ** 28;

/** Different values beyond which a picture is a photo, no label image. */
const maxValues = 100_000;

/** The values of a PNG; null when it is none, damaged or too large. An alpha channel is left out. */
export function decodeLabelImage(bytes: Uint8Array<ArrayBuffer>): LabelImage | null {
  const head = bytes.length >= 33 ? new DataView(bytes.buffer, bytes.byteOffset, 33) : null;
  if (!head || head.getUint32(16) * head.getUint32(20) > maxPixels) return null;
  const png = decodePng(bytes);
  if (!png) return null;
  const { size, channels, data, palette } = png;
  const values = new Uint32Array(size.width * size.height);
  const isColour = channels >= 3;
  const scale = data instanceof Uint16Array && isColour ? 257 : 1; // 8 of 16 bits
  for (let i = 0; i < values.length; i += 1) {
    const at = i * channels;
    values[i] = isColour
      ? colourNumber([
          (data[at] ?? 0) / scale,
          (data[at + 1] ?? 0) / scale,
          (data[at + 2] ?? 0) / scale,
        ])
      : (data[at] ?? 0);
  }
  return { size, values, kind: palette ? 'palette' : isColour ? 'colour' : 'grey' };
}

/** R + 256·G + 65536·B. */
export function colourNumber([red, green, blue]: Rgb): number {
  return Math.round(red) + 256 * Math.round(green) + 65_536 * Math.round(blue);
}

/**
 * The pixels of each value but 0, by ascending value; null when there are too many values.
 * Cost: one pass over the pixels, column by column.
 */
export function masksOfValues({
  size,
  values,
}: Pick<LabelImage, 'size' | 'values'>): ReadonlyMap<number, Rle> | null {
  const runs = new Map<number, { readonly starts: number[]; readonly ends: number[] }>();
  let last = 0;
  let start = 0;
  const close = (end: number): void => {
    if (last === 0 || start === end) return;
    const found = runs.get(last) ?? { starts: [], ends: [] };
    found.starts.push(start);
    found.ends.push(end);
    runs.set(last, found);
  };
  for (let x = 0, position = 0; x < size.width; x += 1) {
    for (let y = 0; y < size.height; y += 1, position += 1) {
      const value = values[y * size.width + x] ?? 0;
      if (value === last) continue;
      close(position);
      last = value;
      start = position;
    }
    if (runs.size > maxValues) return null;
  }
  close(values.length);
  return new Map(
    [...runs]
      .toSorted(([a], [b]) => a - b)
      .map(([value, found]) => [value, maskOfRuns(size, found)]),
  );
}

/** How values are written: see {@link LabelImage}. */
export type LabelDepth =
  | { readonly kind: 'palette'; readonly colours: readonly Rgb[] } // up to 256
  | { readonly kind: '16bit' }
  | { readonly kind: 'rgb' };

/** The PNG of values that the depth has room for; no smoothing, no dithering, the same bytes each time. */
export function encodeLabelImage(
  { size, values }: Pick<LabelImage, 'size' | 'values'>,
  depth: LabelDepth,
): Uint8Array<ArrayBuffer> {
  switch (depth.kind) {
    case 'palette':
      return encodePng({
        size,
        channels: 1,
        data: Uint8Array.from(values),
        palette: depth.colours,
      });
    case '16bit':
      return encodePng({ size, channels: 1, data: Uint16Array.from(values), palette: null });
    case 'rgb': {
      const data = new Uint8Array(3 * values.length);
      for (const [i, value] of values.entries()) {
        data[3 * i] = value & 255;
        data[3 * i + 1] = (value >> 8) & 255;
        data[3 * i + 2] = (value >> 16) & 255;
      }
      return encodePng({ size, channels: 3, data, palette: null });
    }
  }
}

/**
 * The value of a second picture that most pixels of each value of the first have, 0 left out; of equal
 * counts the smaller. Both of one size. Cost: one pass over the pixels.
 */
export function mostCommonBelow(
  { values }: Pick<LabelImage, 'values'>,
  below: Pick<LabelImage, 'values'>,
): ReadonlyMap<number, number> {
  const counts = new Map<number, Map<number, number>>();
  for (const [i, value] of values.entries()) {
    const other = below.values[i] ?? 0;
    if (value === 0 || other === 0) continue;
    const found = counts.get(value) ?? new Map<number, number>();
    found.set(other, (found.get(other) ?? 0) + 1);
    counts.set(value, found);
  }
  return new Map(
    [...counts].flatMap(([value, found]) => {
      const [first] = [...found].toSorted(([a, m], [b, n]) => n - m || a - b);
      return first ? [[value, first[0]] as const] : [];
    }),
  );
}
