/** Names that pictures have; what they are is seen by their bytes. */
export function isPictureName(path: string): boolean {
  return /\.(?:jpe?g|png|webp|avif|bmp|gif|heic|heif)$/iu.test(path);
}

/**
 * Finds the picture that a file of annotations means: by its path, by the end of a path, by its name
 * alone, by its stem, where only one fits.
 */
export function pictureFinder(paths: Iterable<string>): (name: string) => string | null {
  const all = new Set(paths);
  const byKey = new Map<string, string | null>();
  for (const path of all) {
    for (const key of keysOf(path)) byKey.set(key, byKey.has(key) ? null : path);
  }
  return (name) => {
    const wanted = name.replaceAll('\\', '/').replace(/^(?:\.\/)+/u, '');
    if (all.has(wanted)) return wanted;
    for (const key of keysOf(wanted)) {
      const found = byKey.get(key);
      if (found) return found;
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

const pictureFolder = /^(?:.*\/)?(?:images|jpegimages|img_dir|data)\/(?:(?:train|val|test)\/)?/iu;

/**
 * What pictures are called in a data set: their paths without the folders that formats put them in,
 * where that leaves them apart; else their whole paths.
 */
export function pictureNames(paths: readonly string[]): ReadonlyMap<string, string> {
  const short = new Map(paths.map((path) => [path, path.replace(pictureFolder, '')]));
  const isApart = new Set(short.values()).size === short.size;
  return isApart ? short : new Map(paths.map((path) => [path, path]));
}
