import type { Size } from '../geometry/size.ts';

/**
 * Run lengths of a binary mask in COCO order: column by column, background run first (may be 0).
 * Σ counts = width × height. An all-background mask is one run. Canonical: no other run is 0.
 * Source: COCO "uncompressed RLE".
 */
export interface Rle {
  readonly size: Size; // of the mask, image px
  readonly counts: Uint32Array;
}

/**
 * A mask as one byte per pixel, row-major (index y × width + x): 0 background, anything else foreground.
 */
export interface BinaryMask {
  readonly size: Size; // image px
  readonly pixels: Uint8Array;
}
