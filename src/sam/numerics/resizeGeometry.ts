import type { Box } from '#core/geometry/box.ts';
import type { Point } from '#core/geometry/point.ts';
import type { Size } from '#core/geometry/size.ts';

/** How an image, or a window of it, lies on the model's square input: at its top left, the rest is padding. */
export interface ResizeGeometry {
  readonly imageSize: Size; // image px
  /** The part of the image that the model saw: whole numbers, inside of the image, not empty. */
  readonly window: Box<'image'>;
  readonly resizedSize: Size; // of the window, model px, longest side = inputSide
  readonly inputSide: number; // model px
}

/**
 * The geometry of SAM's ResizeLongestSide: both sides scaled by inputSide / longest side, rounded half up.
 * @param window the part of the image to encode; left out: all of it
 * Source: segment_anything/utils/transforms.py, `get_preprocess_shape`.
 */
export function resizeGeometryOf(
  imageSize: Size,
  inputSide: number,
  window: Box<'image'> = { x: 0, y: 0, width: imageSize.width, height: imageSize.height },
): ResizeGeometry {
  const scale = inputSide / Math.max(window.width, window.height);
  return {
    imageSize,
    window,
    resizedSize: {
      width: Math.max(1, Math.floor(window.width * scale + 0.5)),
      height: Math.max(1, Math.floor(window.height * scale + 0.5)),
    },
    inputSide,
  };
}

/** The same place in continuous model pixels (a pixel's centre is at +0.5). */
export function imageToModel(
  { window, resizedSize }: ResizeGeometry,
  point: Point<'image'>,
): Point<'model'> {
  return {
    x: ((point.x - window.x) * resizedSize.width) / window.width,
    y: ((point.y - window.y) * resizedSize.height) / window.height,
  };
}
