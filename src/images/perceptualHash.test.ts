import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import { perceptualHash } from './perceptualHash.ts';

/** Waves of greys, which `seed` lays differently. */
function picture(seed: number, width = 180, height = 160, light = 1): RgbaPixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const u = (x / width) * 6;
      const v = (y / height) * 6;
      const wave =
        Math.sin(u * (1 + (seed % 3)) + seed) + Math.cos(v * (1 + (seed % 2)) + u * seed);
      data.fill((128 + wave * 55) * light, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { size: { width, height }, data };
}

function distance(a: string, b: string): number {
  const bits = (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2);
  return bits.replaceAll('0', '').length;
}

describe('perceptualHash', () => {
  it('is 64 bits, as hex', () => {
    expect(perceptualHash(picture(1))).toMatch(/^[0-9a-f]{16}$/u);
  });

  it('sets a bit where it gets lighter to the right, and none where nothing changes', () => {
    const data = new Uint8ClampedArray(90 * 8 * 4).fill(255);
    for (let index = 0; index < 90 * 8; index += 1)
      data.fill((index % 90) * 2, index * 4, index * 4 + 3);
    expect(perceptualHash({ size: { width: 90, height: 8 }, data })).toBe('f'.repeat(16));
    data.fill(77);
    expect(perceptualHash({ size: { width: 90, height: 8 }, data })).toBe('0'.repeat(16));
  });

  it('is nearly the same for a smaller, darker copy, and another for another picture', () => {
    for (let seed = 1; seed < 9; seed += 1) {
      const hash = perceptualHash(picture(seed));
      expect(distance(hash, perceptualHash(picture(seed, 97, 61, 0.9)))).toBeLessThanOrEqual(3);
      expect(distance(hash, perceptualHash(picture(seed + 1)))).toBeGreaterThan(12);
    }
  });

  it('changes all bits that differ when the picture is mirrored', () => {
    const { size, data } = picture(3);
    const mirrored = new Uint8ClampedArray(data.length);
    for (let at = 0; at < data.length; at += 4) {
      const column = (at / 4) % size.width;
      mirrored.set(data.subarray(at, at + 4), at + (size.width - 1 - 2 * column) * 4);
    }
    expect(
      distance(perceptualHash({ size, data }), perceptualHash({ size, data: mirrored })),
    ).toBeGreaterThan(20);
  });

  it('takes pictures of any size, a single pixel too', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        (width, height) => {
          expect(perceptualHash(picture(2, width, height))).toMatch(/^[0-9a-f]{16}$/u);
        },
      ),
    );
  });
});
