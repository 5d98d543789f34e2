import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { areaOf } from '../mask/measures.ts';
import { encodeMask } from '../mask/codec.ts';
import { labelMapOf } from './labelMap.ts';

const size = { width: 5, height: 4 };
const masks = fc.array(
  fc.uint8Array({ minLength: 20, maxLength: 20, max: 1 }).map((pixels) => ({ size, pixels })),
  { maxLength: 5 },
);

it('gives each pixel to the last mask that holds it, and counts what the others lost', () => {
  fc.assert(
    fc.property(masks, (all) => {
      const rles = all.map(encodeMask);
      const { labels, visibleAreas, hiddenAreas } = labelMapOf(size, rles);
      const expected = Array.from(
        { length: 20 },
        (_, i) => all.findLastIndex(({ pixels }) => pixels[i] === 1) + 1,
      );
      expect([...labels]).toEqual(expected);
      for (const [index, rle] of rles.entries()) {
        expect(visibleAreas[index]).toBe(expected.filter((label) => label === index + 1).length);
        expect((visibleAreas[index] ?? 0) + (hiddenAreas[index] ?? 0)).toBe(areaOf(rle));
      }
    }),
  );
});
