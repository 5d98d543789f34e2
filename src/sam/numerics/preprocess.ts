import type { Size } from '#core/geometry/size.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import { resizeBilinear } from './resample.ts';
import { resizeGeometryOf } from './resizeGeometry.ts';

/**
 * The encoder's input of one image: resized so that the longest side fills the square, normalised,
 * zero at right and bottom.
 *
 * @param rgba row-major, 4 bytes per pixel, alpha ignored: flatten transparent images before
 * @returns float32[3, inputSide, inputSide], RGB planes
 * Source: segment_anything `ResizeLongestSide.apply_image` (PIL bilinear) and `Sam.preprocess`.
 */
export function preprocessImage(
  rgba: Uint8ClampedArray | Uint8Array,
  imageSize: Size,
  spec: ModelSpec,
): Float32Array<ArrayBuffer> {
  const side = spec.encoder.inputSide;
  const { resizedSize } = resizeGeometryOf(imageSize, side);
  const { pixels } = resizeBilinear(rgba, 4, imageSize, resizedSize);
  const tensor = new Float32Array(3 * side * side);
  for (let channel = 0; channel < 3; channel += 1) {
    const mean = spec.normalization.mean[channel] ?? 0;
    const std = spec.normalization.std[channel] ?? 1;
    for (let y = 0; y < resizedSize.height; y += 1) {
      const target = (channel * side + y) * side;
      const source = y * resizedSize.width * 3 + channel;
      for (let x = 0; x < resizedSize.width; x += 1) {
        tensor[target + x] = ((pixels[source + x * 3] ?? 0) - mean) / std;
      }
    }
  }
  return tensor;
}
