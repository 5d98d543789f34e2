import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationRecord } from '#testing/records.ts';
import { reorderObjects, type OrderMove } from './objectOrder.ts';

const objects = [1, 2, 3, 4].map((number) => annotationRecord(number, { order: number * 10 }));

function orderAfter(numbers: readonly number[], move: OrderMove): string {
  const ids = new Set(numbers.map((number) => annotationRecord(number).id));
  const edits = new Map(reorderObjects(objects, ids, move).map(({ after }) => [after?.id, after]));
  return objects
    .map((each) => edits.get(each.id) ?? each)
    .toSorted((a, b) => a.order - b.order)
    .map(({ id }) => id.slice(-1))
    .join('');
}

describe('reorderObjects', () => {
  it('moves by one place or all the way', () => {
    expect(orderAfter([2], 'forward')).toBe('1324');
    expect(orderAfter([2], 'backward')).toBe('2134');
    expect(orderAfter([1, 3], 'front')).toBe('2413');
    expect(orderAfter([2, 4], 'back')).toBe('2413');
  });

  it('keeps several together at the end', () => {
    expect(orderAfter([3, 4], 'forward')).toBe('1234');
    expect(orderAfter([1, 2], 'forward')).toBe('3124');
  });

  it('only hands the places round', () => {
    const chosen = fc.subarray([1, 2, 3, 4]);
    const moves = fc.constantFrom<OrderMove>('forward', 'backward', 'front', 'back');
    fc.assert(
      fc.property(chosen, moves, (numbers, move) => {
        expect(orderAfter(numbers, move).split('').toSorted().join('')).toBe('1234');
      }),
    );
  });
});
