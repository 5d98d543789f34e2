import type { Point } from '#core/geometry/point.ts';
import type { Size } from '#core/geometry/size.ts';

/** How an image lies on the model's square input: at its top left, the rest is padding. */
export interface ResizeGeometry {
  readonly imageSize: Size; // image px
  readonly resizedSize: Size; // model px, longest side = inputSide
  readonly inputSide: number; // model px
}

/**
 * The geometry of SAM's ResizeLongestSide: both sides scaled by inputSide / longest side, rounded half up.
 * Source: segment_anything/utils/transforms.py, `get_preprocess_shape`.
 */
export function resizeGeometryOf(imageSize: Size, inputSide: number): ResizeGeometry {
  const scale = inputSide / Math.max(imageSize.width, imageSize.height);
  return {
    imageSize,
    resizedSize: {
      width: Math.max(1, Math.floor(imageSize.width * scale + 0.5)),
      height: Math.max(1, Math.floor(imageSize.height * scale + 0.5)),
    },
    inputSide,
  };
}

/** The same place in continuous model pixels (a pixel's centre is at +0.5). */
export function imageToModel(
  { imageSize, resizedSize }: ResizeGeometry,
  point: Point<'image'>,
): Point<'model'> {
  return {
    x: (point.x * resizedSize.width) / imageSize.width,
    y: (point.y * resizedSize.height) / imageSize.height,
  };
}
