import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Size } from '#core/geometry/size.ts';
import { decodeRle, encodeMask } from '#core/mask/codec.ts';
import { areaOf, maskContains } from '#core/mask/measures.ts';
import type { PromptPoint } from '#core/prompt/prompt.ts';
import { masks } from '#testing/arbitraries.ts';
import { withPointsObeyed } from './clickFacts.ts';

describe('withPointsObeyed', () => {
  it('adds a disc around a foreground point on background', () => {
    const mask = encodeMask({ size: { width: 9, height: 9 }, pixels: new Uint8Array(81) });
    const obeyed = withPointsObeyed(mask, [point(4.5, 4.5, 'foreground')], 1);
    expect(areaOf(obeyed)).toBe(5);
    expect(maskContains(obeyed, { x: 4, y: 3 })).toBe(true);
  });

  it('makes the disc smaller where a point of the other label is near', () => {
    const mask = encodeMask({ size: { width: 9, height: 9 }, pixels: new Uint8Array(81) });
    const points = [point(5.5, 4.5, 'background'), point(4.5, 4.5, 'foreground')];
    expect(areaOf(withPointsObeyed(mask, points, 3))).toBe(1);
  });

  it('leaves a mask alone that obeys already, and points beside the image', () => {
    const mask = encodeMask({ size: { width: 2, height: 1 }, pixels: Uint8Array.of(1, 0) });
    const points = [point(0.5, 0.5, 'foreground'), point(1, 0, 'background')];
    expect(withPointsObeyed(mask, [...points, point(7, 0, 'foreground')], 2)).toEqual(mask);
  });
});

describe('properties', () => {
  it('holds every point of which no newer one denies the pixel', () => {
    fc.assert(
      fc.property(situations(), fc.integer({ min: 0, max: 4 }), ({ mask, points }, radius) => {
        const obeyed = withPointsObeyed(encodeMask(mask), points, radius);
        for (const [index, { at, label }] of points.entries()) {
          if (points.slice(index + 1).some((newer) => isSamePixel(newer, at))) continue;
          expect(maskContains(obeyed, at)).toBe(label === 'foreground');
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('changes nothing farther from the points than the radius, and stays canonical', () => {
    fc.assert(
      fc.property(situations(), fc.integer({ min: 0, max: 4 }), ({ mask, points }, radius) => {
        const obeyed = withPointsObeyed(encodeMask(mask), points, radius);
        const after = decodeRle(obeyed);
        expect(encodeMask(after)).toEqual(obeyed);
        const far = after.pixels.every((value, i) => {
          const x = i % mask.size.width;
          const y = Math.floor(i / mask.size.width);
          const isNear = points.some(
            ({ at }) => Math.hypot(Math.floor(at.x) - x, Math.floor(at.y) - y) <= radius + 1e-9,
          );
          return isNear || value === mask.pixels[i];
        });
        expect(far).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

function situations() {
  return masks(8).chain((mask) =>
    fc.record({ mask: fc.constant(mask), points: fc.array(pointsOn(mask.size), { maxLength: 6 }) }),
  );
}

function pointsOn({ width, height }: Size): fc.Arbitrary<PromptPoint> {
  return fc
    .tuple(
      fc.integer({ min: 0, max: width - 1 }),
      fc.integer({ min: 0, max: height - 1 }),
      fc.constantFrom('foreground' as const, 'background' as const),
    )
    .map(([x, y, label]) => point(x + 0.5, y + 0.25, label));
}

function point(x: number, y: number, label: PromptPoint['label']): PromptPoint {
  return { at: { x, y }, label };
}

function isSamePixel({ at }: PromptPoint, other: PromptPoint['at']): boolean {
  return Math.floor(at.x) === Math.floor(other.x) && Math.floor(at.y) === Math.floor(other.y);
}
