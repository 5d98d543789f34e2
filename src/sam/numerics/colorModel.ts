import type { ColorPlanes } from './guidedFilter.ts';

const binsPerChannel = 12;
const binCount = binsPerChannel ** 3;

/** How often colours occur in one place: a smoothed histogram. */
export interface ColorHistogram {
  readonly weights: Float32Array; // per bin
  readonly total: number;
}

/** The histogram bin of each pixel's colour. */
export function colorBinsOf({ red, green, blue }: ColorPlanes): Uint16Array {
  return Uint16Array.from(red, (r, i) => {
    const g = green[i] ?? 0;
    const b = blue[i] ?? 0;
    return (binOf(r) * binsPerChannel + binOf(g)) * binsPerChannel + binOf(b);
  });
}

function binOf(value: number): number {
  return Math.min(binsPerChannel - 1, Math.floor(value * binsPerChannel));
}

/** @param weightOf how much a pixel counts; 0: not at all */
export function histogramOf(bins: Uint16Array, weightOf: (i: number) => number): ColorHistogram {
  let weights = new Float32Array(binCount);
  for (let i = 0; i < bins.length; i += 1) {
    const bin = bins[i] ?? 0;
    weights[bin] = (weights[bin] ?? 0) + weightOf(i);
  }
  for (const step of [1, binsPerChannel, binsPerChannel ** 2]) weights = blurred(weights, step);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { weights, total };
}

/** One axis of the colour cube blurred by ¼, ½, ¼; what would leave the cube stays in its last bin. */
function blurred(weights: Float32Array, step: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(weights, (weight, i) => {
    const at = Math.floor(i / step) % binsPerChannel;
    const below = at > 0 ? (weights[i - step] ?? 0) : weight;
    const above = at < binsPerChannel - 1 ? (weights[i + step] ?? 0) : weight;
    return 0.5 * weight + 0.25 * (below + above);
  });
}

/** Logarithm of how much likelier each bin's colour is in `a` than in `b`, −2…2; 0 where neither says anything. */
export function logRatios(a: ColorHistogram, b: ColorHistogram): Float32Array {
  return a.weights.map((weight, bin) => {
    const inA = weight / (a.total + 1e-3) + 1e-4;
    const inB = (b.weights[bin] ?? 0) / (b.total + 1e-3) + 1e-4;
    return Math.min(2, Math.max(-2, Math.log(inA / inB)));
  });
}
