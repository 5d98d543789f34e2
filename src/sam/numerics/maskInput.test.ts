import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeMask } from '#core/mask/codec.ts';
import { iouOf } from '#core/mask/overlap.ts';
import { maskFromLogits } from './maskFromLogits.ts';
import { logitsOfMask, maskInputOf } from './maskInput.ts';
import { resizeGeometryOf } from './resizeGeometry.ts';

const size = { width: 300, height: 200 };
const side = 256;

function discMask(x: number, y: number, radius: number) {
  const pixels = new Uint8Array(size.width * size.height);
  for (let row = 0; row < size.height; row += 1) {
    for (let column = 0; column < size.width; column += 1) {
      const isInside = Math.hypot(column + 0.5 - x, row + 0.5 - y) < radius;
      pixels[row * size.width + column] = isInside ? 1 : 0;
    }
  }
  return encodeMask({ size, pixels });
}

describe('maskInputOf', () => {
  const mask = discMask(100, 90, 40);
  const whole = resizeGeometryOf(size, 1024);
  const lowResLogits = new Float32Array(side * side).fill(3);

  it('gives the logits of the mask back where they are about the same window', () => {
    const before = { mask, lowResLogits, logitsWindow: whole.window };
    expect(maskInputOf(before, whole, side)).toBe(lowResLogits);
  });

  it('makes logits from the mask for another window, another side, or when there are none', () => {
    const closer = resizeGeometryOf(size, 1024, { x: 50, y: 40, width: 100, height: 100 });
    const before = { mask, lowResLogits, logitsWindow: whole.window };
    expect(maskInputOf(before, closer, side)).toEqual(logitsOfMask(mask, closer, side));
    expect(maskInputOf(before, whole, 128)).toEqual(logitsOfMask(mask, whole, 128));
    const unknown = { mask, lowResLogits: null, logitsWindow: null };
    expect(maskInputOf(unknown, whole, side)).toEqual(logitsOfMask(mask, whole, side));
  });

  it('leaves the padding background', () => {
    const logits = logitsOfMask(discMask(150, 100, 400), whole, side);
    expect(logits[100 * side + 100]).toBe(8);
    expect(logits[255 * side + 100]).toBe(-8);
  });
});

describe('properties', () => {
  const disc = fc.tuple(
    fc.integer({ min: 60, max: 240 }),
    fc.integer({ min: 60, max: 140 }),
    fc.integer({ min: 15, max: 50 }),
  );

  it('gives logits that the mask comes from, in any window that holds it', () => {
    fc.assert(
      fc.property(disc, fc.boolean(), ([x, y, radius], isClose) => {
        const mask = discMask(x, y, radius);
        const window = { x: x - 60, y: y - 60, width: 120, height: 120 };
        const geometry = resizeGeometryOf(size, 1024, isClose ? window : undefined);
        const again = maskFromLogits(logitsOfMask(mask, geometry, side), side, geometry, 0);
        expect(iouOf(again, mask)).toBeGreaterThan(0.97);
      }),
      { numRuns: 30 },
    );
  });
});
