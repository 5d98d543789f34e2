import type { Box } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import type { Size } from '../geometry/size.ts';

/**
 * How one output picture is made of one source picture: cut `crop` out, resize the piece to `scaled`,
 * lay it on an empty canvas of `size` with its top left corner at `offset`. Whatever it does not cover
 * is padding, of a colour of the host's choice.
 */
export interface PictureTransform {
  readonly source: number; // index of the image in the data set that was transformed
  readonly crop: Box<'image'>; // whole px of the upright source, wholly on it, at least 1 × 1
  readonly scaled: Size; // whole px, at least 1 × 1
  readonly offset: Point<'image'>; // whole px of the output, ≥ 0
  readonly size: Size; // of the output, px; the scaled piece lies wholly on it
}

/** Where a place of the source picture lies in the output; perhaps outside of it. */
export function placeInOutput(point: Point<'image'>, transform: PictureTransform): Point<'image'> {
  const { crop, scaled, offset } = transform;
  return {
    x: offset.x + ((point.x - crop.x) * scaled.width) / crop.width,
    y: offset.y + ((point.y - crop.y) * scaled.height) / crop.height,
  };
}

/**
 * The source column or row that each column or row of the scaled piece shows: the one that its centre
 * falls into, `floor((i + ½) · cropped / scaled)`, computed in whole numbers.
 *
 * @param from first column or row of the crop
 * @param cropped extent of the crop, px
 * @param scaled extent of the scaled piece, px
 * @returns indices in the source picture, ascending, one per column or row of the scaled piece
 */
export function nearestSources(from: number, cropped: number, scaled: number): Int32Array {
  const sources = new Int32Array(scaled);
  for (let i = 0; i < scaled; i += 1) {
    sources[i] = from + Math.floor(((2 * i + 1) * cropped) / (2 * scaled));
  }
  return sources;
}
