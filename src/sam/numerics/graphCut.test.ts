import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutGrid, type GridCut } from './graphCut.ts';

describe('cutGrid', () => {
  it('follows the preferences where neighbours do not matter', () => {
    const preference = Float32Array.of(1, -1, -2, 3);
    const weights = new Float32Array(16);
    const size = { width: 2, height: 2 };
    expect([...cutGrid({ size, preference, weights })]).toEqual([1, 0, 0, 1]);
  });

  it('parts a row at its weakest link', () => {
    const preference = Float32Array.of(9, 0, 0, -9);
    const weights = new Float32Array(16);
    [5, 1, 5].forEach((weight, i) => (weights[i * 4] = weight));
    const size = { width: 4, height: 1 };
    expect([...cutGrid({ size, preference, weights })]).toEqual([1, 1, 0, 0]);
  });

  it('sees no neighbours beyond the end of a row', () => {
    const preference = Float32Array.of(2, 0, 0, 0, 0, -1);
    const weights = new Float32Array(24);
    weights[1 * 4] = 5; // from the last cell of the first row to the first of the second, row-major
    const labels = cutGrid({ size: { width: 2, height: 3 }, preference, weights });
    expect([...labels]).toEqual([1, 0, 0, 0, 0, 0]);
  });
});

describe('properties', () => {
  it('costs as little as the best of all labellings', () => {
    fc.assert(
      fc.property(problems(), (problem) => {
        expect(costOf(problem, cutGrid(problem))).toBe(leastCost(problem));
      }),
      { numRuns: 400 },
    );
  });
});

function problems(): fc.Arbitrary<GridCut> {
  const side = fc.integer({ min: 1, max: 3 });
  return fc.tuple(fc.integer({ min: 1, max: 4 }), side).chain(([width, height]) => {
    const count = width * height;
    const numbers = (min: number, max: number, length: number) =>
      fc
        .array(fc.integer({ min, max }), { minLength: length, maxLength: length })
        .map((values) => Float32Array.from(values));
    return fc.record({
      size: fc.constant({ width, height }),
      preference: numbers(-6, 6, count),
      weights: numbers(0, 4, 4 * count),
    });
  });
}

function leastCost(problem: GridCut): number {
  const count = problem.preference.length;
  let least = Infinity;
  for (let code = 0; code < 2 ** count; code += 1) {
    const labels = Uint8Array.from({ length: count }, (_, i) => (code >> i) & 1);
    least = Math.min(least, costOf(problem, labels));
  }
  return least;
}

function costOf({ size, preference, weights }: GridCut, labels: Uint8Array): number {
  const { width, height } = size;
  let cost = 0;
  for (let i = 0; i < labels.length; i += 1) {
    const gain = preference[i] ?? 0;
    cost += labels[i] === 1 ? Math.max(0, -gain) : Math.max(0, gain);
    const neighbours: readonly [dx: number, dy: number][] = [
      [1, 0],
      [0, 1],
      [1, 1],
      [-1, 1],
    ];
    for (const [k, [dx, dy]] of neighbours.entries()) {
      const x = (i % width) + dx;
      const y = Math.floor(i / width) + dy;
      if (x < 0 || x >= width || y >= height) continue;
      if (labels[i] !== labels[y * width + x]) cost += weights[4 * i + k] ?? 0;
    }
  }
  return cost;
}
