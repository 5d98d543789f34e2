import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masks } from '#testing/arbitraries.ts';
import { drawnMask } from '#testing/drawnMask.ts';
import { encodeMask } from './codec.ts';
import { invertedMask } from './inverted.ts';
import { growMask } from './morphology.ts';
import type { BinaryMask } from './rle.ts';
import { smoothMask } from './smooth.ts';

describe('growMask', () => {
  it('grows by a disc and is cut off at the rim', () => {
    expect(growMask(drawnMask('.....', '.#...', '.....', '.....'), 2)).toEqual(
      drawnMask('###..', '####.', '###..', '.#...'),
    );
  });

  it('shrinks, but not from the rim', () => {
    expect(growMask(drawnMask('####.', '####.', '####.'), -1)).toEqual(
      drawnMask('###..', '###..', '###..'),
    );
    expect(growMask(drawnMask('##', '##'), -Infinity)).toEqual(drawnMask('##', '##'));
  });

  it('may leave nothing, or nothing else', () => {
    expect(growMask(drawnMask('.#.', '...'), -1)).toEqual(drawnMask('...', '...'));
    expect(growMask(drawnMask('.#.', '...'), Infinity)).toEqual(drawnMask('###', '###'));
    expect(growMask(drawnMask('...', '...'), 3)).toEqual(drawnMask('...', '...'));
  });

  it('changes nothing by less than a pixel', () => {
    const mask = drawnMask('.#.', '...');
    for (const px of [0, 0.9, -0.9, NaN]) expect(growMask(mask, px)).toBe(mask);
  });
});

describe('smoothMask', () => {
  it('takes teeth and notches away and leaves straight edges', () => {
    const rough = drawnMask('........', '...#....', '########', '########', '####.###', '########');
    expect(smoothMask(rough, 1.5)).toEqual(
      drawnMask('........', '........', '########', '########', '########', '########'),
    );
  });

  it('changes nothing by less than a pixel', () => {
    const mask = drawnMask('.#.', '...');
    for (const px of [0, 0.9, -3, NaN]) expect(smoothMask(mask, px)).toBe(mask);
  });
});

describe('properties', () => {
  const radii = fc.oneof(
    fc.integer({ min: 1, max: 6 }),
    fc.double({ min: 1, max: 6, noNaN: true }),
  );

  it('growing agrees with looking for foreground around each pixel', () => {
    fc.assert(
      fc.property(masks(12), radii, (mask, px) => {
        const grown = eachPixel(mask, px, ({ foreground }) => foreground > 0);
        expect(growMask(encodeMask(mask), px)).toEqual(grown);
      }),
      { numRuns: 500 },
    );
  });

  it('shrinking is growing the background', () => {
    fc.assert(
      fc.property(masks(12), radii, (mask, px) => {
        const rle = encodeMask(mask);
        const shrunk = eachPixel(mask, px, ({ background }) => background === 0);
        expect(growMask(rle, -px)).toEqual(shrunk);
        expect(invertedMask(growMask(invertedMask(rle), px))).toEqual(shrunk);
      }),
      { numRuns: 500 },
    );
  });

  it('smoothing agrees with a vote of the pixels around each pixel', () => {
    fc.assert(
      fc.property(masks(12), radii, (mask, px) => {
        const voted = eachPixel(mask, px, ({ foreground, background, value }) =>
          foreground === background ? value === 1 : foreground > background,
        );
        expect(smoothMask(encodeMask(mask), px)).toEqual(voted);
      }),
      { numRuns: 500 },
    );
  });
});

interface Around {
  readonly foreground: number;
  readonly background: number;
  readonly value: number;
}

function eachPixel(
  { size, pixels }: BinaryMask,
  radius: number,
  isForeground: (around: Around) => boolean,
) {
  const result = pixels.map((value, i) => {
    const counts = [0, 0];
    for (const [j, other] of pixels.entries()) {
      const dx = (j % size.width) - (i % size.width);
      const dy = Math.floor(j / size.width) - Math.floor(i / size.width);
      if (dx * dx + dy * dy <= radius * radius) counts[other] = (counts[other] ?? 0) + 1;
    }
    const [background = 0, foreground = 0] = counts;
    return isForeground({ foreground, background, value }) ? 1 : 0;
  });
  return encodeMask({ size, pixels: result });
}
