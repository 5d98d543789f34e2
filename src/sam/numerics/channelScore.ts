import type { Size } from '#core/geometry/size.ts';
import type { BinaryMask } from '#core/mask/rle.ts';
import { squaredDistanceTransform } from '#core/metrics/distanceTransform.ts';
import type { RasterPart } from './boxMean.ts';

/**
 * How near the middle of the mask a cell lies: its depth as a share of the deepest cell's, 0…1;
 * 0 outside of the mask. People click what they mean near its middle, so the mask meant has it high.
 */
export function centrednessOf(mask: Uint8Array, size: Size, index: number): number {
  if (mask[index] === 0) return 0;
  const bounds = boundsOfCells(mask, size);
  const x = (index % size.width) - bounds.x;
  const y = Math.floor(index / size.width) - bounds.y;
  if (!(x >= 0 && y >= 0 && x < bounds.width && y < bounds.height)) return 0;
  // all around lies background, so the rest of the raster does not matter
  const distances = squaredDistanceTransform(cropped(mask, size, bounds));
  let deepest = 0;
  for (let i = 0; i < distances.length; i += 1) deepest = Math.max(deepest, distances[i] ?? 0);
  return deepest === 0 ? 0 : Math.sqrt((distances[y * bounds.width + x] ?? 0) / deepest);
}

function boundsOfCells(mask: Uint8Array, { width, height }: Size): RasterPart {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    let first = 0;
    while (first < width && mask[row + first] === 0) first += 1;
    if (first === width) continue;
    let last = width - 1;
    while (mask[row + last] === 0) last -= 1;
    left = Math.min(left, first);
    right = Math.max(right, last);
    top = Math.min(top, y);
    bottom = y;
  }
  return {
    x: left,
    y: top,
    width: Math.max(0, right - left + 1),
    height: Math.max(0, bottom - top + 1),
  };
}

function cropped(mask: Uint8Array, { width }: Size, part: RasterPart): BinaryMask {
  const pixels = new Uint8Array(part.width * part.height);
  for (let y = 0; y < part.height; y += 1) {
    const start = (part.y + y) * width + part.x;
    pixels.set(mask.subarray(start, start + part.width), y * part.width);
  }
  return { size: { width: part.width, height: part.height }, pixels };
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

/** Cells that are 1. */
export function areaOfCells(mask: Uint8Array): number {
  let area = 0;
  for (let i = 0; i < mask.length; i += 1) area += mask[i] ?? 0;
  return area;
}
