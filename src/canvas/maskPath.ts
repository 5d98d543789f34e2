import type { Annotation } from '#core/annotation/annotation.ts';
import type { Rle } from '#core/mask/rle.ts';
import type { Polygon } from '#core/polygon/polygon.ts';
import { traceRings } from '#core/polygon/traceRings.ts';

/** What an object is drawn from: the rings where they are its master, else its mask. */
export type Outline = Rle | Polygon;

/** The finest level has every corner; each further one leaves out those nearer than twice as many px. */
const maxLevel = 6;

const paths = new WeakMap<Outline, (Path2D | undefined)[]>();

export function outlineOf({ polygon, mask }: Pick<Annotation, 'mask' | 'polygon'>): Outline {
  return polygon ?? mask;
}

/**
 * An outline in image px, to be filled by the even-odd rule; that of a mask goes along its pixel edges.
 * Corners that a pixel of the screen cannot tell apart are left out. Kept.
 *
 * @param scale screen px per image px that it will be seen at
 */
export function outlinePath(outline: Outline, scale = 1): Path2D {
  const level = levelOf(scale);
  const levels = paths.get(outline) ?? [];
  const kept = levels[level];
  if (kept) return kept;
  const path = pathOf(outline, level);
  levels[level] = path;
  paths.set(outline, levels);
  return path;
}

/** From a quarter of the original size on corners are left out: they are less than half a pixel apart. */
function levelOf(scale: number): number {
  if (!(scale > 0)) return 0;
  return Math.min(maxLevel, Math.max(0, Math.floor(Math.log2(0.5 / scale))));
}

function pathOf(outline: Outline, level: number): Path2D {
  const rings = 'counts' in outline ? traceRings(outline) : outline.rings;
  const apart = level === 0 ? 0 : 2 ** level / 2;
  const path = new Path2D();
  for (const { points } of rings) addRing(path, points, apart);
  return path;
}

function addRing(path: Path2D, points: Float64Array, apart: number): void {
  let lastX = points[0] ?? 0;
  let lastY = points[1] ?? 0;
  path.moveTo(lastX, lastY);
  for (let i = 2; i < points.length; i += 2) {
    const x = points[i] ?? 0;
    const y = points[i + 1] ?? 0;
    if (Math.abs(x - lastX) < apart && Math.abs(y - lastY) < apart) continue;
    path.lineTo(x, y);
    lastX = x;
    lastY = y;
  }
  path.closePath();
}
