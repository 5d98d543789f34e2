import * as fc from 'fast-check';
import type { Size } from '#core/geometry/size.ts';
import type { PixelWindow } from '#core/pixels/pixelWindow.ts';

/** A window of an image. */
export interface WindowOfImage {
  readonly window: PixelWindow;
  readonly imageSize: Size;
}

/**
 * Opaque pixels: noise of few levels (steps of one colour, plateaus, single pixels) or of all. One image
 * pixel each, somewhere in an image.
 */
export function windows(maxSide = 9): fc.Arbitrary<WindowOfImage> {
  const side = fc.integer({ min: 1, max: maxSide });
  const margin = fc.nat(3);
  return fc
    .record({
      width: side,
      height: side,
      left: margin,
      top: margin,
      right: margin,
      bottom: margin,
      levelCount: fc.constantFrom(2, 3, 5, 256),
    })
    .chain(({ width, height, left, top, right, bottom, levelCount }) =>
      rgbaOf(width * height, levelCount).map((rgba) => ({
        window: { box: { x: left, y: top, width, height }, size: { width, height }, rgba },
        imageSize: { width: left + width + right, height: top + height + bottom },
      })),
    );
}

/** Opaque pixels of few levels or many, evenly spread over 0…255. */
export function rgbaOf(pixelCount: number, levelCount = 256): fc.Arbitrary<Uint8ClampedArray> {
  const level = fc.nat(levelCount - 1);
  return fc
    .array(fc.tuple(level, level, level), { minLength: pixelCount, maxLength: pixelCount })
    .map((colours) => {
      const factor = 255 / Math.max(1, levelCount - 1);
      return Uint8ClampedArray.from(
        colours.flatMap((colour) => [...colour.map((value) => Math.round(value * factor)), 255]),
      );
    });
}
