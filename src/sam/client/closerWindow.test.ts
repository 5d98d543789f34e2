import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closerWindow, isWellInside } from './closerWindow.ts';

const photo = { width: 4000, height: 3000 };
const look = { inputSide: 1024, longestSide: 640 };

describe('closerWindow', () => {
  it('looks closer at a small object of a large photo', () => {
    const target = closerWindow({ x: 1000, y: 800, width: 200, height: 150 }, photo, look);
    expect(target?.longestSide).toBe(640);
    expect(target?.window.width).toBeLessThan(600);
    expect(target?.window.width).toBe(target?.window.height);
  });

  it('does not for an object that fills a good part of the photo', () => {
    expect(closerWindow({ x: 500, y: 500, width: 1500, height: 900 }, photo, look)).toBeNull();
  });

  it('does not on a photo that is smaller than what the model sees anyway', () => {
    const small = { width: 481, height: 321 };
    expect(closerWindow({ x: 50, y: 50, width: 40, height: 40 }, small, look)).toBeNull();
  });

  it('takes the same window when the object grows or moves a little', () => {
    const first = closerWindow({ x: 1000, y: 800, width: 200, height: 150 }, photo, look);
    const moved = closerWindow({ x: 1004, y: 802, width: 206, height: 152 }, photo, look);
    expect(moved).toEqual(first);
  });
});

describe('properties', () => {
  const imageSize = fc.record({
    width: fc.integer({ min: 100, max: 8000 }),
    height: fc.integer({ min: 100, max: 8000 }),
  });
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  it('gives whole pixels inside the image, with the object well inside', () => {
    fc.assert(
      fc.property(imageSize, fc.tuple(share, share, share, share), (size, shares) => {
        const [left, top, wide, high] = shares;
        const x = Math.floor(left * (size.width - 1));
        const y = Math.floor(top * (size.height - 1));
        const width = Math.max(1, Math.floor(wide * (size.width - x) * 0.2));
        const height = Math.max(1, Math.floor(high * (size.height - y) * 0.2));
        const object = { x, y, width, height };
        const target = closerWindow(object, size, look);
        if (!target) return;
        const { window } = target;
        for (const value of Object.values(window)) expect(Number.isInteger(value)).toBe(true);
        expect(window.x + window.width).toBeLessThanOrEqual(size.width);
        expect(window.y + window.height).toBeLessThanOrEqual(size.height);
        expect(isWellInside(object, window, size)).toBe(true);
      }),
    );
  });
});
