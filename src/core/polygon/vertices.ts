import type { Box } from '../geometry/box.ts';
import { boxContains, clamp } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import type { Size } from '../geometry/size.ts';
import type { Polygon } from './polygon.ts';
import type { Ring } from './ring.ts';

/** One point of a polygon by its place. */
export interface VertexRef {
  readonly ring: number; // index in `rings`
  readonly index: number; // of the point in the ring
}

/** A place on an edge of a polygon. */
export interface EdgeSpot {
  readonly ring: number; // index in `rings`
  readonly edge: number; // from point `edge` to the one behind it
  readonly at: Point<'image'>; // on the edge
}

/** The point of the polygon nearest to a place, none further than `reachPx` (image px); else null. */
export function nearestVertex(
  polygon: Polygon,
  at: Point<'image'>,
  reachPx: number,
): VertexRef | null {
  let best: VertexRef | null = null;
  let bestSquare = reachPx * reachPx;
  for (const [ring, { points }] of polygon.rings.entries()) {
    for (let i = 0; i < points.length; i += 2) {
      const dx = (points[i] ?? 0) - at.x;
      const dy = (points[i + 1] ?? 0) - at.y;
      const square = dx * dx + dy * dy;
      if (square < bestSquare || (square === bestSquare && best === null)) {
        best = { ring, index: i / 2 };
        bestSquare = square;
      }
    }
  }
  return best;
}

/** The place on the polygon's edges nearest to another, none further than `reachPx`; else null. */
export function nearestEdge(
  polygon: Polygon,
  at: Point<'image'>,
  reachPx: number,
): EdgeSpot | null {
  let best: EdgeSpot | null = null;
  let bestSquare = reachPx * reachPx;
  for (const [ring, { points }] of polygon.rings.entries()) {
    for (let i = 0; i < points.length; i += 2) {
      const next = (i + 2) % points.length;
      const x0 = points[i] ?? 0;
      const y0 = points[i + 1] ?? 0;
      const dx = (points[next] ?? 0) - x0;
      const dy = (points[next + 1] ?? 0) - y0;
      const length = dx * dx + dy * dy;
      const share = length === 0 ? 0 : clamp(((at.x - x0) * dx + (at.y - y0) * dy) / length, 0, 1);
      const x = x0 + share * dx;
      const y = y0 + share * dy;
      const square = (x - at.x) * (x - at.x) + (y - at.y) * (y - at.y);
      if (square < bestSquare || (square === bestSquare && best === null)) {
        best = { ring, edge: i / 2, at: { x, y } };
        bestSquare = square;
      }
    }
  }
  return best;
}

/** The polygon with one more point on an edge; it becomes point `edge + 1` of its ring. */
export function insertVertex(polygon: Polygon, { ring, edge, at }: EdgeSpot): Polygon {
  return replaceRing(polygon, ring, ({ points }) => {
    const grown = new Float64Array(points.length + 2);
    const place = 2 * edge + 2;
    grown.set(points.subarray(0, place));
    grown.set([at.x, at.y], place);
    grown.set(points.subarray(place), place + 2);
    return { points: grown };
  });
}

/**
 * The polygon without some of its points. A ring that is left with fewer than three goes; null when
 * no ring would be left.
 */
export function deleteVertices(polygon: Polygon, refs: readonly VertexRef[]): Polygon | null {
  const chosen = chosenPoints(polygon, refs);
  const rings: Ring[] = [];
  for (const [i, ring] of polygon.rings.entries()) {
    const flags = chosen[i];
    if (!flags) rings.push(ring);
    else {
      const points = ring.points.filter((_, k) => flags[k >> 1] !== 1);
      if (points.length >= 6) rings.push({ points });
    }
  }
  return rings.length > 0 ? { rings } : null;
}

/** How far points move, image px, and the image they stay on. */
export interface VertexMove {
  readonly dx: number;
  readonly dy: number;
  readonly size: Size;
}

/**
 * The polygon with some points moved, together, so that they keep their distances: at the rim of the
 * image all of them stop. A move that is no number leaves everything where it is.
 */
export function moveVertices(
  polygon: Polygon,
  refs: readonly VertexRef[],
  { dx, dy, size }: VertexMove,
): Polygon {
  if (!(Number.isFinite(dx) && Number.isFinite(dy))) return polygon;
  const chosen = chosenPoints(polygon, refs);
  const step = [
    roomFor(dx, rangeOf(polygon, chosen, 0), size.width),
    roomFor(dy, rangeOf(polygon, chosen, 1), size.height),
  ];
  const limits = [size.width, size.height];
  const rings = polygon.rings.map((ring, i) => {
    const flags = chosen[i];
    if (!flags) return ring;
    const points = ring.points.map((value, k) =>
      flags[k >> 1] === 1 ? clamp(value + (step[k & 1] ?? 0), 0, limits[k & 1] ?? 0) : value,
    );
    return { points };
  });
  return { rings };
}

/** The points inside a box or on its rim, ring by ring. */
export function verticesInBox(polygon: Polygon, box: Box<'image'>): readonly VertexRef[] {
  const found: VertexRef[] = [];
  for (const [ring, { points }] of polygon.rings.entries()) {
    for (let i = 0; i < points.length; i += 2) {
      const at: Point<'image'> = { x: points[i] ?? 0, y: points[i + 1] ?? 0 };
      if (boxContains(box, at)) found.push({ ring, index: i / 2 });
    }
  }
  return found;
}

/** For each ring with a chosen point a flag per point; refs to nowhere are passed over. */
function chosenPoints(
  polygon: Polygon,
  refs: readonly VertexRef[],
): readonly (Uint8Array | undefined)[] {
  const chosen: (Uint8Array | undefined)[] = polygon.rings.map(() => undefined);
  for (const { ring, index } of refs) {
    const length = (polygon.rings[ring]?.points.length ?? 0) / 2;
    if (!(index >= 0 && index < length)) continue;
    const flags = (chosen[ring] ??= new Uint8Array(length));
    flags[index] = 1;
  }
  return chosen;
}

const noFlags = new Uint8Array();

/** Least and greatest coordinate of the chosen points; axis 0 is x, 1 is y. */
function rangeOf(
  polygon: Polygon,
  chosen: readonly (Uint8Array | undefined)[],
  axis: 0 | 1,
): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const [ring, { points }] of polygon.rings.entries()) {
    const flags = chosen[ring] ?? noFlags;
    for (let i = 0; i < flags.length; i += 1) {
      if (flags[i] !== 1) continue;
      const value = points[2 * i + axis] ?? 0;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return [low, high];
}

/** As much of a step as a range of coordinates may take and stay in 0…limit. */
function roomFor(step: number, [low, high]: readonly [number, number], limit: number): number {
  return step < 0 ? Math.max(step, Math.min(0, -low)) : Math.min(step, Math.max(0, limit - high));
}

function replaceRing(polygon: Polygon, index: number, change: (ring: Ring) => Ring): Polygon {
  return { rings: polygon.rings.map((ring, i) => (i === index ? change(ring) : ring)) };
}
