import type { Box } from '#core/geometry/box.ts';
import type { Size } from '#core/geometry/size.ts';
import type { EncoderContract } from '#sam/models/modelSpec.ts';
import { resizeGeometryOf, type ResizeGeometry } from './resizeGeometry.ts';

/** What of an image was encoded, and how large. */
export interface EncodedPart {
  readonly imageSize: Size; // of the whole image, px
  readonly window: Box<'image'>; // the part that the encoder saw
  readonly longestSide: number; // model px that the window's longer side was resized to
}

/** How a part of an image lies on the square input of a model: as its contract has it. */
export function modelGeometryOf(
  { fit, inputSide }: Pick<EncoderContract, 'fit' | 'inputSide'>,
  { imageSize, window, longestSide }: EncodedPart,
): ResizeGeometry {
  const geometry = resizeGeometryOf(imageSize, longestSide, window);
  switch (fit) {
    case 'longest-side':
      return { ...geometry, inputSide };
    case 'stretch':
      return { ...geometry, inputSide, resizedSize: { width: inputSide, height: inputSide } };
  }
}

/** The whole of an image, as large as the model takes it. */
export function wholePart(imageSize: Size, inputSide: number): EncodedPart {
  return { imageSize, window: { x: 0, y: 0, ...imageSize }, longestSide: inputSide };
}
