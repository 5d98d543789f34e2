import type { InputFiles, InputPicture } from '#formats/format.ts';
import { bytesOfFile, type Source } from './source.ts';

const headBytes = 65_536;

/** The files of a source, for readers. @param pictureOf where the pictures are */
export function inputFilesOf(
  { files }: Pick<Source, 'files'>,
  pictureOf: (name: string) => Promise<InputPicture | null>,
): InputFiles {
  const fileOf = (path: string) => {
    const file = files.get(path);
    if (!file) throw new RangeError(`There is no ${path}.`);
    return file;
  };
  return {
    paths: [...files.keys()],
    bytesOf: (path) => bytesOfFile(fileOf(path)),
    textOf: async (path) => textIn(await bytesOfFile(fileOf(path))),
    decode: (utf8) => new TextDecoder().decode(utf8),
    streamOf: (path) => fileOf(path).stream(),
    headOf: (path) => fileOf(path).head(headBytes),
    pictureOf,
  };
}

function textIn(bytes: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue; // the next one may fit
    }
  }
  return null;
}
