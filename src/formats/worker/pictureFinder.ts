/** Finds what lies under a name: by path, by the end of a path, by name and by stem, where only one fits. */
export function pictureFinder<Value>(
  pictures: ReadonlyMap<string, Value>,
): (name: string) => Value | null {
  const byTail = new Map<string, Value | null>();
  for (const [path, picture] of pictures) {
    for (const key of keysOf(path)) {
      const known = byTail.get(key);
      byTail.set(key, known === undefined || known === picture ? picture : null);
    }
  }
  return (name) => {
    const exact = pictures.get(name);
    if (exact !== undefined) return exact;
    for (const key of keysOf(name)) {
      const found = byTail.get(key);
      if (found !== undefined && found !== null) return found;
    }
    return null;
  };
}

/** All ends of a path from the longest to its name, then its stem, which a mark tells from a name. */
function keysOf(path: string): readonly string[] {
  const segments = path.split('/');
  const tails = segments.map((_, depth) => segments.slice(depth).join('/'));
  const base = tails.at(-1) ?? path;
  return [...tails, `stem ${base.replace(/\.[^.]*$/u, '')}`];
}
