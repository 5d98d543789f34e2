import type { Size } from '#core/geometry/size.ts';
import { encoderTensorOf, type EncoderInputSpec } from './encoderTensor.ts';

/**
 * The values of {@link encoderTensorOf} alone.
 *
 * @param rgba row-major, 4 bytes per pixel, alpha ignored: flatten transparent images before
 */
export function preprocessImage(
  rgba: Uint8ClampedArray | Uint8Array,
  imageSize: Size,
  spec: EncoderInputSpec,
): Float32Array<ArrayBuffer> {
  return encoderTensorOf(rgba, imageSize, spec).data;
}
