import type { Polygon } from '#core/polygon/polygon.ts';
import { polygonContains } from '#core/polygon/polygonParts.ts';
import { deleteVertices, type VertexRef } from '#core/polygon/vertices.ts';

/**
 * The polygon without some points. A ring may go as a whole while another is left, as when a hole is
 * closed; null when one would be left with one or two points, or would go from around others.
 */
export function removeVertices(polygon: Polygon, refs: readonly VertexRef[]): Polygon | null {
  const goneCounts = new Map<number, number>();
  for (const { ring } of refs) goneCounts.set(ring, (goneCounts.get(ring) ?? 0) + 1);
  for (const [ring, gone] of goneCounts) {
    const count = (polygon.rings[ring]?.points.length ?? 0) / 2;
    if (count - gone >= 3) continue;
    if (count > gone || isAroundOthers(polygon, ring)) return null;
  }
  return deleteVertices(polygon, refs);
}

function isAroundOthers({ rings }: Polygon, index: number): boolean {
  const ring = rings[index];
  if (!ring) return false;
  return rings.some(
    ({ points }, i) =>
      i !== index && polygonContains({ rings: [ring] }, { x: points[0] ?? 0, y: points[1] ?? 0 }),
  );
}
