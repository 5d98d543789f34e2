import type { Size } from '#core/geometry/size.ts';
import { boxMeanInPlace } from './boxMean.ts';

/** Three channels of a picture, 0…1, row-major planes of one size. */
export interface ColorPlanes {
  readonly size: Size;
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
}

/** What the filter knows of a picture before it sees a field; made once, used for many fields. */
export interface Guide {
  readonly planes: ColorPlanes;
  readonly radius: number; // px of the planes
  readonly means: readonly [Float32Array, Float32Array, Float32Array];
  /** Inverse of the colours' covariance + ε, its upper triangle: rr, rg, rb, gg, gb, bb. */
  readonly precision: readonly Float32Array[];
}

/** A field as a function of the colour at each place: value = a · colour + b. */
export interface LocalLinearModel {
  readonly size: Size;
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
  readonly offset: Float32Array;
}

/**
 * The picture's half of a guided filter.
 * @param epsilon smallest variance of colours (0…1 units, squared) that counts as an edge
 * Source: He, Sun and Tang 2013, "Guided image filtering", colour guide (eq. 19).
 */
export function guideOf(planes: ColorPlanes, radius: number, epsilon: number): Guide {
  const { size } = planes;
  const channels = [planes.red, planes.green, planes.blue] as const;
  const scratch = new Float32Array(planes.red.length);
  const mean = (values: Float32Array) => boxMeanInPlace(values, size, radius, scratch);
  const means = [
    mean(channels[0].slice()),
    mean(channels[1].slice()),
    mean(channels[2].slice()),
  ] as const;
  const covariance: Float32Array[] = [];
  for (let i = 0; i < 3; i += 1) {
    for (let j = i; j < 3; j += 1) {
      const product = mean(productOf(channels[i], channels[j]));
      subtractProduct(product, means[i], means[j]);
      covariance.push(product);
    }
  }
  invertInPlace(covariance, epsilon);
  return { planes, radius, means, precision: covariance };
}

/**
 * The field's half: around each place the linear model of the colours that fits the field best,
 * averaged over all windows that cover the place.
 * @param field one value per pixel of the guide's planes
 */
export function fitToGuide(field: Float32Array, guide: Guide): LocalLinearModel {
  const { planes, means, precision, radius } = guide;
  const { size } = planes;
  const scratch = new Float32Array(field.length);
  const mean = (values: Float32Array) => boxMeanInPlace(values, size, radius, scratch);
  const offset = mean(field.slice());
  const covariances = [planes.red, planes.green, planes.blue].map((channel, i) => {
    const product = mean(productOf(channel, field));
    subtractProduct(product, means[i], offset);
    return product;
  });
  solveInPlace(covariances, precision);
  for (let i = 0; i < 3; i += 1) subtractProduct(offset, covariances[i], means[i]);
  const [red, green, blue] = covariances.map((values) => mean(values));
  const none = new Float32Array(0);
  return { size, red: red ?? none, green: green ?? none, blue: blue ?? none, offset: mean(offset) };
}

/** The filtered field at the resolution of the guide itself. */
export function evaluateModel(model: LocalLinearModel, planes: ColorPlanes): Float32Array {
  return model.offset.map(
    (offset, i) =>
      offset +
      (model.red[i] ?? 0) * (planes.red[i] ?? 0) +
      (model.green[i] ?? 0) * (planes.green[i] ?? 0) +
      (model.blue[i] ?? 0) * (planes.blue[i] ?? 0),
  );
}

function productOf(a: Float32Array | undefined, b: Float32Array | undefined): Float32Array {
  const product = new Float32Array(a?.length ?? 0);
  for (let i = 0; i < product.length; i += 1) product[i] = (a?.[i] ?? 0) * (b?.[i] ?? 0);
  return product;
}

function subtractProduct(
  target: Float32Array,
  a: Float32Array | undefined,
  b: Float32Array | undefined,
): void {
  for (let i = 0; i < target.length; i += 1) {
    target[i] = (target[i] ?? 0) - (a?.[i] ?? 0) * (b?.[i] ?? 0);
  }
}

/** Each pixel's symmetric 3 × 3 matrix + ε on the diagonal becomes its inverse, by cofactors. */
function invertInPlace(m: readonly Float32Array[], epsilon: number): void {
  const [rr, rg, rb, gg, gb, bb] = m;
  if (!rr || !rg || !rb || !gg || !gb || !bb) return;
  for (let i = 0; i < rr.length; i += 1) {
    const a = (rr[i] ?? 0) + epsilon;
    const b = rg[i] ?? 0;
    const c = rb[i] ?? 0;
    const d = (gg[i] ?? 0) + epsilon;
    const e = gb[i] ?? 0;
    const f = (bb[i] ?? 0) + epsilon;
    const cofactorA = d * f - e * e;
    const cofactorB = c * e - b * f;
    const cofactorC = b * e - c * d;
    const share = 1 / (a * cofactorA + b * cofactorB + c * cofactorC);
    rr[i] = cofactorA * share;
    rg[i] = cofactorB * share;
    rb[i] = cofactorC * share;
    gg[i] = (a * f - c * c) * share;
    gb[i] = (b * c - a * e) * share;
    bb[i] = (a * d - b * b) * share;
  }
}

/** Each pixel's vector becomes precision × vector. */
function solveInPlace(v: readonly Float32Array[], precision: readonly Float32Array[]): void {
  const [red, green, blue] = v;
  const [rr, rg, rb, gg, gb, bb] = precision;
  if (!red || !green || !blue || !rr || !rg || !rb || !gg || !gb || !bb) return;
  for (let i = 0; i < red.length; i += 1) {
    const r = red[i] ?? 0;
    const g = green[i] ?? 0;
    const b = blue[i] ?? 0;
    red[i] = (rr[i] ?? 0) * r + (rg[i] ?? 0) * g + (rb[i] ?? 0) * b;
    green[i] = (rg[i] ?? 0) * r + (gg[i] ?? 0) * g + (gb[i] ?? 0) * b;
    blue[i] = (rb[i] ?? 0) * r + (gb[i] ?? 0) * g + (bb[i] ?? 0) * b;
  }
}
