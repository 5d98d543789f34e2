import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitToGuide, guideOf, type ColorPlanes } from './guidedFilter.ts';

const size = { width: 7, height: 6 };
const count = 42;
const radius = 2;

describe('fitToGuide', () => {
  it('gives a constant field back whatever the picture', () => {
    const planes = planesFrom(Float32Array.from({ length: count }, (_, i) => ((i * 7) % 11) / 11));
    const model = fitToGuide(new Float32Array(count).fill(0.7), guideOf(planes, radius, 1e-3));
    for (const value of evaluated(model, planes)) expect(value).toBeCloseTo(0.7, 4);
  });
});

describe('properties', () => {
  it('agrees on a grey picture with the plain guided filter of that grey', () => {
    fc.assert(
      fc.property(unitValues(), unitValues(), (grey, field) => {
        const planes = planesFrom(grey);
        // three equal channels share one slope, so ε counts for a third
        const model = fitToGuide(field, guideOf(planes, radius, 0.03));
        const expected = slowGreyFilter(grey, field, 0.01);
        evaluated(model, planes).forEach((value, i) => {
          expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 3);
        });
      }),
      { numRuns: 100 },
    );
  });
});

function planesFrom(grey: Float32Array): ColorPlanes {
  return { size, red: grey, green: grey.slice(), blue: grey.slice() };
}

function evaluated(
  { coefficients }: ReturnType<typeof fitToGuide>,
  { red, green, blue }: ColorPlanes,
): number[] {
  return Array.from(
    red,
    (r, i) =>
      (coefficients[4 * i] ?? 0) * r +
      (coefficients[4 * i + 1] ?? 0) * (green[i] ?? 0) +
      (coefficients[4 * i + 2] ?? 0) * (blue[i] ?? 0) +
      (coefficients[4 * i + 3] ?? 0),
  );
}

/** He et al. 2013, algorithm 1, by the letter. */
function slowGreyFilter(grey: Float32Array, field: Float32Array, epsilon: number): number[] {
  const slopes = Array.from({ length: count }, (_, i) => {
    const variance =
      meanAround(i, (j) => at(grey, j) ** 2) - meanAround(i, (j) => at(grey, j)) ** 2;
    const covariance =
      meanAround(i, (j) => at(grey, j) * at(field, j)) -
      meanAround(i, (j) => at(grey, j)) * meanAround(i, (j) => at(field, j));
    return covariance / (variance + epsilon);
  });
  const offsets = slopes.map(
    (slope, i) => meanAround(i, (j) => at(field, j)) - slope * meanAround(i, (j) => at(grey, j)),
  );
  return Array.from(
    grey,
    (value, i) =>
      meanAround(i, (j) => slopes[j] ?? 0) * value + meanAround(i, (j) => offsets[j] ?? 0),
  );
}

function at(values: Float32Array, i: number): number {
  return values[i] ?? 0;
}

function meanAround(i: number, valueOf: (j: number) => number): number {
  let sum = 0;
  let n = 0;
  for (let j = 0; j < count; j += 1) {
    const dx = Math.abs((j % size.width) - (i % size.width));
    const dy = Math.abs(Math.floor(j / size.width) - Math.floor(i / size.width));
    if (dx > radius || dy > radius) continue;
    sum += valueOf(j);
    n += 1;
  }
  return sum / n;
}

function unitValues(): fc.Arbitrary<Float32Array> {
  return fc
    .array(fc.integer({ min: 0, max: 20 }), { minLength: count, maxLength: count })
    .map((values) => Float32Array.from(values, (value) => value / 20));
}
