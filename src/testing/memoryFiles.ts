import type { Size } from '#core/geometry/size.ts';
import type { InputFiles, InputPicture } from '#formats/format.ts';

/** A folder in memory, as readers of formats see it. */
export function memoryFiles(
  files: ReadonlyMap<string, string | Uint8Array<ArrayBuffer>>,
  pictures: readonly InputPicture[] = [],
): InputFiles {
  const bytesOf = (path: string): Uint8Array<ArrayBuffer> => {
    const content = files.get(path);
    if (content === undefined) throw new Error(`There is no ${path}.`);
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  };
  return {
    paths: [...files.keys()].toSorted(),
    bytesOf: (path) => Promise.resolve(bytesOf(path)),
    textOf: (path) => Promise.resolve(textOf(bytesOf(path))),
    decode: (utf8) => new TextDecoder().decode(utf8),
    async *streamOf(path) {
      const bytes = bytesOf(path);
      for (let start = 0; start < bytes.length; start += 7) yield bytes.slice(start, start + 7);
    },
    headOf: (path) => Promise.resolve(bytesOf(path).slice(0, 65_536)),
    pictureOf: (name) => Promise.resolve(pictureIn(pictures, name)),
  };
}

/** One picture of that size under any name. */
export function pictureNamed(fileName: string, size: Size): InputPicture {
  return { fileName, size };
}

function textOf(bytes: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  return null;
}

function pictureIn(pictures: readonly InputPicture[], name: string): InputPicture | null {
  const rules = [pathOf, baseOf, stemOf];
  for (const rule of rules) {
    const fitting = pictures.filter(({ fileName }) => rule(fileName) === rule(name));
    if (fitting.length === 1) return fitting[0] ?? null;
  }
  return null;
}

function pathOf(name: string): string {
  return name;
}

function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function stemOf(name: string): string {
  return baseOf(name).replace(/\.[^.]*$/u, '');
}
