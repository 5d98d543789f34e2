import { describe, expect, it } from 'vitest';
import { imageRecord } from '#testing/records.ts';
import { duplicatesOf } from './duplicateOf.ts';

describe('duplicatesOf', () => {
  it('leads every twin to the first of its kind, and leaves out who has none', () => {
    const images = [
      imageRecord(1, { contentHash: 'a', perceptualHash: '0f1e2d3c4b5a6978' }),
      imageRecord(2, { contentHash: 'b', perceptualHash: 'f0e1d2c3b4a59687' }),
      imageRecord(3, { contentHash: 'c', perceptualHash: '0f1e2d3c4b5a6979' }), // one bit from the first
      imageRecord(4, { contentHash: 'b', perceptualHash: null }),
      imageRecord(5),
    ];
    const [one, two, three, four] = images.map(({ id }) => id);
    const expected = [
      [one, one],
      [two, two],
      [three, one],
      [four, two],
    ] as const;
    expect(duplicatesOf(images)).toEqual(new Map(expected));
  });
});
