import { describe, expect, it } from 'vitest';
import { encodeMask } from '../mask/codec.ts';
import { cropAround } from './cropAround.ts';

const size = { width: 400, height: 300 };

function square(x: number, y: number, side: number) {
  const pixels = new Uint8Array(size.width * size.height);
  for (let row = y; row < y + side; row += 1) {
    pixels.fill(1, row * size.width + x, row * size.width + x + side);
  }
  return encodeMask({ size, pixels });
}

describe('cropAround', () => {
  it('shows the mask in the middle with a margin', () => {
    expect(cropAround([square(100, 100, 100)], size)).toEqual({
      x: 65,
      y: 65,
      width: 170,
      height: 170,
    });
  });

  it('holds all masks and ends where the image does', () => {
    const crop = cropAround([square(0, 0, 10), square(200, 100, 10)], size);
    expect(crop).toMatchObject({ x: 0, y: 0 });
    expect(crop.width).toBeGreaterThan(210);
  });

  it('shows enough around a tiny object', () => {
    expect(cropAround([square(200, 100, 1)], size)).toMatchObject({ width: 48, height: 48 });
  });

  it('is the whole image without a mask', () => {
    expect(cropAround([], size)).toEqual({ x: 0, y: 0, width: 400, height: 300 });
  });
});
