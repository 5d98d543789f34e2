import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masks } from '#testing/arbitraries.ts';
import { drawnMask } from '#testing/drawnMask.ts';
import { floodParts, maskOfPixels } from '#testing/floodParts.ts';
import type { Point } from '../geometry/point.ts';
import { decodeRle, encodeMask } from './codec.ts';
import { areaOf } from './measures.ts';
import type { BinaryMask } from './rle.ts';
import { sliceMask } from './sliceMask.ts';

const square = drawnMask('######', '######', '######', '######');

function line(...points: readonly (readonly [number, number])[]): readonly Point<'image'>[] {
  return points.map(([x, y]) => ({ x, y }));
}

describe('sliceMask', () => {
  it('divides along the line, the larger piece first, and loses no pixel', () => {
    expect(sliceMask(square, line([2, -1], [2, 5]))).toEqual([
      drawnMask('..####', '..####', '..####', '..####'),
      drawnMask('##....', '##....', '##....', '##....'),
    ]);
    expect(sliceMask(square, line([-1, 3.2], [4, 3], [4.6, -1]))).toEqual([
      drawnMask('####..', '####..', '####..', '......'),
      drawnMask('....##', '....##', '....##', '######'),
    ]);
  });

  it('gives a pixel whose centre is hit to one of them', () => {
    const pieces = sliceMask(square, line([-1, -1.5], [7, 6.5]));
    expect(pieces.map(areaOf)).toEqual([14, 10]);
  });

  it('gives the mask back when the line ends inside, or lies beside it', () => {
    expect(sliceMask(square, line([2, -1], [2, 3]))).toEqual([square]);
    expect(sliceMask(square, line([-1, -1], [7, -1]))).toEqual([square]);
    expect(sliceMask(square, line([2, 2]))).toEqual([square]);
    expect(sliceMask(square, [])).toEqual([square]);
    expect(sliceMask(drawnMask('...', '...'), line([1, -1], [1, 5]))).toHaveLength(1);
  });

  it('makes two of a comb, however many teeth it cuts off', () => {
    const comb = drawnMask('#.#.#.#', '#.#.#.#', '#######', '#######');
    expect(sliceMask(comb, line([-1, 1], [8, 1]))).toEqual([
      drawnMask('.......', '#.#.#.#', '#######', '#######'),
      drawnMask('#.#.#.#', '.......', '.......', '.......'),
    ]);
  });

  it('leaves parts that it does not cut with the largest piece', () => {
    const parts = drawnMask('####.#', '####..', '####.#', '......');
    expect(sliceMask(parts, line([1, -1], [1, 5]))).toEqual([
      drawnMask('.###.#', '.###..', '.###.#', '......'),
      drawnMask('#.....', '#.....', '#.....', '......'),
    ]);
  });

  it('cuts out what a closed line goes around', () => {
    const around = line([1, 1], [3, 1], [3, 3], [1, 3], [1, 1]);
    expect(sliceMask(square, around)).toEqual([
      drawnMask('######', '#..###', '#..###', '######'),
      drawnMask('......', '.##...', '.##...', '......'),
    ]);
  });

  it('cuts out both halves of an eight', () => {
    const eight = line([1, 1], [3, 1], [3, 3], [5, 3], [5, 1], [3, 1], [3, 3], [1, 3], [1, 1]);
    expect(sliceMask(square, eight).map(areaOf)).toEqual([16, 4, 4]);
  });

  it('takes points of a broken device', () => {
    const broken = [
      { x: NaN, y: 1 },
      { x: 2, y: -1 },
      { x: 2, y: Infinity },
      { x: 2, y: 1e8 },
    ];
    expect(sliceMask(square, broken)).toHaveLength(2);
  });
});

describe('properties', () => {
  // not on centres of pixels, where the side is a matter of taste
  const coordinate = fc.integer({ min: -4, max: 15 }).map((value) => value + 0.137);
  const point = fc.record({ x: coordinate, y: coordinate.map((value) => value + 0.1) });
  const lines = fc.array(point, { minLength: 2, maxLength: 5 });

  it('loses no pixel and doubles none', () => {
    fc.assert(
      fc.property(masks(12), lines, (mask, path) => {
        const pieces = sliceMask(encodeMask(mask), path).map((piece) => decodeRle(piece).pixels);
        const sums = mask.pixels.map((_, i) =>
          pieces.reduce((sum, each) => sum + (each[i] ?? 0), 0),
        );
        expect(sums).toEqual(mask.pixels);
      }),
      { numRuns: 1000 },
    );
  });

  it('separates only where the line passes, and wherever it divides a part', () => {
    fc.assert(
      fc.property(masks(12), lines, (mask, path) => {
        const pieces = sliceMask(encodeMask(mask), path);
        const bits = slowBits(mask, path);
        const sliced = pieces.map((piece) => decodeRle(piece).pixels);
        for (const bit of bits) {
          const owners = sliced.filter((each) => bit.some((at) => each[at]));
          expect(owners).toHaveLength(1);
        }
        const isDivided = bits.length > floodParts(mask, 'sides').length;
        expect(pieces.length > 1).toBe(isDivided);
        if (isDivided) expect(pieces.every((piece) => areaOf(piece) > 0)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('of a straight line through the image puts each side into one mask', () => {
    const ends = fc.integer({ min: -200, max: 320 }).map((tenths) => tenths / 10 + 0.0137);
    fc.assert(
      fc.property(masks(12), ends, ends, (mask, top, bottom) => {
        const path = [
          { x: top, y: -20 },
          { x: bottom, y: 32 },
        ];
        expect(sliceMask(encodeMask(mask), path)).toEqual(slowHalves(mask, path));
      }),
      { numRuns: 1000 },
    );
  });
});

/** What is left in one piece when every pair of neighbours with the line between them is parted. */
function slowBits(mask: BinaryMask, path: readonly Point<'image'>[]) {
  const { width } = mask.size;
  const centre = (i: number) => ({ x: (i % width) + 0.5, y: Math.floor(i / width) + 0.5 });
  const isParted = (a: number, b: number) =>
    path.some((to, i) => i > 0 && doCross(path[i - 1] ?? to, to, [centre(a), centre(b)]));
  const seen = new Set<number>();
  const bits: number[][] = [];
  for (const start of mask.pixels.keys()) {
    if (!mask.pixels[start] || seen.has(start)) continue;
    const bit = [start];
    seen.add(start);
    for (const at of bit) {
      const neighbours = [at - width, at + width];
      if (at % width > 0) neighbours.push(at - 1);
      if (at % width < width - 1) neighbours.push(at + 1);
      for (const next of neighbours) {
        if (!mask.pixels[next] || seen.has(next) || isParted(at, next)) continue;
        seen.add(next);
        bit.push(next);
      }
    }
    bits.push(bit);
  }
  return bits;
}

function doCross(
  a: Point<'image'>,
  b: Point<'image'>,
  [c, d]: readonly [Point<'image'>, Point<'image'>],
): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

function turn(a: Point<'image'>, b: Point<'image'>, c: Point<'image'>): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

function slowHalves(mask: BinaryMask, [from, to]: readonly Point<'image'>[]) {
  const { width } = mask.size;
  const isLeft = (i: number) =>
    from && to && turn(from, to, { x: (i % width) + 0.5, y: Math.floor(i / width) + 0.5 }) < 0;
  const parts = floodParts(mask, 'sides');
  const isCut = (part: readonly number[]) => part.some(isLeft) && !part.every(isLeft);
  const cut = parts.filter(isCut).flat();
  if (cut.length === 0) return [encodeMask(mask)];
  const uncut = parts.filter((part) => !isCut(part)).flat();
  const halves = [cut.filter(isLeft), cut.filter((i) => !isLeft(i))];
  const first = columnOrder(halves[0], mask) < columnOrder(halves[1], mask) ? 0 : 1;
  const order = [halves[first] ?? [], halves[1 - first] ?? []].toSorted(
    (a, b) => b.length - a.length,
  );
  return [[...(order[0] ?? []), ...uncut], order[1] ?? []].map((pixels) =>
    encodeMask(maskOfPixels(mask, pixels)),
  );
}

/** The least position of the pixels, column by column. */
function columnOrder(pixels: readonly number[] = [], { size }: BinaryMask): number {
  return Math.min(
    ...pixels.map((i) => (i % size.width) * size.height + Math.floor(i / size.width)),
  );
}
