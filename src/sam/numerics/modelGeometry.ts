import type { Size } from '#core/geometry/size.ts';
import type { EncoderContract } from '#sam/models/modelSpec.ts';
import { resizeGeometryOf, type ResizeGeometry } from './resizeGeometry.ts';

/** How an image lies on the square input of a model: as its contract has it. */
export function modelGeometryOf(
  { fit, inputSide }: Pick<EncoderContract, 'fit' | 'inputSide'>,
  imageSize: Size,
): ResizeGeometry {
  const geometry = resizeGeometryOf(imageSize, inputSide);
  if (fit === 'longest-side') return geometry;
  return { ...geometry, resizedSize: { width: inputSide, height: inputSide } };
}
