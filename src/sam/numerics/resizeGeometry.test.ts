import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Size } from '#core/geometry/size.ts';
import { imageToModel, resizeGeometryOf } from './resizeGeometry.ts';

describe('resizeGeometryOf', () => {
  it.each([
    { imageSize: { width: 1024, height: 1024 }, resizedSize: { width: 1024, height: 1024 } },
    { imageSize: { width: 1920, height: 1080 }, resizedSize: { width: 1024, height: 576 } },
    { imageSize: { width: 427, height: 640 }, resizedSize: { width: 683, height: 1024 } },
    { imageSize: { width: 500, height: 333 }, resizedSize: { width: 1024, height: 682 } },
    { imageSize: { width: 2048, height: 3 }, resizedSize: { width: 1024, height: 2 } },
    { imageSize: { width: 1, height: 1 }, resizedSize: { width: 1024, height: 1024 } },
  ])('resizes $imageSize to $resizedSize as the reference does', ({ imageSize, resizedSize }) => {
    expect(resizeGeometryOf(imageSize, 1024).resizedSize).toEqual(resizedSize);
  });

  it('keeps one pixel of a side that the reference rounds to nothing', () => {
    const { resizedSize } = resizeGeometryOf({ width: 5000, height: 1 }, 1024);
    expect(resizedSize).toEqual({ width: 1024, height: 1 });
  });
});

describe('imageToModel', () => {
  it('scales each axis by its own rounded side', () => {
    const geometry = resizeGeometryOf({ width: 3000, height: 1001 }, 1024);
    const corner = imageToModel(geometry, { x: 3000, y: 1001 });
    expect(corner).toEqual({ x: 1024, y: 342 });
    expect(imageToModel(geometry, { x: 0, y: 0 })).toEqual({ x: 0, y: 0 });
  });
});

describe('a window', () => {
  const window = { x: 100, y: 50, width: 200, height: 100 };
  const geometry = resizeGeometryOf({ width: 640, height: 480 }, 1024, window);

  it('is resized as an image of its size would be', () => {
    expect(geometry.resizedSize).toEqual({ width: 1024, height: 512 });
    expect(geometry.imageSize).toEqual({ width: 640, height: 480 });
  });

  it('lies on the model with its own corner at the top left', () => {
    expect(imageToModel(geometry, { x: 100, y: 50 })).toEqual({ x: 0, y: 0 });
    expect(imageToModel(geometry, { x: 300, y: 150 })).toEqual({ x: 1024, y: 512 });
  });

  it('is the whole image when none is given', () => {
    const { window: whole } = resizeGeometryOf({ width: 640, height: 480 }, 1024);
    expect(whole).toEqual({ x: 0, y: 0, width: 640, height: 480 });
  });
});

describe('properties', () => {
  it('fills the square with the longest side and follows the rule int(side × scale + 0.5)', () => {
    fc.assert(
      fc.property(imageSizes(), fc.constantFrom(256, 1024, 1008), (imageSize, inputSide) => {
        const { width, height } = resizeGeometryOf(imageSize, inputSide).resizedSize;
        expect(Math.max(width, height)).toBe(inputSide);
        expect(width).toBe(Math.max(1, referenceSide(imageSize.width, imageSize, inputSide)));
        expect(height).toBe(Math.max(1, referenceSide(imageSize.height, imageSize, inputSide)));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes the corners of the image to the corners of the resized image', () => {
    fc.assert(
      fc.property(imageSizes(), (imageSize) => {
        const geometry = resizeGeometryOf(imageSize, 1024);
        const { x, y } = imageToModel(geometry, { x: imageSize.width, y: imageSize.height });
        expect([x, y]).toEqual([geometry.resizedSize.width, geometry.resizedSize.height]);
      }),
    );
  });
});

function imageSizes(): fc.Arbitrary<Size> {
  const side = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 20_000 }));
  return fc.record({ width: side, height: side });
}

/** get_preprocess_shape of segment_anything, in its order of operations. */
function referenceSide(side: number, { width, height }: Size, longest: number): number {
  const scale = (longest * 1.0) / Math.max(height, width);
  return Math.trunc(side * scale + 0.5);
}
