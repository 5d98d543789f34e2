import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { InputFiles, InputPicture } from '#formats/format.ts';
import { imageFormatOf } from '#images/header/imageFormat.ts';
import { pictureHeaderOf } from '#images/header/pictureHeader.ts';
import { memoryFiles } from './memoryFiles.ts';
import { sharedDataPath } from './sharedData.ts';

/**
 * A folder of the reference data as readers see it, with the sizes of its pictures; null where it is
 * absent. Pictures are named by their whole path.
 */
export function sharedFolder(path: string): InputFiles | null {
  const root = sharedDataPath(path);
  if (root === null) return null;
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const absolute = join(entry.parentPath, entry.name);
    const relative = absolute
      .slice(root.length + 1)
      .split(sep)
      .join('/');
    files.set(relative, new Uint8Array(readFileSync(absolute)));
  }
  const pictures = [...files].flatMap(([fileName, bytes]): InputPicture[] => {
    const format = imageFormatOf(bytes);
    const header = format === 'tiff' || format === 'other' ? null : pictureHeaderOf(bytes, format);
    return header ? [{ fileName, size: header.size }] : [];
  });
  return memoryFiles(files, pictures);
}
