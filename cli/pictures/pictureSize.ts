import type { Size } from '#core/geometry/size.ts';
import { imageFormatOf } from '#images/header/imageFormat.ts';
import { pictureHeaderOf } from '#images/header/pictureHeader.ts';
import { bytesOfFile, type SourceFile } from '../input/source.ts';

const headBytes = 262_144;

/** What is known of a picture without decoding it. */
export interface PictureFacts {
  readonly size: Size; // upright
  readonly orientation: number; // EXIF, 1…8
}

/** By its header and its EXIF; null where it is no picture that we know, or damaged. */
export async function pictureFactsOf(file: SourceFile): Promise<PictureFacts | null> {
  const head = await file.head(headBytes);
  const format = imageFormatOf(head);
  if (format === 'other' || format === 'tiff') return null;
  // EXIF may lie behind the pixels of a PNG or WebP
  const needsAll = format === 'png' || format === 'webp';
  const bytes = needsAll ? await bytesOfFile(file) : head;
  const header = pictureHeaderOf(bytes, format) ?? pictureHeaderOf(await bytesOfFile(file), format);
  if (!header) return null;
  const isTurned = format === 'jpeg' || needsAll;
  const orientation = isTurned ? await orientationOf(bytes) : 1;
  const { width, height } = header.size;
  const size = orientation > 4 ? { width: height, height: width } : { width, height };
  return { size, orientation };
}

async function orientationOf(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const { load } = await import('exifreader');
  try {
    const exact = bytes.slice().buffer;
    const { Orientation } = await load(exact, { async: true, excludeTags: { xmp: true } });
    const value = Orientation?.value;
    return typeof value === 'number' && value >= 1 && value <= 8 ? value : 1;
  } catch {
    // no metadata at all is reported as an error too
    return 1;
  }
}
