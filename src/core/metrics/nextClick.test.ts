import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masksOf, sizes } from '#testing/arbitraries.ts';
import { type ClickSituation, nextClick, type SimulatedClick } from './nextClick.ts';

const size = { width: 5, height: 5 };
const nothing = new Uint8Array(25);
const everything = nothing.map(() => 1);

function pixelsAt(...indices: readonly number[]): Uint8Array {
  return nothing.map((_, i) => (indices.includes(i) ? 1 : 0));
}

describe('nextClick', () => {
  it('begins in the middle of the object', () => {
    const situation = { size, prediction: nothing, truth: everything, ignore: null, clicked: [] };
    expect(nextClick(situation)).toEqual({ column: 2, row: 2, label: 'foreground' });
  });

  it('takes away what is too much', () => {
    const situation = { size, prediction: everything, truth: nothing, ignore: null, clicked: [] };
    expect(nextClick(situation)).toEqual({ column: 2, row: 2, label: 'background' });
  });

  it('clicks background when both errors are equally deep', () => {
    const [prediction, truth] = [pixelsAt(24), pixelsAt(0)];
    expect(nextClick({ size, prediction, truth, ignore: null, clicked: [] })).toEqual({
      column: 4,
      row: 4,
      label: 'background',
    });
  });

  it('clicks a pixel once', () => {
    const clicked: readonly SimulatedClick[] = [{ column: 2, row: 2, label: 'foreground' }];
    const situation = { size, prediction: nothing, truth: everything, ignore: null, clicked };
    expect(nextClick(situation)).toEqual({ column: 1, row: 1, label: 'foreground' });
  });

  it('neither clicks ignored pixels nor counts them as wrong', () => {
    const ignore = pixelsAt(12);
    const situation = { size, prediction: nothing, truth: everything, ignore, clicked: [] };
    expect(nextClick(situation)).toEqual({ column: 1, row: 1, label: 'foreground' });
  });

  it('gives up when nothing is wrong or everything wrong was clicked', () => {
    const right = { size, prediction: everything, truth: everything, ignore: null, clicked: [] };
    expect(nextClick(right)).toBeNull();
    const clicked: readonly SimulatedClick[] = [{ column: 3, row: 1, label: 'foreground' }];
    expect(nextClick({ ...right, prediction: nothing, truth: pixelsAt(8), clicked })).toBeNull();
  });
});

describe('properties', () => {
  it('agrees with the rule of RITM taken by the letter', () => {
    fc.assert(
      fc.property(situations(), (situation) => {
        expect(nextClick(situation)).toEqual(literalNextClick(situation));
      }),
      { numRuns: 500 },
    );
  });

  it('clicks wrong pixels only, and asks for what they are', () => {
    fc.assert(
      fc.property(situations(), (situation) => {
        const click = nextClick(situation);
        fc.pre(click !== null);
        const index = click.row * situation.size.width + click.column;
        const isForeground = click.label === 'foreground';
        expect(situation.truth[index] !== 0).toBe(isForeground);
        expect(situation.prediction[index] !== 0).toBe(!isForeground);
        expect(situation.ignore?.[index] ?? 0).toBe(0);
      }),
    );
  });
});

function situations(): fc.Arbitrary<ClickSituation> {
  return sizes(8).chain((anySize) => {
    const pixels = masksOf(anySize).map((mask) => mask.pixels);
    const click = fc.record({
      column: fc.integer({ min: 0, max: anySize.width - 1 }),
      row: fc.integer({ min: 0, max: anySize.height - 1 }),
      label: fc.constantFrom<SimulatedClick['label']>('foreground', 'background'),
    });
    return fc.record({
      size: fc.constant(anySize),
      prediction: pixels,
      truth: pixels,
      ignore: fc.option(pixels, { nil: null }),
      clicked: fc.array(click, { maxLength: 4 }),
    });
  });
}

/** Errors, padded by one pixel; distances; clicked pixels out; maxima; first pixel at the maximum. */
function literalNextClick(situation: ClickSituation): SimulatedClick | null {
  const { width, height } = situation.size;
  const missed = literalDepths(situation, situation.truth, situation.prediction);
  const surplus = literalDepths(situation, situation.prediction, situation.truth);
  const isPositive = Math.max(...missed.values()) > Math.max(...surplus.values());
  const depths = isPositive ? missed : surplus;
  const deepest = Math.max(...depths.values());
  if (deepest === 0) return null;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      if (depths.get(`${column},${row}`) !== deepest) continue;
      return { column, row, label: isPositive ? 'foreground' : 'background' };
    }
  }
  return null;
}

function literalDepths(
  { size: { width, height }, ignore, clicked }: ClickSituation,
  wanted: Uint8Array,
  given: Uint8Array,
): ReadonlyMap<string, number> {
  const isWrong = (x: number, y: number): boolean => {
    const i = y * width + x;
    const isInside = x >= 0 && y >= 0 && x < width && y < height;
    return isInside && wanted[i] === 1 && given[i] === 0 && !(ignore !== null && ignore[i] === 1);
  };
  const depths = new Map<string, number>();
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isClicked = clicked.some(({ column, row }) => column === x && row === y);
      let nearest = Infinity;
      for (let otherY = -1; otherY <= height; otherY += 1) {
        for (let otherX = -1; otherX <= width; otherX += 1) {
          if (isWrong(otherX, otherY)) continue;
          nearest = Math.min(nearest, Math.hypot(otherX - x, otherY - y));
        }
      }
      depths.set(`${x},${y}`, isClicked ? 0 : nearest);
    }
  }
  return depths;
}
