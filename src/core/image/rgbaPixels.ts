import type { Size } from '../geometry/size.ts';

/** A picture as the screen shows it: 4 bytes per pixel (RGBA, alpha 255), row-major. */
export interface RgbaPixels {
  readonly size: Size; // image px
  readonly data: Uint8ClampedArray;
}
