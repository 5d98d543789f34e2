import type { ImageId } from '#core/annotation/ids.ts';
import { type ImageSummary, sortedImages } from '#core/project/project.ts';
import { type SafePath, safePath } from './safePath.ts';

/**
 * Where each image lies in the export, relative to its images folder: safe on every system (see
 * {@link safePath}), and apart from all others when case and Unicode form are not told apart. In
 * the order of the images the first of equal names keeps it, the next gets ' (2)' before the
 * extension. The same images always get the same names.
 */
export function cocoFileNames(images: readonly ImageSummary[]): ReadonlyMap<ImageId, string> {
  const paths = sortedImages(images).map(({ id, fileName }) => ({ id, path: safePath(fileName) }));
  const taken = new Set(paths.flatMap(({ path }) => folderKeys(path))); // no file where a folder is
  const copiesOf = new Map<string, number>();
  const names = new Map<ImageId, string>();
  for (const { id, path } of paths) {
    const wanted = comparisonKey(copyName(path, 1));
    let copy = (copiesOf.get(wanted) ?? 0) + 1;
    while (taken.has(comparisonKey(copyName(path, copy)))) copy += 1;
    const name = copyName(path, copy);
    copiesOf.set(wanted, copy);
    taken.add(comparisonKey(name));
    names.set(id, name);
  }
  return names;
}

function copyName({ folder, stem, extension }: SafePath, copy: number): string {
  return `${folder}${stem}${copy === 1 ? '' : ` (${copy})`}${extension}`;
}

/** The keys of every folder on the way to the file. */
function folderKeys({ folder }: SafePath): readonly string[] {
  const names = folder.split('/').slice(0, -1);
  return names.map((_, depth) => comparisonKey(names.slice(0, depth + 1).join('/')));
}

/** Equal for names that some file system takes for one. */
function comparisonKey(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
