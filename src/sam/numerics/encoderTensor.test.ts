import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Size } from '#core/geometry/size.ts';
import { mobileSam } from '#sam/models/mobileSam.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import { sizes } from '#testing/arbitraries.ts';
import { syntheticImage } from '#testing/syntheticImage.ts';
import { encoderTensorOf, type EncoderInputSpec } from './encoderTensor.ts';
import { resizeBilinear } from './resample.ts';
import { resizeGeometryOf } from './resizeGeometry.ts';

const side = 12;
const smallSpec: ModelSpec = {
  ...mobileSam,
  encoder: { ...mobileSam.encoder, inputSide: side, sizeStep: null },
};
const fullSquare: ModelSpec = {
  ...mobileSam,
  encoder: { ...mobileSam.encoder, sizeStep: null },
};

describe('encoderTensorOf', () => {
  it('normalises each channel by its own mean and deviation, in planes', () => {
    const tensor = dataOf(Uint8Array.of(200, 100, 50, 255), onePixel, smallSpec);
    const plane = side * side;
    const planes = [0, 1, 2].map((channel) =>
      tensor.subarray(channel * plane, (channel + 1) * plane),
    );
    const expected = [(200 - 123.675) / 58.395, (100 - 116.28) / 57.12, (50 - 103.53) / 57.375];
    expect(planes.map((each) => [...new Set(each)])).toEqual(
      expected.map((value) => [Math.fround(value)]),
    );
  });

  it('fills the longest side of the real input and leaves the rest zero', () => {
    const white = new Uint8Array(4 * 8 * 4).fill(255);
    const tensor = dataOf(white, { width: 4, height: 8 }, fullSquare);
    const valueAt = (x: number, y: number) => tensor[y * 1024 + x];
    expect(tensor.length).toBe(3 * 1024 * 1024);
    expect(valueAt(511, 1023)).toBe(Math.fround((255 - 123.675) / 58.395));
    expect(valueAt(512, 0)).toBe(0);
    expect(valueAt(512, 1023)).toBe(0);
  });

  it('is cut to the image and the margin that the model wants, in whole steps', () => {
    const encoder = { ...mobileSam.encoder, sizeStep: 16, blankMargin: 32 };
    const spec = { ...mobileSam, encoder };
    const white = new Uint8Array(30 * 20 * 4).fill(255);
    const size = { width: 30, height: 20 };
    expect(encoderTensorOf([white], size, spec).dims).toEqual([1, 3, 720, 1024]);
    const closer = encoderTensorOf([white], size, spec, 640);
    expect(closer.dims).toEqual([1, 3, 464, 672]);
    expect(closer.data[672 * 426 + 639]).toBeGreaterThan(0);
    expect(closer.data[640]).toBe(0);
    expect(closer.data[672 * 427]).toBe(0);
  });
});

describe('properties', () => {
  it('is the resized image, exactly normalised, with zeros at right and bottom', () => {
    fc.assert(
      fc.property(sizes(30), fc.nat(99), (size, seed) => {
        const rgb = syntheticImage(size, seed, 'noise');
        const tensor = dataOf(rgbaOf(rgb), size, smallSpec);
        expect(tensor).toEqual(expectedTensor(rgb, size));
      }),
    );
  });
});

function dataOf(rgba: Uint8Array, size: Size, spec: EncoderInputSpec): Float32Array {
  return encoderTensorOf([rgba], size, spec).data;
}

const onePixel: Size = { width: 1, height: 1 };

function expectedTensor(rgb: Uint8Array, size: Size): Float32Array {
  const { resizedSize } = resizeGeometryOf(size, side);
  const { pixels } = resizeBilinear(rgb, 3, size, resizedSize);
  const { mean, std } = smallSpec.normalization;
  return Float32Array.from({ length: 3 * side * side }, (_, i) => {
    const channel = Math.floor(i / (side * side));
    const x = i % side;
    const y = Math.floor(i / side) % side;
    if (x >= resizedSize.width || y >= resizedSize.height) return 0;
    const value = pixels[(y * resizedSize.width + x) * 3 + channel] ?? Number.NaN;
    return (value - (mean[channel] ?? Number.NaN)) / (std[channel] ?? Number.NaN);
  });
}

function rgbaOf(rgb: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: (rgb.length / 3) * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : (rgb[Math.floor(i / 4) * 3 + (i % 4)] ?? 0),
  );
}
