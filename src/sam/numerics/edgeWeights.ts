import type { ColorPlanes } from './guidedFilter.ts';

const contrastWeight = 12;
const lengthWeight = 0.5;

/**
 * What it costs to part neighbours, much between like colours and little across an edge, 4 per pixel in
 * the order of GridCut. Colours count against their mean difference between neighbours here.
 * Source: Boykov and Jolly 2001; β as in Rother et al. 2004 (GrabCut).
 */
export function edgeWeightsOf(planes: ColorPlanes): Float32Array {
  const { width, height } = planes.size;
  const beta = 1 / (2 * Math.max(1e-4, meanDifference(planes)));
  const weights = new Float32Array(4 * width * height);
  const steps = [1, width, width + 1, width - 1];
  const lengths = [1, 1, Math.SQRT2, Math.SQRT2];
  for (let i = 0; i < width * height; i += 1) {
    for (let k = 0; k < 4; k += 1) {
      const other = i + (steps[k] ?? 0);
      if (other >= width * height) continue;
      const contrast = Math.exp(-beta * squaredDifference(planes, i, other));
      weights[4 * i + k] = (contrastWeight * contrast + lengthWeight) / (lengths[k] ?? 1);
    }
  }
  return weights;
}

function meanDifference(planes: ColorPlanes): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i + 1 < planes.red.length; i += 3) {
    sum += squaredDifference(planes, i, i + 1);
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

function squaredDifference({ red, green, blue }: ColorPlanes, i: number, j: number): number {
  const r = (red[i] ?? 0) - (red[j] ?? 0);
  const g = (green[i] ?? 0) - (green[j] ?? 0);
  const b = (blue[i] ?? 0) - (blue[j] ?? 0);
  return r * r + g * g + b * b;
}
