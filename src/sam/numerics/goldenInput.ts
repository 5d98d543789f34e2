/**
 * Made-up values of a tensor for a golden prompt, the same on every machine: a disc on stripes, other
 * ones in each channel.
 *
 * @param shape […, height, width]
 * @returns values of about zero mean and unit variance
 */
export function goldenInput(shape: readonly number[]): Float32Array<ArrayBuffer> {
  const width = shape.at(-1) ?? 1;
  const height = shape.at(-2) ?? 1;
  const channelCount = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  const values = new Float32Array(channelCount * height * width);
  for (let channel = 0; channel < channelCount; channel += 1) {
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const isDisc = (x - width * 0.4) ** 2 + (y - height * 0.5) ** 2 < (width * 0.25) ** 2;
        const side = channel % 2 === 0 ? 1 : -1;
        const stripe = ((x * 3 + y * 5 + channel * 7) % 16) / 16 - 0.5;
        values[(channel * height + y) * width + x] = side * (isDisc ? 1.5 : -0.4) + stripe;
      }
    }
  }
  return values;
}
