import type { Split } from './split.ts';

const splitNames: ReadonlyMap<string, Split> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['val', 'val'],
  ['valid', 'val'],
  ['validation', 'val'],
  ['dev', 'val'],
  ['test', 'test'],
  ['testing', 'test'],
]);

/** The split that a folder on the way to the file names, the outermost first; null when none does. */
export function splitOfPath(path: string): Split | null {
  for (const folder of foldersOf(path)) {
    const split = splitNames.get(folder.trim().toLowerCase());
    if (split) return split;
  }
  return null;
}

/**
 * The folders that a file lies in as tags: unique, ascending.
 *
 * @param rootDepth how many of the outermost folders hold everything and so tell nothing
 * @param withSplits whether folders that name a split count as well
 */
export function tagsOfPath(
  path: string,
  { rootDepth, withSplits }: { readonly rootDepth: number; readonly withSplits: boolean },
): readonly string[] {
  const names = foldersOf(path)
    .slice(rootDepth)
    .map((folder) => folder.trim())
    .filter((name) => name !== '' && (withSplits || !splitNames.has(name.toLowerCase())));
  return [...new Set(names)].toSorted();
}

/** How many folders all of the files lie in. */
export function rootDepthOf(paths: readonly string[]): number {
  const [first, ...others] = paths;
  if (first === undefined) return 0;
  let common: readonly string[] = foldersOf(first);
  for (const path of others) {
    if (common.length === 0) return 0;
    const folders = foldersOf(path);
    const end = common.findIndex((folder, depth) => folders[depth] !== folder);
    if (end >= 0) common = common.slice(0, end);
  }
  return common.length;
}

function foldersOf(path: string): readonly string[] {
  return path.split('/').slice(0, -1);
}
