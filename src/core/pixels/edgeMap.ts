import { clamp, type Box } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import type { Size } from '../geometry/size.ts';
import { colourGradient, normalCount, type ColourGradient } from './colourGradient.ts';
import { checkWindow, type PixelWindow } from './pixelWindow.ts';

/** Where edges run in a window, on the corners of its pixels; row-major. */
export interface EdgeMap {
  readonly box: Box<'image'>;
  readonly size: Size; // of the grid of corners: one more than the window's pixels
  readonly steepness: Float32Array; // levels per px
  readonly costs: Uint8Array; // of a step of one px that ends here, least on the crest of an edge
  readonly normals: Uint8Array; // across the edge, see `normalCount`
}

/**
 * Parts of a corner's cost. Tried on the Berkeley set, see `liveWireFrom`. What counts most is that an edge is
 * as good as any from the 70 % percentile on: measured against the steepest of the window, as in
 * the paper, weak outlines lose to the nearest strong edge. `offCrest` stands for the Laplacian's zero crossing.
 */
const weights = { length: 8, flatness: 100, offCrest: 60 };
const fullEdgeShare = 0.7;

/** Levels per px; less is noise, or a JPEG's blocks. */
const leastFullEdge = 4;

/** Cost: 512 × 512 in about 30 ms. */
export function prepareEdges(window: PixelWindow): EdgeMap {
  checkWindow(window);
  const gradient = colourGradient(window);
  const { size, steepness, normals } = gradient;
  const full = Math.max(leastFullEdge, percentileOf(steepness, fullEdgeShare));
  const costs = new Uint8Array(steepness.length);
  for (let i = 0; i < costs.length; i += 1) {
    const flatness = 1 - Math.min(1, (steepness[i] ?? 0) / full);
    const offCrest = isCrest(gradient, i) ? flatness : 1;
    costs[i] = weights.length + weights.flatness * flatness + weights.offCrest * offCrest;
  }
  return { box: window.box, size, steepness, costs, normals };
}

/** To a 256th of the largest; a sort of a whole window would take longer than all the rest. */
function percentileOf(values: Float32Array, share: number): number {
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  const counts = new Uint32Array(256);
  for (const value of values) {
    const bin = Math.floor((value / largest) * 255) || 0;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  let passed = 0;
  const bin = counts.findIndex((count) => (passed += count) > share * (values.length - 1));
  return (bin * largest) / 255;
}

/** Whether neither neighbour across the edge is steeper; on the window's rim, where one is not known, yes. */
function isCrest({ size, steepness, normals }: ColourGradient, corner: number): boolean {
  const { width } = size;
  const column = corner % width;
  if (column === 0 || column === width - 1) return true;
  const axis = Math.round(((normals[corner] ?? 0) * 4) / normalCount) % 4;
  const step = axis === 0 ? 1 : width + 2 - axis; // right, down right, down, down left
  const here = steepness[corner] ?? 0;
  return here >= (steepness[corner - step] ?? 0) && here >= (steepness[corner + step] ?? 0);
}

/** Index of the corner nearest to a point; null for what is no number. */
export function cornerAt({ box, size }: EdgeMap, at: Point<'image'>): number | null {
  const column = Math.round(((at.x - box.x) * (size.width - 1)) / box.width);
  const row = Math.round(((at.y - box.y) * (size.height - 1)) / box.height);
  if (Number.isNaN(column) || Number.isNaN(row)) return null;
  return clamp(row, 0, size.height - 1) * size.width + clamp(column, 0, size.width - 1);
}

/** Where a corner lies in the image. */
export function pointOfCorner({ box, size }: EdgeMap, corner: number): Point<'image'> {
  const column = corner % size.width;
  const row = (corner - column) / size.width;
  return {
    x: box.x + (column * box.width) / (size.width - 1),
    y: box.y + (row * box.height) / (size.height - 1),
  };
}

/**
 * The corner with the strongest edge around a point, of equals the nearest; the point itself where there
 * is none. For a hand that is up to 3 px off, a radius of 3 brought the ways of the Berkeley set a little nearer
 * to the outlines; one of 5 led to edges of something else.
 *
 * @param radius image px
 */
export function snapToEdge(edges: EdgeMap, at: Point<'image'>, radius: number): Point<'image'> {
  const { box, size, steepness } = edges;
  const reachX = Math.ceil((radius * (size.width - 1)) / box.width);
  const reachY = Math.ceil((radius * (size.height - 1)) / box.height);
  const middle = cornerAt(edges, at);
  if (middle === null) return at;
  const column = middle % size.width;
  const row = (middle - column) / size.width;
  let best = { point: at, steepness: leastFullEdge, distance: Infinity };
  for (let y = Math.max(0, row - reachY); y <= Math.min(size.height - 1, row + reachY); y += 1) {
    for (
      let x = Math.max(0, column - reachX);
      x <= Math.min(size.width - 1, column + reachX);
      x += 1
    ) {
      const corner = y * size.width + x;
      const found = steepness[corner] ?? 0;
      if (found < best.steepness) continue;
      const point = pointOfCorner(edges, corner);
      const distance = Math.hypot(point.x - at.x, point.y - at.y);
      if (distance > radius || (found === best.steepness && distance >= best.distance)) continue;
      best = { point, steepness: found, distance };
    }
  }
  return best.point;
}
