import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Size } from '#core/geometry/size.ts';
import { decodeRle } from '#core/mask/codec.ts';
import type { Rle } from '#core/mask/rle.ts';
import { sizes } from '#testing/arbitraries.ts';
import { maskFromLogits } from './maskFromLogits.ts';
import { resizeGeometryOf, type ResizeGeometry } from './resizeGeometry.ts';

describe('maskFromLogits', () => {
  it('is empty for logits at the threshold and full for logits above it', () => {
    const geometry = resizeGeometryOf({ width: 5, height: 3 }, 16);
    const atThreshold = maskFromLogits(new Float32Array(16).fill(0.5), 4, geometry, 0.5);
    const above = maskFromLogits(new Float32Array(16).fill(0.75), 4, geometry, 0.5);
    expect([...atThreshold.counts]).toEqual([15]);
    expect([...above.counts]).toEqual([0, 15]);
  });

  it('puts the left half of the logits on the left half of a square image', () => {
    const logits = Float32Array.from({ length: 256 }, (_, i) => (i % 16 < 8 ? 3 : -3));
    const geometry = resizeGeometryOf({ width: 100, height: 100 }, 64);
    expect([...maskFromLogits(logits, 16, geometry, 0).counts]).toEqual([0, 5000, 5000]);
  });

  it('leaves the logits of the padding out', () => {
    const logits = Float32Array.from({ length: 256 }, (_, i) => (i < 9 * 16 ? -3 : 3));
    const geometry = resizeGeometryOf({ width: 64, height: 32 }, 64);
    expect([...maskFromLogits(logits, 16, geometry, 0).counts]).toEqual([64 * 32]);
  });

  it('is in a window what it is in an image of the window’s size, and background outside', () => {
    const logits = waves(64);
    const window = { x: 7, y: 3, width: 30, height: 20 };
    const geometry = resizeGeometryOf({ width: 50, height: 40 }, 256, window);
    const crop = decodeRle(maskFromLogits(logits, 64, resizeGeometryOf(window, 256), 0)).pixels;
    const { pixels } = decodeRle(maskFromLogits(logits, 64, geometry, 0));
    pixels.forEach((value, i) => {
      const x = (i % 50) - window.x;
      const y = Math.floor(i / 50) - window.y;
      const isInside = x >= 0 && x < window.width && y >= 0 && y < window.height;
      expect(value).toBe(isInside ? crop[y * window.width + x] : 0);
    });
  });

  it.each([
    { width: 1, height: 1 },
    { width: 3, height: 2 },
    { width: 2000, height: 7 },
    { width: 7, height: 2000 },
    { width: 1, height: 1500 },
    { width: 640, height: 427 },
    { width: 1024, height: 1024 },
  ])('agrees with the literal interpolation on $width × $height from 256 × 256', (size) => {
    const logits = waves(256);
    const geometry = resizeGeometryOf(size, 1024);
    expect(mismatches(maskFromLogits(logits, 256, geometry, 0), logits, geometry, 0)).toEqual([]);
  });
});

describe('properties', () => {
  it('agrees with the literal interpolation wherever that is not within rounding of 0', () => {
    fc.assert(
      fc.property(cases(), ({ logits, side, geometry, threshold }) => {
        const mask = maskFromLogits(logits, side, geometry, threshold);
        expect(mismatches(mask, logits, geometry, threshold)).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it('covers the image with canonical runs', () => {
    fc.assert(
      fc.property(cases(), ({ logits, side, geometry, threshold }) => {
        const { size, counts } = maskFromLogits(logits, side, geometry, threshold);
        expect(size).toEqual(geometry.imageSize);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(size.width * size.height);
        expect(counts.subarray(1).every((count) => count > 0)).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  it('never gains foreground from a higher threshold', () => {
    fc.assert(
      fc.property(cases(), fc.nat(4), ({ logits, side, geometry, threshold }, more) => {
        const loose = decodeRle(maskFromLogits(logits, side, geometry, threshold)).pixels;
        const strict = decodeRle(maskFromLogits(logits, side, geometry, threshold + more)).pixels;
        expect(strict.every((value, i) => value <= (loose[i] ?? 0))).toBe(true);
      }),
    );
  });
});

interface Case {
  readonly logits: Float32Array;
  readonly side: number;
  readonly geometry: ResizeGeometry;
  readonly threshold: number;
}

/** Tiny, wide and tall images, smaller and larger than the logits. */
function cases(): fc.Arbitrary<Case> {
  const thin = fc.integer({ min: 1, max: 3 });
  const long = fc.integer({ min: 30, max: 120 });
  const imageSize: fc.Arbitrary<Size> = fc.oneof(
    sizes(40),
    fc.record({ width: long, height: thin }),
    fc.record({ width: thin, height: long }),
  );
  const threshold = fc.constantFrom(0, 0.5, -1);
  return fc.tuple(fc.integer({ min: 2, max: 9 }), imageSize, threshold).chain(([side, size, cut]) =>
    logitsOf(side * side).map((logits) => ({
      logits,
      side,
      geometry: resizeGeometryOf(size, 4 * side),
      threshold: cut,
    })),
  );
}

function logitsOf(length: number): fc.Arbitrary<Float32Array> {
  const logit = fc.oneof(
    fc.constantFrom(-1, 0, 0.5, 1),
    fc.float({ min: -20, max: 20, noNaN: true }),
  );
  return fc
    .array(logit, { minLength: length, maxLength: length })
    .map((values) => Float32Array.from(values));
}

/** Rings and stripes of many widths, so that every column changes often. */
function waves(side: number): Float32Array {
  return Float32Array.from({ length: side * side }, (_, i) => {
    const x = i % side;
    const y = Math.floor(i / side);
    return 8 * Math.sin((x * x + 2 * y * y) / 700) + 3 * Math.cos(x * 1.7 + y * 0.9);
  });
}

/** The pixels where mask and literal interpolation differ by more than rounding, at most ten. */
function mismatches(
  mask: Rle,
  logits: Float32Array,
  geometry: ResizeGeometry,
  threshold: number,
): readonly object[] {
  const { size, pixels } = decodeRle(mask);
  const found: object[] = [];
  for (let i = 0; i < pixels.length && found.length < 10; i += 1) {
    const x = i % size.width;
    const y = Math.floor(i / size.width);
    const value = interpolate(logits, geometry, x, y) - threshold;
    const isClear = Math.abs(value) >= 1e-6;
    if (isClear && value > 0 !== (pixels[i] === 1)) found.push({ x, y, value });
  }
  return found;
}

/** The logit at the centre of one image pixel: four neighbours, weighed. */
function interpolate(
  logits: Float32Array,
  { imageSize, resizedSize, inputSide }: ResizeGeometry,
  x: number,
  y: number,
): number {
  const side = Math.sqrt(logits.length);
  const u = (((x + 0.5) * resizedSize.width) / imageSize.width / inputSide) * side - 0.5;
  const v = (((y + 0.5) * resizedSize.height) / imageSize.height / inputSide) * side - 0.5;
  const left = Math.floor(u);
  const top = Math.floor(v);
  const at = (column: number, row: number) =>
    logits[clampIndex(row, side) * side + clampIndex(column, side)] ?? Number.NaN;
  return (
    at(left, top) * (left + 1 - u) * (top + 1 - v) +
    at(left + 1, top) * (u - left) * (top + 1 - v) +
    at(left, top + 1) * (left + 1 - u) * (v - top) +
    at(left + 1, top + 1) * (u - left) * (v - top)
  );
}

function clampIndex(index: number, side: number): number {
  return Math.min(side - 1, Math.max(0, index));
}
