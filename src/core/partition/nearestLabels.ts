import type { LabelRaster } from './labelRaster.ts';

/**
 * For each of some pixels the label nearest to it by the distance of centres; of those at one distance
 * the smallest. 0 when the raster has none.
 * Cost: the columns around the pixels, and for each pixel the distance to its label.
 *
 * @param pixels indices of the raster, ascending
 * @param expectedPx how far away labels commonly are; further ones cost more
 */
export function nearestLabels(
  raster: LabelRaster,
  pixels: readonly number[],
  expectedPx: number,
): Uint32Array {
  const { width, height } = raster.box;
  const columns = new NearestInColumns(raster, Math.min(width, 2 * Math.ceil(expectedPx) + 3));
  return Uint32Array.from(pixels, (at) => {
    const x = Math.floor(at / height);
    const y = at - x * height;
    let nearest = 0;
    let best = Infinity; // squared px
    for (let away = 0; away * away <= best && away < width; away += 1) {
      for (let column = x - away; column <= x + away; column += 2 * away || 1) {
        if (column < 0 || column >= width) continue;
        const { labels, distances } = columns.at(column);
        const label = labels[y] ?? 0;
        const squared = away * away + (distances[y] ?? 0) ** 2;
        if (label === 0 || squared > best || (squared === best && label > nearest)) continue;
        nearest = label;
        best = squared;
      }
    }
    return nearest;
  });
}

/** For each row of a column the label nearest to it there, 0 for none, and how far away it is. */
interface NearestInColumn {
  readonly labels: Uint32Array;
  readonly distances: Uint32Array; // px
  readonly column: number;
}

/** The columns that were looked at last, as many as fit. */
class NearestInColumns {
  readonly #raster: LabelRaster;
  readonly #kept: (NearestInColumn | undefined)[];

  constructor(raster: LabelRaster, count: number) {
    this.#raster = raster;
    this.#kept = Array.from({ length: count }, () => undefined);
  }

  at(column: number): NearestInColumn {
    const place = column % this.#kept.length;
    const kept = this.#kept[place];
    if (kept?.column === column) return kept;
    const made = nearestInColumn(this.#raster, column);
    this.#kept[place] = made;
    return made;
  }
}

function nearestInColumn({ box, labels }: LabelRaster, column: number): NearestInColumn {
  const { height } = box;
  const nearest = labels.slice(column * height, (column + 1) * height);
  const distances = new Uint32Array(height);
  for (let y = 1; y < height; y += 1) {
    if (nearest[y] !== 0) continue;
    nearest[y] = nearest[y - 1] ?? 0;
    distances[y] = (distances[y - 1] ?? 0) + 1;
  }
  for (let y = height - 2; y >= 0; y -= 1) {
    const label = nearest[y + 1] ?? 0;
    const distance = (distances[y + 1] ?? 0) + 1;
    const own = nearest[y] ?? 0;
    const isNearer = own === 0 || distance < (distances[y] ?? 0);
    const isFirst = distance === distances[y] && label < own;
    if (label === 0 || !(isNearer || isFirst)) continue;
    nearest[y] = label;
    distances[y] = distance;
  }
  return { labels: nearest, distances, column };
}
