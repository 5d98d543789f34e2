import type { Box } from '../geometry/box.ts';

/** Intersection over union of two boxes, 0…1; 0 where both are empty. */
export function iouOfBoxes(a: Box<'image'>, b: Box<'image'>): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const shared = Math.max(0, width) * Math.max(0, height);
  const union = a.width * a.height + b.width * b.height - shared;
  return union === 0 ? 0 : shared / union;
}
