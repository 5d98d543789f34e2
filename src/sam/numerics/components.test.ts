import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masks } from '#testing/arbitraries.ts';
import { componentsOf } from './components.ts';

describe('componentsOf', () => {
  it('parts what touches by a corner only, and numbers in reading order', () => {
    const mask = Uint8Array.of(0, 1, 1, 1, 0, 0, 1, 0, 1);
    const { labels, count } = componentsOf(mask, { width: 3, height: 3 });
    expect([...labels]).toEqual([0, 1, 1, 2, 0, 0, 2, 0, 3]);
    expect(count).toBe(3);
  });
});

describe('properties', () => {
  it('gives neighbours in a mask one number, and only foreground any', () => {
    fc.assert(
      fc.property(masks(12), ({ size, pixels }) => {
        const { labels, count } = componentsOf(pixels, size);
        expect(new Set(labels.filter((label) => label > 0)).size).toBe(count);
        for (let i = 0; i < pixels.length; i += 1) {
          expect((labels[i] ?? 0) > 0).toBe(pixels[i] !== 0);
          const below = i + size.width;
          if (pixels[i] && pixels[below]) expect(labels[below]).toBe(labels[i]);
          const isRowEnd = i % size.width === size.width - 1;
          if (!isRowEnd && pixels[i] && pixels[i + 1]) expect(labels[i + 1]).toBe(labels[i]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
