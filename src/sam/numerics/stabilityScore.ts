/**
 * Stability score of one mask: IoU of the masks cut at threshold + offset and threshold − offset.
 * The stricter mask lies inside the looser one, so the IoU is a ratio of areas.
 *
 * @param logits mask logits of any resolution, row-major, unitless
 * @param threshold cut of the model (0 for SAM)
 * @param offset distance to either side in logits (1 for SAM)
 * @returns 0…1; 0 if even the looser mask is empty (the reference divides 0 by 0 there)
 * Source: Kirillov et al. 2023, automatic mask generator.
 */
export function stabilityScore(logits: Float32Array, threshold: number, offset: number): number {
  let inner = 0;
  let outer = 0;
  for (let i = 0; i < logits.length; i += 1) {
    const logit = logits[i] ?? 0;
    if (logit > threshold + offset) inner += 1;
    if (logit > threshold - offset) outer += 1;
  }
  return outer === 0 ? 0 : inner / outer;
}
