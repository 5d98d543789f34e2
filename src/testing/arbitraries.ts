import * as fc from 'fast-check';
import type { Size } from '#core/geometry/size.ts';
import type { BinaryMask } from '#core/mask/rle.ts';

/** Sizes of small images: 1 × 1 up to maxSide × maxSide, thin ones too. */
export function sizes(maxSide = 9): fc.Arbitrary<Size> {
  const side = fc.integer({ min: 1, max: maxSide });
  return fc.record({ width: side, height: side });
}

/**
 * Masks of one size with pixels 0 and 1: noise of any density (holes, parts that touch by a corner,
 * full and empty masks) and piled rectangles (long edges, borders along the image's rim).
 */
export function masksOf(size: Size): fc.Arbitrary<BinaryMask> {
  return fc.oneof(noiseMasks(size), rectangleMasks(size));
}

/** Masks of many sizes; see {@link masksOf}. */
export function masks(maxSide = 9): fc.Arbitrary<BinaryMask> {
  return sizes(maxSide).chain(masksOf);
}

/** Two masks of one size. */
export function maskPairs(maxSide = 9): fc.Arbitrary<readonly [BinaryMask, BinaryMask]> {
  return sizes(maxSide).chain((size) => fc.tuple(masksOf(size), masksOf(size)));
}

function noiseMasks(size: Size): fc.Arbitrary<BinaryMask> {
  const area = size.width * size.height;
  return fc
    .tuple(
      fc.integer({ min: 0, max: 8 }),
      fc.array(fc.integer({ min: 0, max: 7 }), { minLength: area, maxLength: area }),
    )
    .map(([density, noise]) => ({
      size,
      pixels: Uint8Array.from(noise, (value) => (value < density ? 1 : 0)),
    }));
}

function rectangleMasks(size: Size): fc.Arbitrary<BinaryMask> {
  const column = fc.integer({ min: 0, max: size.width });
  const row = fc.integer({ min: 0, max: size.height });
  const value = fc.constantFrom(0, 1);
  const rectangle = fc.record({ left: column, right: column, top: row, bottom: row, value });
  return fc.array(rectangle, { maxLength: 6 }).map((rectangles) => {
    const pixels = new Uint8Array(size.width * size.height);
    for (const { left, right, top, bottom, value: fill } of rectangles) {
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) pixels[y * size.width + x] = fill;
      }
    }
    return { size, pixels };
  });
}
