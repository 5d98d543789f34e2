import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masksOf, sizes } from '#testing/arbitraries.ts';
import { drawnLabels } from '#testing/drawnMask.ts';
import { decodeRle, encodeMask } from '../mask/codec.ts';
import { isEmptyMask } from '../mask/measures.ts';
import type { BinaryMask, Rle } from '../mask/rle.ts';
import { moveSharedBorder, toPartition } from './partition.ts';

/** Objects by their letters. */
function drawn(...rows: readonly string[]): ReadonlyMap<string, Rle> {
  const letters = [...new Set(rows.join(''))].filter((letter) => letter !== '.').toSorted();
  return new Map(letters.map((letter) => [letter, drawnLabels(rows, letter)]));
}

function maskIn(letter: string, ...rows: readonly string[]): Rle {
  return drawnLabels(rows, letter);
}

describe('toPartition', () => {
  it('gives shared pixels to the one in front', () => {
    const masks = new Map([
      ['back', maskIn('#', '###.', '###.')],
      ['apart', maskIn('#', '....', '...#')],
      ['front', maskIn('#', '.##.', '....')],
    ]);
    const parted = toPartition(masks);
    expect(parted.get('back')).toEqual(maskIn('#', '#...', '###.'));
    expect(parted.get('apart')).toBe(masks.get('apart'));
    expect(parted.get('front')).toBe(masks.get('front'));
  });

  it('leaves nothing of what is covered', () => {
    const mask = maskIn('#', '##');
    const covered = toPartition(
      new Map([
        ['a', mask],
        ['b', mask],
      ]),
    ).get('a');
    expect(covered && isEmptyMask(covered)).toBe(true);
  });
});

describe('moveSharedBorder', () => {
  it('takes from the neighbours what the object takes', () => {
    const old = drawn('AABB', 'AACC');
    const after = maskIn('A', 'AAAB', 'AAAA');
    const neighbours = new Map([...old].slice(1));
    expect(moveSharedBorder(maskIn('A', 'AABB', 'AACC'), after, neighbours)).toEqual({
      mask: after,
      neighbours: new Map([
        ['B', maskIn('B', 'AAAB', 'AAAA')],
        ['C', maskIn('C', '....', '....')],
      ]),
    });
  });

  it('gives what the object leaves to the neighbour that it touched there', () => {
    const before = maskIn('A', '.AAAB', '.AAAB', '.AAAC');
    const after = maskIn('A', '..A.B', '..A.B', '..A.C');
    const neighbours = drawn('....B', '....B', '....C');
    expect(moveSharedBorder(before, after, neighbours).neighbours).toEqual(
      drawn('...BB', '...BB', '...CC'),
    );
  });

  it('makes background of a hole in the middle, and where a gap lay between', () => {
    const before = maskIn('A', 'AAA.B', 'AAA.B', 'AAA.B');
    const neighbours = drawn('....B', '....B', '....B');
    const pierced = maskIn('A', 'AAA.B', 'A.A.B', 'AAA.B');
    const pulled = maskIn('A', 'AA..B', 'AA..B', 'AA..B');
    expect(moveSharedBorder(before, pierced, neighbours).neighbours.size).toBe(0);
    expect(moveSharedBorder(before, pulled, neighbours).neighbours.size).toBe(0);
  });

  it('divides between background and neighbour what lies between them', () => {
    const before = maskIn('A', '.AAAAB');
    const after = maskIn('A', '......');
    const neighbours = drawn('.....B');
    expect(moveSharedBorder(before, after, neighbours).neighbours).toEqual(drawn('...BBB'));
  });

  it('changes nobody when nothing moved', () => {
    const mask = maskIn('A', 'AB');
    expect(moveSharedBorder(mask, mask, drawn('.B'))).toEqual({ mask, neighbours: new Map() });
  });
});

describe('properties', () => {
  const cases = sizes(8).chain((size) =>
    fc.tuple(masksOf(size), masksOf(size), fc.array(masksOf(size), { maxLength: 4 })),
  );

  it('a partition has every pixel once, with the one in front', () => {
    fc.assert(
      fc.property(cases, ([, , layers]) => {
        const parted = toPartition(new Map(layers.map((mask, id) => [id, encodeMask(mask)])));
        for (const [id, { size, pixels }] of layers.entries()) {
          const kept = pixels.map((value, i) =>
            layers.slice(id + 1).some((front) => front.pixels[i]) ? 0 : value,
          );
          expect(parted.get(id)).toEqual(encodeMask({ size, pixels: kept }));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a moved border keeps each pixel with one object, and gives as the nearest neighbour says', () => {
    fc.assert(
      fc.property(cases, ([base, after, layers]) => {
        const parts = toPartition(
          new Map([...layers, base].map((mask, id) => [id, encodeMask(mask)])),
        );
        const neighbours = new Map([...parts].slice(0, -1));
        const moved = moveSharedBorder(encodeMask(base), encodeMask(after), neighbours);
        expect(moved.mask).toEqual(encodeMask(after));
        const old = [...neighbours.values()].map((mask) => decodeRle(mask).pixels);
        const now = [...neighbours].map(
          ([id, mask]) => decodeRle(moved.neighbours.get(id) ?? mask).pixels,
        );
        const allowed = slowOwners(base, after, old);
        for (const i of base.pixels.keys()) {
          const owners = now.flatMap((pixels, id) => (pixels[i] ? [id] : []));
          if (after.pixels[i]) expect(owners).toEqual([]);
          else if (base.pixels[i]) expect(allowed[i]).toContain(owners[0] ?? -1);
          else expect(owners).toEqual(old.flatMap((pixels, id) => (pixels[i] ? [id] : [])));
          expect(owners.length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

/**
 * Who may get each pixel that is given up: all that are nearest by steps through what is given up;
 * −1 is the background, which gets what nobody reaches.
 */
function slowOwners(before: BinaryMask, after: BinaryMask, neighbours: readonly Uint8Array[]) {
  const { width } = before.size;
  const isLost = (i: number) => before.pixels[i] === 1 && after.pixels[i] === 0;
  const sidesOf = (i: number) => {
    const sides = [i - width, i + width].filter((at) => at >= 0 && at < before.pixels.length);
    if (i % width > 0) sides.push(i - 1);
    if (i % width < width - 1) sides.push(i + 1);
    return sides;
  };
  const ownerOf = (i: number) => neighbours.findIndex((pixels) => pixels[i]);
  let owners = Array.from(before.pixels, () => new Set<number>());
  for (const round of before.pixels.keys()) {
    const next = owners.map((set) => new Set(set));
    for (const i of before.pixels.keys()) {
      if (!isLost(i) || owners[i]?.size) continue;
      for (const at of sidesOf(i)) {
        const isSource = before.pixels[at] === 0 && after.pixels[at] === 0;
        if (round === 0 && isSource) next[i]?.add(ownerOf(at));
        if (isLost(at)) for (const owner of owners[at] ?? []) next[i]?.add(owner);
      }
    }
    owners = next;
  }
  return owners.map((set) => (set.size > 0 ? [...set] : [-1]));
}
