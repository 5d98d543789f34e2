import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeMask } from '../mask/codec.ts';
import { visitColumnSpans } from '../mask/columnSpans.ts';
import { growMask } from '../mask/morphology.ts';
import type { Rle } from '../mask/rle.ts';
import { redact, redactions, seamPx, type MutableSamples } from './redact.ts';

const size = { width: 40, height: 30 };

/** A chessboard of single pixels with an alpha that rises from left to right. */
function chessboard(): MutableSamples {
  const data = new Uint8ClampedArray(size.width * size.height * 4);
  for (let i = 0; i < size.width * size.height; i += 1) {
    const x = i % size.width;
    const value = (x + Math.floor(i / size.width)) % 2 === 0 ? 0 : 255;
    data.set([value, value, 255 - value, 100 + x], i * 4);
  }
  return { size, channels: 4, data };
}

function discMask(radius: number, x = 20, y = 15): Rle {
  const pixels = new Uint8Array(size.width * size.height);
  for (let i = 0; i < pixels.length; i += 1) {
    const distance = Math.hypot((i % size.width) - x, Math.floor(i / size.width) - y);
    if (distance <= radius) pixels[i] = 1;
  }
  return encodeMask({ size, pixels });
}

function pixelsIn(mask: Rle): Set<number> {
  const inside = new Set<number>();
  visitColumnSpans(mask, (column, top, bottom) => {
    for (let row = top; row < bottom; row += 1) inside.add(row * size.width + column);
  });
  return inside;
}

describe('redact', () => {
  it.each(redactions)('changes by %s the pixels of the grown mask and no others', (redaction) => {
    const mask = discMask(6);
    const samples = chessboard();
    redact(samples, mask, redaction);
    const before = chessboard();
    const inside = pixelsIn(growMask(mask, seamPx(mask)));
    for (let i = 0; i < size.width * size.height; i += 1) {
      const [now, then] = [samples, before].map(({ data }) =>
        Array.from(data.subarray(i * 4, i * 4 + 4)),
      );
      if (!inside.has(i)) expect(now).toEqual(then);
      else expect(now?.[3]).toBe(then?.[3]);
    }
  });

  it('leaves one colour in each block and nothing of the pattern', () => {
    const samples = chessboard();
    redact(samples, discMask(8), 'pixelate');
    const middle = samples.data.slice((15 * size.width + 20) * 4, (15 * size.width + 20) * 4 + 3);
    for (const value of middle) expect(Math.abs(value - 127.5)).toBeLessThan(1);
  });

  it('leaves a chessboard grey where it is blurred', () => {
    const samples = chessboard();
    redact(samples, discMask(8), 'blur');
    for (const i of pixelsIn(discMask(8))) {
      expect(Math.abs((samples.data[i * 4] ?? 0) - 127.5)).toBeLessThan(3);
    }
  });

  it('fills with black, in 16 bits too', () => {
    const data = new Uint16Array(size.width * size.height).fill(40_000);
    redact({ size, channels: 1, data }, discMask(3), 'fill');
    for (const i of pixelsIn(discMask(3))) expect(data[i]).toBe(0);
    expect(data[0]).toBe(40_000);
  });

  it('keeps a plain area plain', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('blur' as const, 'pixelate' as const),
        fc.nat(255),
        fc.record({ radius: fc.nat(12), x: fc.nat(39), y: fc.nat(29) }),
        (redaction, value, { radius, x, y }) => {
          const data = new Uint8Array(size.width * size.height * 3).fill(value);
          redact({ size, channels: 3, data }, discMask(radius, x, y), redaction);
          expect(data.every((one) => one === value)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
