import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masksOf, sizes } from '#testing/arbitraries.ts';
import { drawnMask } from '#testing/drawnMask.ts';
import { encodeMask } from '../mask/codec.ts';
import { overlapsOf, resolveOverlaps } from './overlapPolicy.ts';

const mask = drawnMask('.##.', '.##.');
const others = [
  { id: 'left', mask: drawnMask('##..', '##..') },
  { id: 'apart', mask: drawnMask('...#', '...#') },
  { id: 'within', mask: drawnMask('..#.', '....') },
];

describe('overlapsOf', () => {
  it('says which objects share how much', () => {
    expect(overlapsOf(mask, others)).toEqual([
      { id: 'left', areaPx: 2 },
      { id: 'within', areaPx: 1 },
    ]);
  });
});

describe('resolveOverlaps', () => {
  it('cuts the others where the new one wins, down to nothing', () => {
    expect(resolveOverlaps(mask, others, 'newWins')).toEqual({
      mask,
      others: new Map([
        ['left', drawnMask('#...', '#...')],
        ['within', drawnMask('....', '....')],
      ]),
    });
  });

  it('cuts the new one where the old ones win', () => {
    expect(resolveOverlaps(mask, others, 'oldWins')).toEqual({
      mask: drawnMask('....', '..#.'),
      others: new Map(),
    });
  });

  it('leaves all as it is where nothing is shared', () => {
    const apart = others.slice(1, 2);
    expect(resolveOverlaps(mask, apart, 'oldWins').mask).toBe(mask);
    expect(resolveOverlaps(mask, apart, 'newWins').others.size).toBe(0);
  });
});

describe('properties', () => {
  const cases = sizes(7).chain((size) =>
    fc.tuple(masksOf(size), fc.array(masksOf(size), { maxLength: 4 })),
  );

  it('agree with the rule pixel by pixel', () => {
    fc.assert(
      fc.property(cases, ([one, rest]) => {
        const rle = encodeMask(one);
        const placed = rest.map((each, id) => ({ id, mask: encodeMask(each) }));
        const shared = rest.map((each) => each.pixels.filter((v, i) => v && one.pixels[i]).length);
        expect(overlapsOf(rle, placed)).toEqual(
          shared.map((areaPx, id) => ({ id, areaPx })).filter(({ areaPx }) => areaPx > 0),
        );
        const kept = one.pixels.map((v, i) => (rest.some(({ pixels }) => pixels[i]) ? 0 : v));
        const oldWins = resolveOverlaps(rle, placed, 'oldWins');
        expect(oldWins.mask).toEqual(encodeMask({ size: one.size, pixels: kept }));
        expect(oldWins.others.size).toBe(0);
        const newWins = resolveOverlaps(rle, placed, 'newWins');
        expect(newWins.mask).toBe(rle);
        for (const [id, { size, pixels }] of rest.entries()) {
          const cut = encodeMask({ size, pixels: pixels.map((v, i) => (one.pixels[i] ? 0 : v)) });
          expect(newWins.others.get(id)).toEqual(shared[id] ? cut : undefined);
        }
      }),
      { numRuns: 500 },
    );
  });
});
