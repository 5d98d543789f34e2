import { describe, expect, it } from 'vitest';
import { moveFocus } from './moveFocus.ts';

/** 0 1 2 / 3 4 5 / 6 7 8 / 9 10 */
const shape = { count: 11, columns: 3, rowsInSight: 3 };
const from4 = (key: string) => moveFocus(key, 4, shape);

describe('moveFocus', () => {
  it('moves along and across rows', () => {
    expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map(from4)).toEqual([3, 5, 1, 7]);
  });

  it('stays within the cards', () => {
    expect(moveFocus('ArrowLeft', 0, shape)).toBe(0);
    expect(moveFocus('ArrowUp', 1, shape)).toBe(1);
    expect(moveFocus('ArrowRight', 10, shape)).toBe(10);
    expect(moveFocus('ArrowDown', 10, shape)).toBe(10);
    expect(moveFocus('ArrowDown', 8, shape)).toBe(10);
  });

  it('pages by what is in sight but one row, and jumps to the ends', () => {
    expect(['PageUp', 'PageDown', 'Home', 'End'].map(from4)).toEqual([1, 10, 0, 10]);
    expect(moveFocus('PageUp', 7, shape)).toBe(1);
  });

  it('leaves other keys alone', () => {
    expect(from4('a')).toBeNull();
  });
});
