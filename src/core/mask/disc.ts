/**
 * The pixels of a disc around a pixel's centre, by column: in the columns at distance d ≤ radius it
 * reaches as many rows up and down as the d-th value says. At least the pixel itself.
 *
 * @param radius px ≥ 0
 */
export function discReaches(radius: number): Int32Array {
  return Int32Array.from({ length: Math.floor(radius) + 1 }, (_, distance) =>
    Math.floor(Math.sqrt(radius * radius - distance * distance)),
  );
}
