import type { Point } from '#core/geometry/point.ts';
import type { Size } from '#core/geometry/size.ts';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import { encodeMask } from '#core/mask/codec.ts';
import type { Rle } from '#core/mask/rle.ts';

const size: Size = { width: 320, height: 240 };
const radius = 56; // px
const bright = [238, 226, 200] as const;
const dark = [38, 44, 58] as const;

/** A picture whose right answer is known: a bright disc, off the middle both ways, on dark ground. */
export interface GoldenImage {
  readonly image: RgbaPixels;
  readonly mask: Rle; // of the disc
  readonly click: Point<'image'>; // its centre
}

export function goldenImage(): GoldenImage {
  const click = { x: 206, y: 96 };
  const pixels = new Uint8Array(size.width * size.height);
  const data = new Uint8ClampedArray(pixels.length * 4);
  for (let i = 0; i < pixels.length; i += 1) {
    const x = (i % size.width) + 0.5 - click.x;
    const y = Math.floor(i / size.width) + 0.5 - click.y;
    const isDisc = x * x + y * y < radius * radius;
    pixels[i] = isDisc ? 1 : 0;
    data.set([...(isDisc ? bright : dark), 255], i * 4);
  }
  return { image: { size, data }, mask: encodeMask({ size, pixels }), click };
}
