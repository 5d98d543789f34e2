import type { Split } from '#core/project/split.ts';
import type { InputFiles } from '#formats/format.ts';
import { isListPath, nameOf, stemOf } from './paths.ts';

/** Who belongs to which split. */
export interface SplitFinder {
  /** Of a picture by its path without extension; null: to none, or to training and validation both. */
  of(stem: string): Split | null;
  /** Pictures that lists name. */
  readonly listed: readonly string[];
}

const keys: ReadonlyMap<string, Split> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['obj_train_data', 'train'],
  ['val', 'val'],
  ['valid', 'val'],
  ['validation', 'val'],
  ['obj_valid_data', 'val'],
  ['test', 'test'],
  ['testing', 'test'],
  ['obj_test_data', 'test'],
]);

/**
 * Reads splits from lists of pictures (`train.txt`), from folders that the data file names, or from
 * folders named after a split, whichever says something of a picture first. Where training and
 * validation name the very same, the picture is in no split.
 */
export async function splitFinder(
  files: InputFiles,
  folders: ReadonlyMap<string, readonly string[]>,
): Promise<SplitFinder> {
  const listed: string[] = [];
  const byName = new Map<string, { readonly stem: string; readonly split: Split }[]>();
  const named = [...folders].flatMap(([key, entries]) =>
    entries.map((entry) => ({ folder: cleaned(entry), split: keys.get(key) ?? null })),
  );
  for (const path of files.paths) {
    const use = named.find(({ folder }) => /\.txt$/iu.test(folder) && endsAlike(folder, path));
    if (!use && !isListPath(path)) continue;
    const split = use?.split ?? splitOfList(path);
    const lines = (await files.textOf(path))?.split(/\r\n|\n|\r/u) ?? [];
    for (const line of lines) {
      const entry = cleaned(line.trim());
      if (!split || !/\.[a-z]{2,4}$/iu.test(entry)) continue;
      const stem = stemOf(entry);
      const known = byName.get(nameOf(stem)) ?? [];
      known.push({ stem, split });
      byName.set(nameOf(stem), known);
      listed.push(entry);
    }
  }
  return {
    listed,
    of: (stem) => {
      const entries = byName.get(nameOf(stem)) ?? [];
      const fitting = entries.filter((entry) => endsAlike(entry.stem, stem));
      if (fitting.length > 0) return theOne(fitting.map(({ split }) => split));
      const uses = named.filter(({ folder }) => folder !== '' && isBelow(stem, folder));
      if (uses.length > 0) return theOne(uses.map(({ split }) => split));
      return splitOfFolders(stem);
    },
  };
}

function theOne(splits: readonly (Split | null)[]): Split | null {
  const [first = null, ...others] = new Set(splits);
  return others.length === 0 ? first : null;
}

function splitOfList(path: string): Split | null {
  return (
    keys.get(
      nameOf(stemOf(path))
        .replace(/^autosplit_/iu, '')
        .toLowerCase(),
    ) ?? null
  );
}

function splitOfFolders(stem: string): Split | null {
  const folders = stem.split('/').slice(0, -1);
  for (const folder of folders.toReversed()) {
    const split = keys.get(folder.toLowerCase());
    if (split) return split;
  }
  return null;
}

/** A path without what leads out of the folder. */
function cleaned(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^(?:[a-z]:)?(?:\.{0,2}\/)+/iu, '')
    .replace(/\/$/u, '');
}

/** Whether one path is the end of the other. */
function endsAlike(a: string, b: string): boolean {
  return `/${a}`.endsWith(`/${b}`) || `/${b}`.endsWith(`/${a}`) || nameOf(a) === a;
}

function isBelow(stem: string, folder: string): boolean {
  return `/${stem}`.includes(`/${folder}/`);
}
