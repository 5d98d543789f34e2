/**
 * Square planes of values, each n × n of them averaged into one. Of equal sides it is the input itself.
 *
 * @param planes any number of planes of side × side, one after the other
 * @param to divides `side`
 */
export function shrinkPlanes(planes: Float32Array, side: number, to: number): Float32Array {
  if (side === to) return planes;
  const step = side / to;
  const shrunk = new Float32Array(planes.length / (step * step));
  for (let i = 0; i < planes.length; i += 1) {
    const x = i % side;
    const row = (i - x) / side; // over all planes, which begin at multiples of `to`
    const target = Math.floor(row / step) * to + Math.floor(x / step);
    shrunk[target] = (shrunk[target] ?? 0) + (planes[i] ?? 0) / (step * step);
  }
  return shrunk;
}
