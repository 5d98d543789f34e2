import type { BrushDab, BrushShape } from '#core/mask/strokeMask.ts';
import type { Stroke } from './stroke.ts';

/** By the first dab of a stroke, which stays the same while the stroke grows. */
const paths = new WeakMap<BrushDab, { readonly path: Path2D; dabCount: number }>();

/**
 * All that a stroke covers as one path in image px, to be filled by the nonzero rule. What was there at
 * the last call is kept, so that a move costs the same however long the stroke is.
 */
export function strokePath({ dabs, shape }: Stroke): Path2D {
  const [first] = dabs;
  if (!first) return new Path2D();
  const kept = paths.get(first) ?? { path: new Path2D(), dabCount: 0 };
  for (let i = kept.dabCount; i < dabs.length; i += 1) {
    const dab = dabs[i];
    if (dab) addDab(kept.path, dabs[i - 1] ?? null, { dab, shape });
  }
  kept.dabCount = dabs.length;
  paths.set(first, kept);
  return kept.path;
}

interface ShapedDab {
  readonly dab: BrushDab;
  readonly shape: BrushShape;
}

/** The dab, and the way to it; all turn the same way round, so that none takes from another. */
function addDab(path: Path2D, former: BrushDab | null, { dab, shape }: ShapedDab): void {
  const { at, radius } = dab;
  if (shape === 'round') {
    path.moveTo(at.x + radius, at.y);
    path.arc(at.x, at.y, radius, 0, 2 * Math.PI);
    if (former) addPolygon(path, tangentPoints(former, dab));
  } else {
    addPolygon(path, convexHull([...(former ? cornersOf(former) : []), ...cornersOf(dab)]));
  }
}

type Pair = readonly [number, number];

function addPolygon(path: Path2D, [first, ...rest]: readonly Pair[]): void {
  if (!first) return;
  path.moveTo(...first);
  for (const pair of rest) path.lineTo(...pair);
  path.closePath();
}

function cornersOf({ at, radius }: BrushDab): readonly Pair[] {
  return [-radius, radius].flatMap((dx) =>
    [-radius, radius].map((dy): Pair => [at.x + dx, at.y + dy]),
  );
}

/** Where the two outer tangents of two discs touch; none when one disc holds the other. */
function tangentPoints(a: BrushDab, b: BrushDab): readonly Pair[] {
  const dx = b.at.x - a.at.x;
  const dy = b.at.y - a.at.y;
  const distance = Math.hypot(dx, dy);
  if (distance <= Math.abs(a.radius - b.radius)) return [];
  const cosine = (a.radius - b.radius) / distance;
  const sine = Math.sqrt(1 - cosine * cosine);
  const points = [sine, -sine].flatMap((side) => {
    const normalX = (dx * cosine - dy * side) / distance;
    const normalY = (dy * cosine + dx * side) / distance;
    return [a, b].map(({ at, radius }): Pair => [at.x + radius * normalX, at.y + radius * normalY]);
  });
  return convexHull(points);
}

/** The hull, turning from x to y as arcs do. Source: Andrew 1979, the monotone chain. */
function convexHull(points: readonly Pair[]): readonly Pair[] {
  const sorted = points.toSorted(([ax, ay], [bx, by]) => ax - bx || ay - by);
  return [...halfHull(sorted), ...halfHull(sorted.toReversed())];
}

/** One side of the hull without its last point, which begins the other side. */
function halfHull(sorted: readonly Pair[]): readonly Pair[] {
  const chain: Pair[] = [];
  for (const pair of sorted) {
    while (chain.length > 1 && !turnsOn(chain.at(-2), chain.at(-1), pair)) chain.pop();
    chain.push(pair);
  }
  return chain.slice(0, -1);
}

function turnsOn(a: Pair | undefined, b: Pair | undefined, [cx, cy]: Pair): boolean {
  const [ax, ay] = a ?? [0, 0];
  const [bx, by] = b ?? [0, 0];
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) > 0;
}
