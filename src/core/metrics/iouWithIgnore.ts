/** Two masks over the same pixels; one byte per pixel, row-major, 0 is background. */
export interface MaskComparison {
  readonly prediction: Uint8Array;
  readonly truth: Uint8Array;
  readonly ignore: Uint8Array | null; // not 0 where the truth is undecided; null: nowhere
}

/** Intersection over union of the pixels that are not ignored, 0…1; 1 when neither mask has any. */
export function iouWithIgnore({ prediction, truth, ignore }: MaskComparison): number {
  let intersection = 0;
  let union = 0;
  for (let i = 0; i < truth.length; i += 1) {
    if (ignore?.[i]) continue;
    const isPredicted = prediction[i] !== 0;
    const isTrue = truth[i] !== 0;
    if (isPredicted || isTrue) union += 1;
    if (isPredicted && isTrue) intersection += 1;
  }
  return union === 0 ? 1 : intersection / union;
}
