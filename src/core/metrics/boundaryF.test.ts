import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BinaryMask } from '../mask/rle.ts';
import { maskPairs } from '#testing/arbitraries.ts';
import { boundaryF } from './boundaryF.ts';

describe('boundaryF', () => {
  it('forgives an outline that is 2 px off, not one that is 3 px off', () => {
    const truth = squareAt(10);
    expect(boundaryF(comparison(truth, squareAt(12)))).toBe(1);
    expect(boundaryF(comparison(truth, squareAt(13)))).toBeLessThan(1);
  });

  it('is 1 for two empty masks and 0 when only one of them is empty', () => {
    const empty = { size: squareAt(10).size, pixels: new Uint8Array(1600) };
    expect(boundaryF(comparison(empty, empty))).toBe(1);
    expect(boundaryF(comparison(empty, squareAt(10)))).toBe(0);
  });

  it('does not count outlines where the truth is undecided', () => {
    const ignore = new Uint8Array(1600).fill(1);
    const { size } = squareAt(10);
    const [prediction, truth] = [squareAt(2).pixels, squareAt(20).pixels];
    expect(boundaryF({ size, prediction, truth, ignore })).toBe(1);
  });
});

describe('properties', () => {
  it('agrees with the distances of all pairs of boundary pixels', () => {
    fc.assert(
      fc.property(maskPairs(14), ([a, b]) => {
        expect(boundaryF(comparison(a, b))).toBeCloseTo(slowBoundaryF(a, b), 10);
      }),
    );
  });

  it('is symmetric where everything is decided', () => {
    fc.assert(
      fc.property(maskPairs(14), ([a, b]) => {
        expect(boundaryF(comparison(a, b))).toBeCloseTo(boundaryF(comparison(b, a)), 10);
      }),
    );
  });
});

function comparison(prediction: BinaryMask, truth: BinaryMask) {
  return {
    size: truth.size,
    prediction: prediction.pixels,
    truth: truth.pixels,
    ignore: null,
  };
}

function squareAt(start: number): BinaryMask {
  const size = { width: 40, height: 40 };
  const pixels = new Uint8Array(1600);
  for (let y = 10; y < 25; y += 1) pixels.fill(1, y * 40 + start, y * 40 + start + 15);
  return { size, pixels };
}

function slowBoundaryF(a: BinaryMask, b: BinaryMask): number {
  const given = boundaryPixels(a);
  const wanted = boundaryPixels(b);
  if (given.length === 0 && wanted.length === 0) return 1;
  const share = (from: readonly Pixel[], to: readonly Pixel[]) =>
    from.length === 0
      ? 0
      : from.filter(([x, y]) => to.some(([u, v]) => (x - u) ** 2 + (y - v) ** 2 <= 4)).length /
        from.length;
  const precision = share(given, wanted);
  const recall = share(wanted, given);
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

type Pixel = readonly [x: number, y: number];

function boundaryPixels({ size: { width, height }, pixels }: BinaryMask): readonly Pixel[] {
  const at = (x: number, y: number) =>
    pixels[Math.min(y, height - 1) * width + Math.min(x, width - 1)];
  return Array.from(pixels, (_, i): Pixel => [i % width, Math.floor(i / width)]).filter(([x, y]) =>
    [at(x + 1, y), at(x, y + 1), at(x + 1, y + 1)].some((value) => value !== at(x, y)),
  );
}
