import type { Box } from '../geometry/box.ts';

/** A part of a picture as pixels; a whole picture may be too large to be held like this. */
export interface PixelWindow {
  readonly box: Box<'image'>; // whole px, inside the image
  readonly rgba: Uint8ClampedArray; // box.height × box.width × 4, row-major
}
