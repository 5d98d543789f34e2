import * as fc from 'fast-check';
import type { Box } from '#core/geometry/box.ts';
import type { Point } from '#core/geometry/point.ts';
import type { Size } from '#core/geometry/size.ts';
import type { Prompt, PromptPoint } from '#core/prompt/prompt.ts';

/** Positions on an image, rims included, halves and whole numbers among them. */
export function imagePoints({ width, height }: Size): fc.Arbitrary<Point<'image'>> {
  return fc.record({ x: coordinate(width), y: coordinate(height) });
}

/** Prompts on an image: up to five points, with or without a box, empty ones too. */
export function prompts(size: Size): fc.Arbitrary<Prompt> {
  const label = fc.constantFrom('foreground' as const, 'background' as const);
  const point: fc.Arbitrary<PromptPoint> = fc.record({ at: imagePoints(size), label });
  return fc.record({
    points: fc.array(point, { maxLength: 5 }),
    box: fc.option(boxes(size), { nil: null }),
  });
}

function boxes(size: Size): fc.Arbitrary<Box<'image'>> {
  return fc.tuple(imagePoints(size), imagePoints(size)).map(([a, b]) => ({
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  }));
}

function coordinate(length: number): fc.Arbitrary<number> {
  return fc.oneof(
    fc.integer({ min: 0, max: 2 * length }).map((halves) => halves / 2),
    fc.double({ min: 0, max: length, noNaN: true }),
  );
}
