import { isSameSize, type Size } from '#core/geometry/size.ts';
import type { InputFiles, InputPicture } from '../format.ts';
import type { FileReport } from './fileReport.ts';

/** Most pixels of an image that is taken: as many as COCO's string can count. */
const maxArea = 2 ** 31 - 1;
const maxSide = 1_000_000;

/** Width and height as somebody states them; null when no image can be so large or so small. */
export function sizeOf(width: unknown, height: unknown): Size | null {
  if (!Number.isSafeInteger(width) || !Number.isSafeInteger(height)) return null;
  if (typeof width !== 'number' || typeof height !== 'number') return null;
  const isPossible = width >= 1 && height >= 1 && width <= maxSide && height <= maxSide;
  return isPossible && width * height <= maxArea ? { width, height } : null;
}

/**
 * The image that a record means: named as its picture is where that is there, of the stated size, or of
 * the picture's where none is stated. Null when nobody knows the size, which is then reported. A stated
 * size that is not the picture's is kept, since coordinates are about it, and reported.
 */
export async function statedImage(
  files: InputFiles,
  stated: { readonly name: string; readonly size: Size | null; readonly path: string },
  report: FileReport,
): Promise<InputPicture | null> {
  const picture = await files.pictureOf(stated.name);
  const size = stated.size ?? picture?.size ?? null;
  if (size === null) {
    report.error('unknownSize', stated.path, stated.name);
    return null;
  }
  if (picture && !isSameSize(size, picture.size)) {
    const { width, height } = picture.size;
    const isTurned = size.width === height && size.height === width;
    const detail = `${size.width} × ${size.height}, picture ${width} × ${height}`;
    report.warning(isTurned ? 'turnedSize' : 'wrongSize', stated.path, detail);
  }
  return { fileName: picture?.fileName ?? stated.name, size };
}
