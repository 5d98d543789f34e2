import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Size } from '#core/geometry/size.ts';
import { sizes } from '#testing/arbitraries.ts';
import golden from '#testing/golden/resample.golden.json';
import { syntheticImage, type Texture } from '#testing/syntheticImage.ts';
import { resizeBilinear, resizeStrips } from './resample.ts';

const cases = golden.cases.map((each) => ({
  ...each,
  name: `${each.from.join(' × ')} to ${each.to.join(' × ')}`,
  fromSize: sizeOf(each.from),
  toSize: sizeOf(each.to),
}));

describe('golden pixels of Pillow', () => {
  it.each(cases)('gives the same bytes for $name, $texture', (each) => {
    const image = syntheticImage(each.fromSize, each.seed, each.texture as Texture);
    const { size, pixels } = resizeBilinear(image, 3, each.fromSize, each.toSize);
    const expected = each.pixels ?? each.firstPixels ?? [];
    expect(size).toEqual(each.toSize);
    expect([...pixels.subarray(0, expected.length)]).toEqual(expected);
    expect(createHash('sha256').update(pixels).digest('hex')).toBe(each.sha256);
  });
});

describe('properties', () => {
  it('ignores alpha', () => {
    fc.assert(
      fc.property(sizes(), sizes(), fc.nat(255), (from, to, alpha) => {
        const rgb = syntheticImage(from, 1, 'noise');
        const opaque = resizeBilinear(rgb, 3, from, to);
        expect(resizeBilinear(withAlpha(rgb, alpha), 4, from, to)).toEqual(opaque);
      }),
    );
  });

  it('gives the same pixels however the rows come', () => {
    fc.assert(
      fc.property(sizes(), sizes(), fc.integer({ min: 1, max: 9 }), (from, to, rowCount) => {
        const rgb = syntheticImage(from, 2, 'noise');
        const length = from.width * 3 * rowCount;
        const count = Math.ceil(rgb.length / length);
        const strips = Array.from({ length: count }, (_, i) =>
          rgb.subarray(i * length, (i + 1) * length),
        );
        expect(resizeStrips(strips, 3, from, to)).toEqual(resizeBilinear(rgb, 3, from, to));
      }),
    );
  });

  it('leaves an image of the wanted size as it is', () => {
    fc.assert(
      fc.property(sizes(), fc.nat(99), (size, seed) => {
        const rgb = syntheticImage(size, seed, 'noise');
        expect(resizeBilinear(rgb, 3, size, size).pixels).toEqual(rgb);
      }),
    );
  });

  it('keeps a plain colour plain at any size', () => {
    fc.assert(
      fc.property(sizes(40), sizes(40), fc.nat(255), (from, to, value) => {
        const plain = new Uint8Array(from.width * from.height * 3).fill(value);
        const { pixels } = resizeBilinear(plain, 3, from, to);
        expect(pixels.every((each) => each === value)).toBe(true);
      }),
    );
  });

  it('never leaves the range of the input', () => {
    fc.assert(
      fc.property(sizes(), sizes(20), fc.nat(99), (from, to, seed) => {
        const rgb = syntheticImage(from, seed, 'noise');
        const { pixels } = resizeBilinear(rgb, 3, from, to);
        expect(Math.min(...pixels)).toBeGreaterThanOrEqual(Math.min(...rgb));
        expect(Math.max(...pixels)).toBeLessThanOrEqual(Math.max(...rgb));
      }),
    );
  });
});

function sizeOf([width = 0, height = 0]: readonly number[]): Size {
  return { width, height };
}

function withAlpha(rgb: Uint8Array, alpha: number): Uint8Array {
  const rgba = new Uint8Array((rgb.length / 3) * 4).fill(alpha);
  rgb.forEach((value, i) => {
    rgba[Math.floor(i / 3) * 4 + (i % 3)] = value;
  });
  return rgba;
}
