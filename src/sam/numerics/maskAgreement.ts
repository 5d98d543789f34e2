/**
 * IoU of the masks in two sets of logits of the same prompt. Both are cut at the mean of the reference:
 * a cut at the model's own threshold may leave nothing to compare.
 *
 * @param logits NaN counts as background
 * @param reference of the same length
 * @returns 0…1; 0 if nothing is above the cut, as where the reference holds NaN
 */
export function maskAgreement(logits: Float32Array, reference: Float32Array): number {
  const cut = reference.reduce((sum, value) => sum + value, 0) / reference.length;
  let both = 0;
  let either = 0;
  for (const [index, expected] of reference.entries()) {
    const isIn = (logits[index] ?? Number.NaN) > cut;
    const isExpected = expected > cut;
    if (isIn && isExpected) both += 1;
    if (isIn || isExpected) either += 1;
  }
  return either === 0 ? 0 : both / either;
}
