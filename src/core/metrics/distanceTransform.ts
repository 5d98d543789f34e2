import type { BinaryMask } from '../mask/rle.ts';

/**
 * For each pixel the squared Euclidean distance, in px², to the nearest background pixel centre;
 * 0 on background. All around the image lies one more pixel of background. Row-major, exact.
 * Cost: linear in the pixels, about 10 ms for 640 × 480.
 * Source: Felzenszwalb and Huttenlocher 2012, "Distance transforms of sampled functions".
 */
export function squaredDistanceTransform({ size, pixels }: BinaryMask): Uint32Array {
  const { width, height } = size;
  const distances = columnDistances({ size, pixels });
  const envelope = emptyEnvelope(width + 2);
  for (let y = 0; y < height; y += 1) {
    spreadAlongRow(distances.subarray(y * width, (y + 1) * width), envelope);
  }
  return distances;
}

/** Distance of each pixel to the nearest background in its own column, px. */
function columnDistances({ size, pixels }: BinaryMask): Uint32Array {
  const { width } = size;
  const count = pixels.length;
  const distances = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) {
    if (pixels[i] !== 0) distances[i] = i < width ? 1 : (distances[i - width] ?? 0) + 1;
  }
  for (let i = count - 1; i >= 0; i -= 1) {
    const viaBelow = i + width < count ? (distances[i + width] ?? 0) + 1 : 1;
    if ((distances[i] ?? 0) > viaBelow) distances[i] = viaBelow;
  }
  return distances;
}

/**
 * Lower envelope of the parabolas heights[q] + (x − q)², one for each position q of a row and of its
 * two neighbours outside the image. The k-th of those that are lowest somewhere has its root at
 * roots[k] and is lowest from starts[k] to starts[k + 1]. All rows share these buffers.
 */
interface Envelope {
  readonly heights: Uint32Array;
  readonly roots: Int32Array;
  readonly starts: Float64Array;
}

function emptyEnvelope(positions: number): Envelope {
  return {
    heights: new Uint32Array(positions),
    roots: new Int32Array(positions),
    starts: new Float64Array(positions + 1),
  };
}

/** Replaces distances along the columns by squared distances in the plane. */
function spreadAlongRow(row: Uint32Array, envelope: Envelope): void {
  const { heights, roots, starts } = envelope;
  let deepest = 0;
  for (let x = 0; x < row.length; x += 1) {
    const height = row[x] ?? 0;
    heights[x + 1] = height * height;
    deepest = Math.max(deepest, height);
  }
  if (deepest === 0) return;
  buildEnvelope(envelope);
  let k = 0;
  for (let x = 0; x < row.length; x += 1) {
    const position = x + 1;
    while ((starts[k + 1] ?? Infinity) <= position) k += 1;
    const root = roots[k] ?? 0;
    row[x] = (heights[root] ?? 0) + (position - root) * (position - root);
  }
}

function buildEnvelope({ heights, roots, starts }: Envelope): void {
  let last = 0;
  roots[0] = 0;
  starts[0] = -Infinity;
  for (let q = 1; q < heights.length; q += 1) {
    let start = crossing(heights, roots[last] ?? 0, q);
    while (start <= (starts[last] ?? 0)) {
      last -= 1;
      start = crossing(heights, roots[last] ?? 0, q);
    }
    last += 1;
    roots[last] = q;
    starts[last] = start;
  }
  starts[last + 1] = Infinity;
}

/** From where on the parabola of q lies below that of p; p < q. */
function crossing(heights: Uint32Array, p: number, q: number): number {
  const rise = (heights[q] ?? 0) + q * q - (heights[p] ?? 0) - p * p;
  return rise / (2 * (q - p));
}
