import { expect, it } from 'vitest';
import { rotateRing } from './rotateRing.ts';

it('turns clockwise on the screen, where y points down', () => {
  const { points } = rotateRing(
    { points: Float64Array.of(3, 1, 2, 1) },
    { x: 1, y: 1 },
    Math.PI / 2,
  );
  expect([...points].map((each) => Math.round(each * 1e9) / 1e9)).toEqual([1, 3, 1, 2]);
});
