import type { InputFiles, InputPicture } from '../format.ts';

const headBytes = 65_536;

/** Files that were written, as a reader sees them. The pictures are known by name only. */
export function keptFiles(
  files: ReadonlyMap<string, Blob>,
  pictures: ReadonlyMap<string, InputPicture>,
): InputFiles {
  const blobOf = (path: string): Blob => {
    const blob = files.get(path);
    if (!blob) throw new RangeError(`There is no ${path}.`);
    return blob;
  };
  const bytesOf = async (path: string) => new Uint8Array(await blobOf(path).arrayBuffer());
  const named = pictureFinder(pictures);
  return {
    paths: [...files.keys()].toSorted(),
    bytesOf,
    textOf: async (path) => textIn(await bytesOf(path)),
    decode: (utf8) => new TextDecoder().decode(utf8),
    streamOf: (path) => piecesOf(blobOf(path)),
    headOf: async (path) => new Uint8Array(await blobOf(path).slice(0, headBytes).arrayBuffer()),
    pictureOf: async (name) => named(name),
  };
}

async function* piecesOf(blob: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = blob.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield new Uint8Array(value);
    }
  } finally {
    await reader.cancel();
  }
}

function textIn(bytes: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  return null;
}

/** By path, by the end of a path, by name and by stem, where only one fits. */
function pictureFinder(pictures: ReadonlyMap<string, InputPicture>) {
  const byTail = new Map<string, InputPicture | null>();
  for (const [path, picture] of pictures) {
    for (const key of keysOf(path)) {
      const known = byTail.get(key);
      byTail.set(key, known === undefined || known === picture ? picture : null);
    }
  }
  return (name: string): InputPicture | null => {
    const exact = pictures.get(name);
    if (exact) return exact;
    for (const key of keysOf(name)) {
      const found = byTail.get(key);
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
