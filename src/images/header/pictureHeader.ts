import { insideOf, viewOf } from './byteViews.ts';
import { readBmpHeader } from './bmpHeader.ts';
import { readBoxHeader } from './boxHeader.ts';
import { readGifHeader } from './gifHeader.ts';
import type { ImageFormat } from './imageFormat.ts';
import { readJpegHeader } from './jpegHeader.ts';
import type { PictureHeader } from './header.ts';
import { readPngHeader } from './pngHeader.ts';
import { readWebpHeader } from './webpHeader.ts';

/** TIFF is read by its pages, see tiff/tiffPages.ts. */
export type HeaderFormat = Exclude<ImageFormat, 'tiff' | 'other'>;

const readers: Readonly<
  Record<HeaderFormat, (view: DataView<ArrayBuffer>) => PictureHeader | null>
> = {
  jpeg: readJpegHeader,
  png: readPngHeader,
  gif: readGifHeader,
  webp: readWebpHeader,
  bmp: readBmpHeader,
  avif: readBoxHeader,
  heic: readBoxHeader,
};

/**
 * The header of a file whose first bytes are those of the format. Takes at most one pass over the file.
 *
 * @param bytes the whole file
 * @returns null where it is damaged, or ends within the header
 */
export function pictureHeaderOf(
  bytes: Uint8Array<ArrayBuffer>,
  format: HeaderFormat,
): PictureHeader | null {
  const header = insideOf(() => readers[format](viewOf(bytes)));
  return header && header.size.width > 0 && header.size.height > 0 ? header : null;
}
