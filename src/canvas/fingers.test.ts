import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fingers } from './fingers.ts';

describe('fingers', () => {
  it('leave the tool to a single one', () => {
    const fingers = new Fingers();
    expect(fingers.down(1, { x: 5, y: 5 }, 0)).toBe(false);
    expect(fingers.move(1, { x: 9, y: 9 })).toBeNull();
    expect(fingers.up(1)).toBe(false);
  });

  it('move the view by two', () => {
    const fingers = new Fingers();
    fingers.down(1, { x: 0, y: 0 }, 0);
    expect(fingers.down(2, { x: 10, y: 0 }, 0)).toBe(true);
    expect(fingers.move(2, { x: 30, y: 0 })).toEqual({
      dx: 10,
      dy: 0,
      factor: 3,
      at: { x: 15, y: 0 },
    });
  });

  it('do not draw with the one that is left of two', () => {
    const fingers = new Fingers();
    fingers.down(1, { x: 0, y: 0 }, 0);
    fingers.down(2, { x: 10, y: 0 }, 0);
    expect(fingers.up(1)).toBe(true);
    expect(fingers.move(2, { x: 13, y: 4 })).toMatchObject({ dx: 3, dy: 4, factor: 1 });
    expect(fingers.up(2)).toBe(true);
    expect(fingers.down(3, { x: 0, y: 0 }, 0)).toBe(false);
  });

  it('draw nothing beside a pen', () => {
    const fingers = new Fingers();
    fingers.seePen(1000);
    expect(fingers.down(1, { x: 0, y: 0 }, 2000)).toBe(true);
    fingers.up(1);
    expect(fingers.down(1, { x: 0, y: 0 }, 60_000)).toBe(false);
  });

  it('that lie on one spot do not change the scale', () => {
    const fingers = new Fingers();
    fingers.down(1, { x: 4, y: 4 }, 0);
    fingers.down(2, { x: 4, y: 4 }, 0);
    expect(fingers.move(2, { x: 8, y: 4 })?.factor).toBe(1);
  });
});

describe('properties', () => {
  const at = fc.record({
    x: fc.integer({ min: 0, max: 500 }),
    y: fc.integer({ min: 0, max: 500 }),
  });

  it('gives a finite move and a positive factor whatever fingers do', () => {
    const steps = fc.array(
      fc.record({
        id: fc.integer({ min: 1, max: 3 }),
        kind: fc.constantFrom('down', 'move', 'up'),
        at,
      }),
    );
    fc.assert(
      fc.property(steps, (all) => {
        const fingers = new Fingers();
        for (const { id, kind, at: place } of all) {
          if (kind === 'down') fingers.down(id, place, 0);
          if (kind === 'up') fingers.up(id);
          const move = kind === 'move' ? fingers.move(id, place) : null;
          if (!move) continue;
          expect(Number.isFinite(move.dx + move.dy + move.factor)).toBe(true);
          expect(move.factor).toBeGreaterThan(0);
        }
      }),
    );
  });
});
