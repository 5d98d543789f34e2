import { decode, encode } from 'fast-png';
import type { Size } from '#core/geometry/size.ts';

/** Samples of a PNG, row-major, channels side by side; values as they are stored, no gamma, no palette. */
export interface PngSamples {
  readonly size: Size; // px
  readonly channels: 1 | 2 | 3 | 4; // of a palette: 1, its indices
  readonly data: Uint8Array | Uint16Array; // width × height × channels
  /** RGB of each index, up to 256; null: values are what they are. */
  readonly palette: readonly (readonly [number, number, number])[] | null;
}

/** Bytes of a PNG, 8 bits a sample for a Uint8Array and 16 for a Uint16Array. The same bytes each time. */
export function encodePng({ size, channels, data, palette }: PngSamples): Uint8Array<ArrayBuffer> {
  const depth = data instanceof Uint16Array ? 16 : 8;
  const image = { ...size, data, channels, depth } as const;
  const colours = palette === null ? {} : { palette: palette.map((rgb) => [...rgb]) };
  return new Uint8Array(encode({ ...image, ...colours }, { zlib: { level: 6 } }));
}

/**
 * The samples of a PNG; null when it is none or damaged. Samples of 1, 2 and 4 bits become bytes of the
 * same value.
 */
export function decodePng(bytes: Uint8Array<ArrayBuffer>): PngSamples | null {
  try {
    const { width, height, data, channels, depth, palette } = decode(bytes, { checkCrc: true });
    if (channels !== 1 && channels !== 2 && channels !== 3 && channels !== 4) return null;
    return {
      size: { width, height },
      channels,
      data: depth < 8 ? unpacked(data, width, height, depth) : samplesOf(data),
      palette: palette?.map(([r = 0, g = 0, b = 0]) => [r, g, b] as const) ?? null,
    };
  } catch {
    return null; // whatever is wrong with it
  }
}

function samplesOf(data: Uint8Array | Uint8ClampedArray | Uint16Array): Uint8Array | Uint16Array {
  if (data instanceof Uint8ClampedArray) return new Uint8Array(data);
  return data;
}

/** One byte a sample out of rows that begin at whole bytes, for one channel. */
function unpacked(
  data: Uint8Array | Uint8ClampedArray | Uint16Array,
  width: number,
  height: number,
  depth: number,
): Uint8Array {
  const rowBytes = Math.ceil((width * depth) / 8);
  const samples = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const bit = x * depth;
      const byte = data[y * rowBytes + (bit >> 3)] ?? 0;
      samples[y * width + x] = (byte >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
    }
  }
  return samples;
}
