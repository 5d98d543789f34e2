import { type Bridge, EdgeTree, type RimPlace } from './edgeTree.ts';
import type { Polygon } from './polygon.ts';
import { orientRings } from './polygonParts.ts';
import type { Ring } from './ring.ts';

/**
 * The polygon as one ring, for formats that know no other: its rings, joined by slits to there and back
 * along the same line, which enclose nothing. Each slit is the shortest between what it joins, from
 * points of the rings or places on level and upright edges; oblique edges are never parted, so that
 * not even a rounding tells the ring from the polygon. Filled even-odd it is the very same pixels at
 * pixel centres; filled nonzero too where the rings do not cross. What draws outlines draws the slits:
 * those to holes run over filled ground, those between parts do not.
 * A polygon of one ring comes back as it is. Points that are not finite are left out.
 * Cost: points × log² points for each halving of the number of rings.
 */
export function bridgeRings(polygon: Polygon): Ring {
  const rings = polygon.rings.map(finiteRing).filter(({ points }) => points.length > 0);
  const [first] = rings;
  if (!first) return { points: new Float64Array(0) };
  if (rings.length === 1) return first;
  const oriented = orientRings({ rings }).rings;
  return { points: walk(oriented, shortestBridges(oriented)) };
}

/** Just enough bridges to join all rings, of the least total length (Borůvka 1926). */
function shortestBridges(rings: readonly Ring[]): readonly Bridge[] {
  const tree = new EdgeTree(rings);
  const joined = new Components(rings.length);
  const bridges: Bridge[] = [];
  for (let isDone = false; !isDone;) {
    isDone = true;
    for (const bridge of nearestOfEach(tree, joined)) {
      if (!joined.join(bridge.from.ring, bridge.to.ring)) continue;
      bridges.push(bridge);
      isDone = false;
    }
    tree.relabel((ring) => joined.of(ring));
  }
  return bridges;
}

/** The shortest way out of each component, in the order of their first rings. */
function nearestOfEach(tree: EdgeTree, joined: Components): Iterable<Bridge> {
  const best = new Map<number, Bridge>();
  for (let edge = 0; edge < tree.edgeCount; edge += 1) {
    const component = joined.of(tree.ringOf(edge));
    const bridge = tree.nearest(edge, best.get(component)?.squaredLength ?? Infinity);
    if (bridge) best.set(component, bridge);
  }
  return best.values();
}

/** Which rings are joined already. */
class Components {
  readonly #parents: Int32Array;

  constructor(count: number) {
    this.#parents = Int32Array.from({ length: count }, (_, i) => i);
  }

  of(ring: number): number {
    let root = ring;
    while (this.#parents[root] !== root) {
      this.#parents[root] = this.#parents[this.#parents[root] ?? 0] ?? 0;
      root = this.#parents[root] ?? 0;
    }
    return root;
  }

  /** False when they are joined already. */
  join(a: number, b: number): boolean {
    const from = this.of(a);
    const to = this.of(b);
    this.#parents[Math.max(from, to)] = Math.min(from, to);
    return from !== to;
  }
}

/** A place on a ring where the walk goes on, or leaves for other rings. */
interface Stop {
  readonly edge: number;
  readonly x: number;
  readonly y: number;
  readonly exits: RimPlace[]; // on other rings
}

/** Goes once round every ring, over each bridge there and back. x0, y0, x1, y1, … */
function walk(rings: readonly Ring[], bridges: readonly Bridge[]): Float64Array {
  const stops = stopsOf(rings, bridges);
  const path = new Path();
  const open: Visit[] = [visitOf(stops, { ring: 0, start: 0, from: -1 })];
  for (let visit = open.at(-1); visit; visit = open.at(-1)) {
    const stop = visit.stops[(visit.start + visit.done) % visit.stops.length];
    if (!stop) {
      open.pop();
      continue;
    }
    path.add(stop);
    const exit = stop.exits[visit.exits];
    if (visit.done === visit.stops.length) open.pop();
    else if (!exit) visit.next();
    else {
      visit.exits += 1;
      if (exit.ring === visit.from) continue; // the bridge that it came over
      const start = (stops[exit.ring] ?? []).findIndex((each) => isAt(each, exit));
      open.push(visitOf(stops, { ring: exit.ring, start, from: visit.ring }));
    }
  }
  return path.closed();
}

/** Where the walk is on one ring. */
class Visit {
  readonly ring: number;
  readonly from: number; // ring
  readonly start: number; // stop
  readonly stops: readonly Stop[];
  done = 0; // stops
  exits = 0; // of the stop

  constructor(stops: readonly Stop[], { ring, start, from }: Way) {
    this.stops = stops;
    this.ring = ring;
    this.start = start;
    this.from = from;
  }

  next(): void {
    this.done += 1;
    this.exits = 0;
  }
}

interface Way {
  readonly ring: number;
  readonly start: number;
  readonly from: number;
}

function visitOf(stops: readonly (readonly Stop[])[], way: Way): Visit {
  return new Visit(stops[way.ring] ?? [], way);
}

/** The points of each ring in their order, with the ends of bridges on its edges among them. */
function stopsOf(rings: readonly Ring[], bridges: readonly Bridge[]): readonly (readonly Stop[])[] {
  const ends = rings.map((): (Stop & { readonly exits: RimPlace[] })[] => []);
  const add = (at: RimPlace, exit: RimPlace): void => {
    const { edge, x, y } = at;
    ends[at.ring]?.push({ edge, x, y, exits: [exit] });
  };
  for (const { from, to } of bridges) {
    add(from, to);
    add(to, from);
  }
  return rings.map((ring, i) => mergedStops(ring, ends[i] ?? []));
}

function mergedStops({ points }: Ring, ends: readonly Stop[]): readonly Stop[] {
  const along = (stop: Stop): number =>
    Math.abs(stop.x - (points[2 * stop.edge] ?? 0)) +
    Math.abs(stop.y - (points[2 * stop.edge + 1] ?? 0));
  const sorted = ends.toSorted((a, b) => a.edge - b.edge || along(a) - along(b));
  const stops: Stop[] = [];
  let next = 0;
  for (let edge = 0; 2 * edge < points.length; edge += 1) {
    let last: Stop = { edge, x: points[2 * edge] ?? 0, y: points[2 * edge + 1] ?? 0, exits: [] };
    stops.push(last);
    for (let end = sorted[next]; end?.edge === edge; end = sorted[(next += 1)]) {
      if (isAt(last, end)) {
        last.exits.push(...end.exits);
        continue;
      }
      last = { ...end, exits: [...end.exits] };
      stops.push(last);
    }
  }
  return stops;
}

function isAt(stop: Stop, { edge, x, y }: Pick<RimPlace, 'edge' | 'x' | 'y'>): boolean {
  return stop.edge === edge && stop.x === x && stop.y === y;
}

/** Collects points; one that repeats the last is passed over. */
class Path {
  readonly #points: number[] = [];

  add({ x, y }: Stop): void {
    if (this.#points.at(-2) !== x || this.#points.at(-1) !== y) this.#points.push(x, y);
  }

  /** Without the point that closes it. */
  closed(): Float64Array {
    const [x, y] = this.#points;
    const isClosed = this.#points.at(-2) === x && this.#points.at(-1) === y;
    return Float64Array.from(isClosed ? this.#points.slice(0, -2) : this.#points);
  }
}

function finiteRing(ring: Ring): Ring {
  if (ring.points.every(Number.isFinite)) return ring;
  const kept: number[] = [];
  for (let i = 0; i + 1 < ring.points.length; i += 2) {
    const x = ring.points[i] ?? NaN;
    const y = ring.points[i + 1] ?? NaN;
    if (Number.isFinite(x) && Number.isFinite(y)) kept.push(x, y);
  }
  return { points: Float64Array.from(kept) };
}
