import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapPx, layOutGrid } from './gridLayout.ts';

describe('layOutGrid', () => {
  it('fills the width with as many cards as fit, none narrower than asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 320, max: 4000 }),
        fc.integer({ min: 100, max: 300 }),
        (widthPx, cardPx) => {
          const { columns } = layOutGrid(widthPx, cardPx);
          const room = widthPx - 2 * gapPx;
          expect(columns * cardPx + (columns - 1) * gapPx).toBeLessThanOrEqual(room);
          expect((columns + 1) * cardPx + columns * gapPx).toBeGreaterThan(room);
        },
      ),
    );
  });

  it('has one column and sound rows before the width is known', () => {
    expect(layOutGrid(0, 168)).toMatchObject({ columns: 1 });
    expect(layOutGrid(0, 168).rowPx).toBeGreaterThan(100);
  });
});
