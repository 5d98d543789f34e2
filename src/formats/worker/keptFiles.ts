import type { InputFiles, InputPicture } from '../format.ts';
import { headBytes, piecesOf, textIn } from './fileContents.ts';
import { pictureFinder } from './pictureFinder.ts';

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
