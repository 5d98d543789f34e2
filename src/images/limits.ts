import type { Size } from '#core/geometry/size.ts';

/**
 * What the studio takes. A picture is held up to four times while it is annotated, 4 bytes a pixel: the
 * canvas' bitmap, its copy on the way to the encoder, the pixels in the decoder worker, and a canvas to
 * read them. 100 megapixels make 1.6 GB of that at the worst moment, and 400 MB at rest; a tab that asks
 * for much more is ended by the browser, with everything in it.
 */
export const maxPixelCount = 100_000_000;
/** The longest canvas that Firefox and Chromium both draw. */
export const maxSidePx = 32_767;
/** Of samples as a file holds them, where we read them ourselves: they are held next to their copies. */
export const maxSampleBytes = 240_000_000;
/** Of one file: the largest picture above, not compressed at all, with room for its metadata. */
export const maxFileBytes = 512 * 2 ** 20;
/** Of one file; each becomes an image of its own. */
export const maxPageCount = 1_000;
/** How long one picture may take; only what was made to be slow takes longer. */
export const maxReadMs = 60_000;
/** Pictures above this are read one at a time, whichever worker has them. */
export const largePixelCount = 24_000_000;

/** Whether a picture is one that the studio can hold. */
export function isWithinLimits({ width, height }: Size): boolean {
  return Math.max(width, height) <= maxSidePx && width * height <= maxPixelCount;
}
