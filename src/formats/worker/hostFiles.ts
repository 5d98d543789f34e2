import type { Size } from '#core/geometry/size.ts';
import type { InputFiles, InputPicture } from '../format.ts';
import type { FormatId } from '../registry.ts';
import { headBytes, piecesOf, textIn } from './fileContents.ts';
import { pictureFinder } from './pictureFinder.ts';
import type { ReadHost, ReadSource } from './reader.ts';

/** Their files are named as the pictures are, so that a mask must not be taken for its picture. */
const maskFormats: ReadonlySet<FormatId> = new Set([
  'semantic-png',
  'instance-png',
  'binary-masks',
  'coco-panoptic',
]);

/** The files that somebody chose, as a reader of that format sees them. */
export function hostFiles(source: ReadSource, host: ReadHost, formatId: FormatId): InputFiles {
  const bytesOf = async (path: string) => {
    const file = await host.fileOf(path);
    return new Uint8Array(await file.arrayBuffer());
  };
  return {
    paths: source.paths.toSorted(),
    bytesOf,
    textOf: async (path) => textIn(await bytesOf(path)),
    decode: (utf8) => new TextDecoder().decode(utf8),
    async *streamOf(path) {
      yield* piecesOf(await host.fileOf(path));
    },
    headOf: async (path) => {
      const file = await host.fileOf(path);
      return new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
    },
    pictureOf: pictureLookup(source, host, formatId),
  };
}

/**
 * Pictures that come with the annotations go before those of the project, unless the format's own
 * files are pictures too.
 */
function pictureLookup(
  { picturePaths, projectPictures }: ReadSource,
  host: ReadHost,
  formatId: FormatId,
): InputFiles['pictureOf'] {
  const ofFiles = pictureFinder(new Map(picturePaths.map((path) => [path, path])));
  const ofProject = pictureFinder(
    new Map(projectPictures.map((picture) => [picture.fileName, picture])),
  );
  const sizes = new Map<string, Promise<Size | null>>();
  async function amongFiles(name: string): Promise<InputPicture | null> {
    const path = ofFiles(name);
    if (path === null) return null;
    const measuring = sizes.get(path) ?? host.sizeOf(path);
    sizes.set(path, measuring);
    const size = await measuring;
    return size && { fileName: path, size };
  }
  return async (name) =>
    maskFormats.has(formatId)
      ? (ofProject(name) ?? (await amongFiles(name)))
      : ((await amongFiles(name)) ?? ofProject(name));
}
