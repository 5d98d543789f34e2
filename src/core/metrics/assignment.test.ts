import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../division/seededRandom.ts';
import { assignMaximum } from './assignment.ts';

describe('assignMaximum', () => {
  it('gives up the best pair where all together are better without it', () => {
    expect([...assignMaximum(Float64Array.of(10, 9, 9, 1), 2, 2)]).toEqual([1, 0]);
  });

  it('leaves rows over where there are more of them', () => {
    expect([...assignMaximum(Float64Array.of(1, 5, 3), 3, 1)]).toEqual([-1, 0, -1]);
  });

  it('has nothing to assign to no columns', () => {
    expect([...assignMaximum(new Float64Array(0), 2, 0)]).toEqual([-1, -1]);
    expect([...assignMaximum(new Float64Array(0), 0, 2)]).toEqual([]);
  });

  it('assigns each of 300 rows a column of its own', () => {
    const random = seededRandom(1);
    const scores = Float64Array.from({ length: 300 * 300 }, () => random());
    expect(new Set(assignMaximum(scores, 300, 300)).size).toBe(300);
  });
});

describe('properties', () => {
  const side = fc.integer({ min: 1, max: 6 });
  const matrices = fc.tuple(side, side).chain(([rows, columns]) => {
    const length = rows * columns;
    const score = fc.integer({ min: -4, max: 20 });
    const scores = fc.array(score, { minLength: length, maxLength: length });
    return fc.record({ rows: fc.constant(rows), columns: fc.constant(columns), scores });
  });

  it('reaches the sum that trying everything reaches, each row and column once', () => {
    fc.assert(
      fc.property(matrices, ({ rows, columns, scores }) => {
        const assigned = [...assignMaximum(Float64Array.from(scores), rows, columns)];
        const used = assigned.filter((column) => column >= 0);
        expect(new Set(used).size).toBe(Math.min(rows, columns));
        expect(used).toHaveLength(Math.min(rows, columns));
        const sum = assigned.reduce(
          (total, column, row) => total + (column < 0 ? 0 : (scores[row * columns + column] ?? 0)),
          0,
        );
        expect(sum).toBe(bestSum(scores, { rows, columns }, 0, new Set()));
      }),
      { numRuns: 300 },
    );
  });
});

function bestSum(
  scores: readonly number[],
  size: { readonly rows: number; readonly columns: number },
  row: number,
  taken: ReadonlySet<number>,
): number {
  if (row === size.rows) return 0;
  const spareRows = size.rows - size.columns - (row - taken.size);
  let best = spareRows > 0 ? bestSum(scores, size, row + 1, taken) : -Infinity;
  for (let column = 0; column < size.columns; column += 1) {
    if (taken.has(column)) continue;
    const rest = bestSum(scores, size, row + 1, new Set([...taken, column]));
    best = Math.max(best, (scores[row * size.columns + column] ?? 0) + rest);
  }
  return best;
}
