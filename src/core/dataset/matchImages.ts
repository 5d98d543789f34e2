/**
 * Which image that was read is which one that was written, by its path, then by the end of its path,
 * its name alone, its stem, where only one fits on either side.
 *
 * @returns for each written name the index of the read one; null: it did not come back
 */
export function matchImages(
  written: readonly string[],
  read: readonly string[],
): readonly (number | null)[] {
  const found = written.map((): number | null => null);
  const free = new Set(read.keys());
  for (const keysOf of [pathOf, tailsOf, baseOf, stemOf]) {
    const byKey = uniqueByKey([...free], (index) => keysOf(read[index] ?? ''));
    const open = found.flatMap((match, index) => (match === null ? [index] : []));
    const wanted = uniqueByKey(open, (index) => wantedKeyOf(keysOf, written[index] ?? ''));
    for (const [key, index] of wanted) {
      const match = byKey.get(key) ?? null;
      if (index === null || match === null || !free.has(match)) continue;
      found[index] = match;
      free.delete(match);
    }
    if (free.size === 0) break;
  }
  return found;
}

type KeysOf = (name: string) => readonly string[];

/** A written name is looked for as it is among the ends of those that were read. */
function wantedKeyOf(keysOf: KeysOf, name: string): readonly string[] {
  return keysOf === tailsOf ? [name] : keysOf(name);
}

/** The index under each key; null: several have it. */
function uniqueByKey(
  indexes: readonly number[],
  keysOf: (index: number) => readonly string[],
): ReadonlyMap<string, number | null> {
  const byKey = new Map<string, number | null>();
  for (const index of indexes) {
    for (const key of keysOf(index)) byKey.set(key, byKey.has(key) ? null : index);
  }
  return byKey;
}

function pathOf(name: string): readonly string[] {
  return [name];
}

/** What is left of a path without each of its outer folders. */
function tailsOf(name: string): readonly string[] {
  return [...name.matchAll(/\//gu)].map(({ index }) => name.slice(index + 1));
}

function baseOf(name: string): readonly string[] {
  return [name.slice(name.lastIndexOf('/') + 1)];
}

function stemOf(name: string): readonly string[] {
  return baseOf(name).map((base) => base.replace(/\.[^.]*$/u, ''));
}
