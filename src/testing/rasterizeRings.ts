import type { Size } from '#core/geometry/size.ts';
import type { BinaryMask } from '#core/mask/rle.ts';
import type { Ring } from '#core/polygon/ring.ts';

/**
 * The pixels inside the rings by the even-odd rule, 0 or 1. For rings of whole coordinates whose
 * edges are horizontal or vertical; works row by row, unlike the tracer.
 */
export function rasterizeRings(rings: readonly Ring[], size: Size): BinaryMask {
  const pixels = new Uint8Array(size.width * size.height);
  for (const { x, top, bottom } of rings.flatMap(verticalEdges)) {
    for (let y = top; y < bottom; y += 1) {
      const row = pixels.subarray(y * size.width + x, (y + 1) * size.width);
      row.set(row.map((value) => 1 - value));
    }
  }
  return { size, pixels };
}

interface VerticalEdge {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

function verticalEdges({ points }: Ring): readonly VerticalEdge[] {
  const edges: VerticalEdge[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] ?? 0;
    const y = points[i + 1] ?? 0;
    const nextX = points[(i + 2) % points.length];
    const nextY = points[(i + 3) % points.length] ?? 0;
    if (x === nextX) edges.push({ x, top: Math.min(y, nextY), bottom: Math.max(y, nextY) });
  }
  return edges;
}
