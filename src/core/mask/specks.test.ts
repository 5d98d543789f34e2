import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRle, encodeMask } from './codec.ts';
import type { BinaryMask, Rle } from './rle.ts';
import { withoutSpecks } from './specks.ts';

/** '#' is foreground; one string per row. */
function maskOf(...rows: readonly string[]): Rle {
  const size = { width: rows[0]?.length ?? 0, height: rows.length };
  const pixels = Uint8Array.from(rows.join('').split(''), (character) =>
    character === '#' ? 1 : 0,
  );
  return encodeMask({ size, pixels });
}

describe('withoutSpecks', () => {
  it('drops small parts and fills small holes', () => {
    const mask = maskOf('####..#', '#.##...', '####..#', '####.##');
    expect(withoutSpecks(mask, 3)).toEqual(maskOf('####...', '####...', '####..#', '####.##'));
  });

  it('takes pixels that touch by their corners for different parts', () => {
    expect(withoutSpecks(maskOf('##..', '##..', '..#.', '....'), 2)).toEqual(
      maskOf('##..', '##..', '....', '....'),
    );
  });

  it('keeps the largest part of a mask that is nothing but specks', () => {
    expect(withoutSpecks(maskOf('##..', '...#'), 10)).toEqual(maskOf('##..', '....'));
  });

  it('leaves an empty and a full mask as they are', () => {
    expect(withoutSpecks(maskOf('...', '...'), 5)).toEqual(maskOf('...', '...'));
    expect(withoutSpecks(maskOf('###', '###'), 5)).toEqual(maskOf('###', '###'));
  });
});

describe('properties', () => {
  const masks = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
    .chain(([width, height]) =>
      fc
        .array(fc.integer({ min: 0, max: 1 }), {
          minLength: width * height,
          maxLength: width * height,
        })
        .map((pixels): BinaryMask => ({
          size: { width, height },
          pixels: Uint8Array.from(pixels),
        })),
    );

  it('agrees with a flood fill of every pixel', () => {
    fc.assert(
      fc.property(masks, fc.integer({ min: 1, max: 12 }), (mask, leastArea) => {
        const expected = flipped(dropSmall(flipped(dropSmall(mask, leastArea)), leastArea));
        expect(withoutSpecks(encodeMask(mask), leastArea)).toEqual(encodeMask(expected));
      }),
      { numRuns: 500 },
    );
  });

  it('changes nothing the second time where every part is large enough', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        const once = withoutSpecks(encodeMask(mask), 1);
        expect(decodeRle(once).pixels).toEqual(mask.pixels);
      }),
    );
  });
});

function flipped({ size, pixels }: BinaryMask): BinaryMask {
  return { size, pixels: pixels.map((pixel) => 1 - pixel) };
}

function dropSmall({ size, pixels }: BinaryMask, leastArea: number): BinaryMask {
  const parts = partsOf({ size, pixels });
  const largest = Math.max(0, ...parts.map(({ length }) => length));
  const result = pixels.slice();
  for (const part of parts) {
    if (part.length < leastArea && part.length < largest) for (const at of part) result[at] = 0;
  }
  return { size, pixels: result };
}

function partsOf({ size: { width }, pixels }: BinaryMask): readonly (readonly number[])[] {
  const seen = new Set<number>();
  const parts: number[][] = [];
  for (let start = 0; start < pixels.length; start += 1) {
    if (!pixels[start] || seen.has(start)) continue;
    const part: number[] = [];
    const open = [start];
    seen.add(start);
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      part.push(at);
      const sides = [at - width, at + width];
      if (at % width > 0) sides.push(at - 1);
      if (at % width < width - 1) sides.push(at + 1);
      for (const next of sides) {
        if (!pixels[next] || seen.has(next)) continue;
        seen.add(next);
        open.push(next);
      }
    }
    parts.push(part);
  }
  return parts;
}
