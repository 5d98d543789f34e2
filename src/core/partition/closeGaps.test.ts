import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masksOf, sizes } from '#testing/arbitraries.ts';
import { drawnLabels } from '#testing/drawnMask.ts';
import { floodParts } from '#testing/floodParts.ts';
import { decodeRle, encodeMask } from '../mask/codec.ts';
import type { Rle } from '../mask/rle.ts';
import type { Size } from '../geometry/size.ts';
import { closeGaps } from './closeGaps.ts';
import { toPartition } from './partition.ts';

/** Objects by their letters. */
function drawn(...rows: readonly string[]): ReadonlyMap<string, Rle> {
  const letters = [...new Set(rows.join(''))].filter((letter) => letter !== '.').toSorted();
  return new Map(letters.map((letter) => [letter, drawnLabels(rows, letter)]));
}

describe('closeGaps', () => {
  it('gives each half of a gap to the object beside it', () => {
    const masks = drawn('..........', '.AA....BB.', '.AA....BB.', '..........');
    expect(closeGaps(masks, 4)).toEqual(
      drawn('..........', '.AAAABBBB.', '.AAAABBBB.', '..........'),
    );
    expect(closeGaps(masks, 3)).toEqual(masks);
  });

  it('leaves a notch, a hole and the surroundings of one object alone', () => {
    const masks = drawn('A.A...B', 'A.A...B', 'AAA...B', 'A.A...B', 'AAA...B');
    const closed = closeGaps(masks, 2);
    expect(closed).toEqual(masks);
    expect(closed.get('A')).toBe(masks.get('A'));
  });

  it('does not pile up above a border that two objects share', () => {
    const masks = drawn('......', '......', 'AAABBB', 'AAABBB');
    expect(closeGaps(masks, 3)).toEqual(masks);
  });

  it('fills the place where gaps meet', () => {
    const masks = drawn(
      'AAAAAAAAA',
      'AAAAAAAAA',
      '.........',
      '.........',
      'BBB..CCCC',
      'BBB..CCCC',
      'BBB..CCCC',
    );
    expect(closeGaps(masks, 2)).toEqual(
      drawn(
        'AAAAAAAAA',
        'AAAAAAAAA',
        'AAAAAAAAA',
        'BBBBCCCCC',
        'BBBBCCCCC',
        'BBBBCCCCC',
        'BBBBCCCCC',
      ),
    );
  });

  it('closes nothing by less than a pixel', () => {
    const masks = drawn('A.B');
    for (const px of [0, 0.5, -2, NaN]) expect(closeGaps(masks, px)).toBe(masks);
    expect(closeGaps(drawn('A..'), 5)).toEqual(drawn('A..'));
    expect(closeGaps(masks, Infinity)).toEqual(drawn('AAB'));
  });
});

describe('properties', () => {
  const cases = sizes(12).chain((size) => fc.array(masksOf(size), { minLength: 1, maxLength: 4 }));

  it('agrees with measuring around each pixel', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 1, max: 6, noNaN: true }), (layers, maxGapPx) => {
        const [first] = layers;
        if (!first) return;
        const masks = toPartition(new Map(layers.map((mask, id) => [id, encodeMask(mask)])));
        const labels = labelsOf(masks);
        const closed = labelsOf(closeGaps(masks, maxGapPx));
        expect(closed).toEqual(slowClosed(labels, first.size, maxGapPx));
      }),
      { numRuns: 700 },
    );
  });
});

/** By pixel the number of its object, 0 on background; refuses overlaps. */
function labelsOf(masks: ReadonlyMap<number, Rle>): readonly number[] {
  const rasters = [...masks.values()].map((mask) => decodeRle(mask).pixels);
  return Array.from(rasters[0] ?? [], (_, i) => {
    const owners = rasters.flatMap((pixels, label) => (pixels[i] ? [label + 1] : []));
    expect(owners.length).toBeLessThanOrEqual(1);
    return owners[0] ?? 0;
  });
}

function slowClosed(labels: readonly number[], size: Size, maxGapPx: number): readonly number[] {
  const isGap = labels.map((label, i) => label === 0 && isNarrow(labels, size, { i, maxGapPx }));
  const rest = Uint8Array.from(labels, (label, i) => (label === 0 && !isGap[i] ? 1 : 0));
  const patches = floodParts({ size, pixels: rest }, 'sides').filter((patch) => {
    const xs = patch.map((i) => i % size.width);
    const ys = patch.map((i) => Math.floor(i / size.width));
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    const isInside = left > 0 && top > 0 && right < size.width - 1 && bottom < size.height - 1;
    const side = Math.max(right - left, bottom - top) + 1;
    const isBeside = patch.some((i) =>
      [i - 1, i + 1, i - size.width, i + size.width].some((at) => isGap[at]),
    );
    return isInside && isBeside && side <= 2 * maxGapPx;
  });
  const filled = new Set([...isGap.flatMap((is, i) => (is ? [i] : [])), ...patches.flat()]);
  return labels.map((label, i) => (filled.has(i) ? slowNearest(labels, size, i) : label));
}

interface Place {
  readonly i: number;
  readonly maxGapPx: number;
}

function isNarrow(labels: readonly number[], { width, height }: Size, { i, maxGapPx }: Place) {
  const walk = (dx: number, dy: number) => {
    let x = i % width;
    let y = Math.floor(i / width);
    for (let steps = 0; ; steps += 1) {
      if (x < 0 || y < 0 || x >= width || y >= height) return { label: 0, steps };
      const label = labels[y * width + x] ?? 0;
      if (label !== 0) return { label, steps };
      x += dx;
      y += dy;
    }
  };
  return [
    { dx: 1, dy: 0 },
    { dx: 0, dy: 1 },
    { dx: 1, dy: 1 },
    { dx: 1, dy: -1 },
  ].some(({ dx, dy }) => {
    const [a, b] = [walk(dx, dy), walk(-dx, -dy)];
    if (a.label === 0 || b.label === 0 || a.label === b.label) return false;
    return (a.steps + b.steps - 1) * Math.hypot(dx, dy) <= maxGapPx;
  });
}

function slowNearest(labels: readonly number[], { width }: Size, i: number): number {
  const distances = labels.map((label, j) => {
    const dx = (j % width) - (i % width);
    const dy = Math.floor(j / width) - Math.floor(i / width);
    return label === 0 ? Infinity : dx * dx + dy * dy;
  });
  const least = Math.min(...distances);
  return Math.min(...labels.filter((_, j) => distances[j] === least));
}
