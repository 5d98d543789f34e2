import type { Size } from '#core/geometry/size.ts';
import { squaredDistanceTransform } from '#core/metrics/distanceTransform.ts';

/**
 * How near the middle of the mask a cell lies: its depth as a share of the deepest cell's, 0…1;
 * 0 outside of the mask. People click what they mean near its middle, so the mask meant has it high.
 */
export function centrednessOf(mask: Uint8Array, size: Size, index: number): number {
  const distances = squaredDistanceTransform({ size, pixels: mask });
  let deepest = 0;
  for (const distance of distances) deepest = Math.max(deepest, distance);
  return deepest === 0 ? 0 : Math.sqrt((distances[index] ?? 0) / deepest);
}

/** The share of the raster's outermost cells that the mask covers, 0…1: high for sky, road, wall. */
export function rimShareOf(mask: Uint8Array, { width, height }: Size): number {
  let covered = 0;
  let count = 0;
  for (let y = 0; y < height; y += 1) {
    const step = y === 0 || y === height - 1 ? 1 : Math.max(1, width - 1);
    for (let x = 0; x < width; x += step) {
      covered += mask[y * width + x] ?? 0;
      count += 1;
    }
  }
  return covered / count;
}
