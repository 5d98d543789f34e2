import { safePath, type SafePath } from './safePath.ts';

/** What no two files may have in common: their whole names, or also their names without extension. */
export type NamePolicy = 'uniqueNames' | 'uniqueStems';

/**
 * Where each file lies in an export, relative to the folder of images: safe on every system (see
 * {@link safePath}), and apart from all others when case and Unicode form are not told apart. The first
 * of equal names keeps it, the next gets ' (2)' before the extension. The same names in the same order
 * always give the same.
 */
export function outputNames(
  fileNames: readonly string[],
  policy: NamePolicy = 'uniqueStems',
): readonly string[] {
  const paths = fileNames.map(safePath);
  const taken = new Set(paths.flatMap(folderKeys)); // no file where a folder is
  const takenStems = new Set<string>();
  const copiesOf = new Map<string, number>();
  const isTaken = (path: SafePath, copy: number) =>
    taken.has(comparisonKey(copyName(path, copy))) ||
    (policy === 'uniqueStems' && takenStems.has(comparisonKey(copyStem(path, copy))));
  return paths.map((path) => {
    const wanted = comparisonKey(policy === 'uniqueStems' ? copyStem(path, 1) : copyName(path, 1));
    let copy = (copiesOf.get(wanted) ?? 0) + 1;
    while (isTaken(path, copy)) copy += 1;
    const name = copyName(path, copy);
    copiesOf.set(wanted, copy);
    taken.add(comparisonKey(name));
    takenStems.add(comparisonKey(copyStem(path, copy)));
    return name;
  });
}

function copyName(path: SafePath, copy: number): string {
  return copyStem(path, copy) + path.extension;
}

function copyStem({ folder, stem }: SafePath, copy: number): string {
  return `${folder}${stem}${copy === 1 ? '' : ` (${copy})`}`;
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
