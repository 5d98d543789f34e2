import { isSameSize, type Size } from '#core/geometry/size.ts';
import type { InputFiles, InputPicture } from '../format.ts';
import type { FileReport } from './fileReport.ts';

/** What a file says about one of its images. */
export interface StatedImage {
  readonly names: readonly string[]; // the likeliest first; what the image is called without its picture
  readonly size: Size | null; // as stated
  readonly path: string; // of the record in the file
}

/**
 * The picture that is meant, or what the file says in place of it. Where both are known and differ, the
 * picture is right and a warning tells. Null, which is reported, when nobody knows a size.
 */
export async function placeImage(
  files: InputFiles,
  { names, size, path }: StatedImage,
  report: FileReport,
): Promise<InputPicture | null> {
  const picture = await pictureOf(files, names);
  if (!picture) {
    const fileName = names[0] ?? '';
    if (size && fileName !== '') return { fileName, size };
    report.error('unknownSize', path, fileName);
    return null;
  }
  if (size && !isSameSize(size, picture.size)) {
    const turned = { width: size.height, height: size.width };
    const kind = isSameSize(turned, picture.size) ? 'turnedSize' : 'wrongSize';
    report.warning(kind, path, `${textOf(size)} stated, ${textOf(picture.size)} is the picture`);
  }
  return picture;
}

async function pictureOf(
  files: InputFiles,
  names: readonly string[],
): Promise<InputPicture | null> {
  for (const name of names) {
    const picture = name === '' ? null : await files.pictureOf(name);
    if (picture) return picture;
  }
  return null;
}

function textOf({ width, height }: Size): string {
  return `${width} × ${height}`;
}

const maxSide = 2 ** 20;
const maxArea = 2 ** 31 - 1; // more than COCO's strings can count

/** A size out of two values of a file, numbers or their text; null where it is no size of an image. */
export function statedSize(width: unknown, height: unknown): Size | null {
  const size = { width: Number(width), height: Number(height) };
  const isSide = (side: number): boolean => Number.isInteger(side) && side >= 1 && side <= maxSide;
  const isSize = isSide(size.width) && isSide(size.height) && size.width * size.height <= maxArea;
  return isSize ? size : null;
}

/** A path relative to the folder of a file, as a path from the root; '\\' is taken for '/'. */
export function besideFile(file: string, relative: string): string {
  const folders = file.split('/').slice(0, -1);
  for (const name of relative.replaceAll('\\', '/').split('/')) {
    if (name === '..') folders.pop();
    else if (name !== '.' && name !== '') folders.push(name);
  }
  return folders.join('/');
}
