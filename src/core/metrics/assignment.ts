/**
 * The one-to-one assignment of rows to columns with the highest sum of scores (Hungarian method with
 * potentials, one shortest augmenting path per row). All of the shorter side is assigned, also where
 * the score is 0; the caller drops pairs that mean nothing.
 *
 * @param scores row-major, `rowCount` × `columnCount`, finite
 * @returns for each row its column, −1 for rows that are left over
 * Source: Kuhn 1955, Munkres 1957; the O(n³) form of Jonker and Volgenant 1987.
 * Cost: shorter side² × longer side; 300 × 300 in about 30 ms.
 */
export function assignMaximum(
  scores: Float64Array,
  rowCount: number,
  columnCount: number,
): Int32Array {
  const isTurned = rowCount > columnCount;
  const short = Math.min(rowCount, columnCount);
  const long = Math.max(rowCount, columnCount);
  const costAt = (i: number, j: number) =>
    -(scores[isTurned ? j * columnCount + i : i * columnCount + j] ?? 0);
  const shortOf = assignShortSide(costAt, short, long);
  const columnOf = new Int32Array(rowCount).fill(-1);
  for (let j = 1; j <= long; j += 1) {
    const i = shortOf[j] ?? 0;
    if (i === 0) continue;
    if (isTurned) columnOf[j - 1] = i - 1;
    else columnOf[i - 1] = j - 1;
  }
  return columnOf;
}

/** For each of the long side, from 1, who of the short side got it, from 1; 0: nobody. */
function assignShortSide(
  costAt: (i: number, j: number) => number,
  short: number,
  long: number,
): Int32Array {
  const shortPotential = new Float64Array(short + 1);
  const longPotential = new Float64Array(long + 1);
  const shortOf = new Int32Array(long + 1);
  const cameFrom = new Int32Array(long + 1);
  const distance = new Float64Array(long + 1);
  const isDone = new Uint8Array(long + 1);
  for (let start = 1; start <= short; start += 1) {
    shortOf[0] = start;
    distance.fill(Infinity);
    isDone.fill(0);
    let at = 0;
    while (shortOf[at] !== 0) {
      isDone[at] = 1;
      const i = shortOf[at] ?? 0;
      let least = Infinity;
      let nearest = 0;
      for (let j = 1; j <= long; j += 1) {
        if (isDone[j]) continue;
        const reduced = costAt(i - 1, j - 1) - (shortPotential[i] ?? 0) - (longPotential[j] ?? 0);
        if (reduced < (distance[j] ?? 0)) {
          distance[j] = reduced;
          cameFrom[j] = at;
        }
        if ((distance[j] ?? 0) < least) {
          least = distance[j] ?? 0;
          nearest = j;
        }
      }
      for (let j = 0; j <= long; j += 1) {
        const owner = shortOf[j] ?? 0;
        if (isDone[j]) {
          shortPotential[owner] = (shortPotential[owner] ?? 0) + least;
          longPotential[j] = (longPotential[j] ?? 0) - least;
        } else distance[j] = (distance[j] ?? 0) - least;
      }
      at = nearest;
    }
    while (at !== 0) {
      const from = cameFrom[at] ?? 0;
      shortOf[at] = shortOf[from] ?? 0;
      at = from;
    }
  }
  return shortOf;
}
