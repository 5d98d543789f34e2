/**
 * One closed line around pixels; the last point joins the first, which is not repeated.
 * Turning clockwise on the screen (y points down) it is an outer ring, counter-clockwise a hole.
 */
export interface Ring {
  readonly points: Float64Array; // x0, y0, x1, y1, …, image px, at least three points
}

/**
 * Area inside the ring in px², by the shoelace formula: positive for an outer ring, negative for a
 * hole, so that the sum over all rings of a mask is the mask's area.
 */
export function signedAreaOf({ points }: Ring): number {
  let doubled = 0;
  let x0 = points.at(-2) ?? 0;
  let y0 = points.at(-1) ?? 0;
  for (let i = 0; i < points.length; i += 2) {
    const x1 = points[i] ?? 0;
    const y1 = points[i + 1] ?? 0;
    doubled += x0 * y1 - x1 * y0;
    x0 = x1;
    y0 = y1;
  }
  return doubled / 2;
}

/** Whether one of the rings cuts something out of another. */
export function hasHoles(rings: readonly Ring[]): boolean {
  return rings.some((ring) => signedAreaOf(ring) < 0);
}
