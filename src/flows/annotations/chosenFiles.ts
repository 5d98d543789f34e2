import type { ImageId } from '#core/annotation/ids.ts';
import type { ComingPictures } from '#core/dataset/placeImages.ts';
import type { ReadImage } from '#core/dataset/readSummary.ts';
import { sortedImages, type ImageSummary } from '#core/project/project.ts';
import type { Arrival } from '#files/arrival.ts';
import type { ReadHost, ReadSource } from '#formats/worker/reader.ts';
import { KnownFiles } from '../import/knownFiles.ts';
import type { Services } from '../services.ts';
import { isAnnotationName } from './annotationNames.ts';

const pictureExtensions = /\.(jpe?g|jfif|pjpeg|png|apng|webp|avif|bmp|dib|gif|tiff?|heic|heif)$/iu;

/** The files that somebody chose, by path. */
export type ChosenFiles = ReadonlyMap<string, Arrival>;

/** What a reader is to know of the chosen files and the open project. */
export function sourceOf({ stores }: Pick<Services, 'stores'>, files: ChosenFiles): ReadSource {
  const { document } = stores.document.getState();
  const paths = [...files.keys()];
  return {
    paths,
    picturePaths: paths.filter((path) => pictureExtensions.test(path)),
    projectPictures: sortedImages(document?.images.values() ?? []).map(({ fileName, size }) => ({
      fileName,
      size,
    })),
  };
}

/** Opens the files as a reader asks for them. */
export function hostOf({ images }: Pick<Services, 'images'>, files: ChosenFiles): ReadHost {
  // a reader looks at the beginning of a file and then reads it: out of an archive it is unpacked once
  let last: { readonly path: string; readonly file: Promise<File> } | null = null;
  const fileOf = async (path: string): Promise<File> => {
    const arrival = files.get(path);
    if (!arrival) throw new RangeError(`There is no ${path}.`);
    if (last?.path !== path) {
      const file = arrival.open();
      if (!isAnnotationName(path)) return file;
      last = { path, file };
    }
    return last.file;
  };
  return {
    fileOf,
    sizeOf: async (path) => images.sizeOf(await fileOf(path)),
  };
}

/**
 * Which of the pictures that come along are in the project already, told by their bytes. Only files of a
 * size that the project knows are read for it.
 */
export async function comingPictures(
  { images }: Pick<Services, 'images'>,
  files: ChosenFiles,
  read: readonly Pick<ReadImage, 'fileName'>[],
  known: readonly ImageSummary[],
): Promise<ComingPictures> {
  const knownFiles = new KnownFiles(known);
  const byHash = new Map(
    known.flatMap(({ id, contentHash }) => (contentHash === null ? [] : [[contentHash, id]])),
  );
  const twins = new Map<string, ImageId>();
  for (const { fileName } of read) {
    const arrival = files.get(fileName);
    if (!arrival || byHash.size === 0) continue;
    if (arrival.stat && !knownFiles.hasSize(arrival.stat.sizeBytes)) continue;
    const file = await arrival.open();
    if (!knownFiles.hasSize(file.size)) continue;
    const hash = await images.hashOf(file);
    const twin = hash === null ? undefined : byHash.get(hash);
    if (twin) twins.set(fileName, twin);
  }
  return { has: (path) => files.has(path), twinOf: (path) => twins.get(path) ?? null };
}
