import type { Size } from '#core/geometry/size.ts';

/** `noise`: any byte; `extremes`: 0 and 255 only. */
export type Texture = 'noise' | 'extremes';

/**
 * Deterministic RGB pixels, row-major and interleaved, that no two neighbours share: a 32-bit hash of
 * x, y, channel and seed. The script inside `golden/resample.golden.json` makes the same ones.
 */
export function syntheticImage(
  { width, height }: Size,
  seed: number,
  texture: Texture,
): Uint8Array {
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0; i < pixels.length; i += 1) {
    const pixel = Math.floor(i / 3);
    const channel = (i % 3) + 3 * seed;
    const value = hash(pixel % width, Math.floor(pixel / width), channel);
    pixels[i] = texture === 'noise' ? value : value < 128 ? 0 : 255;
  }
  return pixels;
}

function hash(x: number, y: number, channel: number): number {
  const mixed = Math.imul(x, 73856093) ^ Math.imul(y, 19349663) ^ Math.imul(channel, 83492791);
  const spread = Math.imul(mixed ^ (mixed >>> 13), 1540483477);
  return (spread ^ (spread >>> 15)) & 255;
}
