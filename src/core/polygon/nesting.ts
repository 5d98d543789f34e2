import { type Ring, signedAreaOf } from './ring.ts';

/** How the rings of a polygon lie in each other. */
export interface Nesting {
  readonly depths: Int32Array; // per ring how many others it lies in; even: outer ring, odd: hole
  readonly parents: Int32Array; // per ring the smallest it lies in; -1: none
}

/**
 * Which ring lies in which, for rings that do not cross; they may touch. Of two equal rings the later
 * lies in the earlier. Which way they turn plays no role.
 * Cost: a sweep over the edges from left to right; at each ring the edges above and below its left end.
 */
export function nestingOf(rings: readonly Ring[]): Nesting {
  const areas = rings.map((ring) => Math.abs(signedAreaOf(ring)));
  const depths = new Int32Array(rings.length);
  const parents = new Int32Array(rings.length).fill(-1);
  const probes = rings
    .map((ring, index) => ({ ring: index, ...probeIn(ring) }))
    .toSorted((a, b) => a.x - b.x);
  const edges = edgesFromTheLeft(rings);
  let active: Edge[] = [];
  let next = 0;
  for (const { ring, x, y } of probes) {
    for (let edge = edges[next]; edge && edge.x0 <= x; edge = edges[(next += 1)]) active.push(edge);
    active = active.filter((edge) => x < edge.x1);
    const inside = new Set<number>(); // rings with an odd number of edges above the probe
    for (const edge of active) {
      if (heightAt(edge, x) <= y && !inside.delete(edge.ring)) inside.add(edge.ring);
    }
    for (const other of inside) {
      if (!isBigger(areas, other, ring)) continue;
      depths[ring] = (depths[ring] ?? 0) + 1;
      const parent = parents[ring] ?? -1;
      if (parent < 0 || isBigger(areas, parent, other)) parents[ring] = other;
    }
  }
  return { depths, parents };
}

/** A place inside a ring, image px; inside of no ring when it has no area. */
function probeIn({ points }: Ring): { readonly x: number; readonly y: number } {
  let left = Infinity;
  let second = Infinity;
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] ?? 0;
    if (x < left) [left, second] = [x, left];
    else if (x > left && x < second) second = x;
  }
  const x = (left + second) / 2;
  const heights = edgesFromTheLeft([{ points }])
    .filter((edge) => edge.x0 <= x && x < edge.x1)
    .map((edge) => heightAt(edge, x))
    .toSorted((a, b) => a - b);
  const [top = NaN, bottom = NaN] = heights;
  return { x, y: (top + bottom) / 2 };
}

interface Edge {
  readonly ring: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number; // > x0
  readonly y1: number;
}

/** All edges but the upright ones, each from its left end, by that. */
function edgesFromTheLeft(rings: readonly Ring[]): readonly Edge[] {
  const edges: Edge[] = [];
  for (const [ring, { points }] of rings.entries()) {
    let fromX = points.at(-2) ?? 0;
    let fromY = points.at(-1) ?? 0;
    for (let i = 0; i < points.length; i += 2) {
      const toX = points[i] ?? 0;
      const toY = points[i + 1] ?? 0;
      if (fromX < toX) edges.push({ ring, x0: fromX, y0: fromY, x1: toX, y1: toY });
      if (fromX > toX) edges.push({ ring, x0: toX, y0: toY, x1: fromX, y1: fromY });
      fromX = toX;
      fromY = toY;
    }
  }
  return edges.toSorted((a, b) => a.x0 - b.x0);
}

function heightAt({ x0, y0, x1, y1 }: Edge, x: number): number {
  return y0 + (x - x0) * ((y1 - y0) / (x1 - x0));
}

/** Whether a ring may hold another by its area; of equal ones the earlier. */
function isBigger(areas: readonly number[], a: number, b: number): boolean {
  const areaA = areas[a] ?? 0;
  const areaB = areas[b] ?? 0;
  return areaA > areaB || (areaA === areaB && a < b);
}
