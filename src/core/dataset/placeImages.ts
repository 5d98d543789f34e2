import type { ImageId } from '../annotation/ids.ts';
import type { ImageSummary } from '../project/project.ts';
import type { DataSetImage } from './dataSet.ts';
import type { ImagePlace } from './importPlan.ts';
import { matchImages } from './matchImages.ts';

/** What is known of the chosen files that are pictures. */
export interface ComingPictures {
  /** Whether a path is one of them. */
  has(path: string): boolean;
  /** The image of the project with the very same bytes. */
  twinOf(path: string): ImageId | null;
}

type KnownImage = Pick<ImageSummary, 'id' | 'fileName' | 'size' | 'contentHash'>;

/**
 * Where each image of a data set is. A file that comes along is told by its bytes; all others by the
 * content hash that the data set states, then by path, the end of a path, name and stem, where only one fits.
 * An image of another size takes no masks.
 */
export function placeImages(
  read: readonly Pick<DataSetImage, 'fileName' | 'size' | 'contentHash'>[],
  known: readonly KnownImage[],
  coming: ComingPictures,
): readonly ImagePlace[] {
  const byId = new Map(known.map((image) => [image.id, image]));
  const byHash = new Map(
    known.flatMap((image) => (image.contentHash ? [[image.contentHash, image.id]] : [])),
  );
  const named = matchImages(
    read.map(({ fileName }) => fileName),
    known.map(({ fileName }) => fileName),
  );
  const taken = new Set<ImageId>();
  return read.map(({ fileName, size, contentHash }, index): ImagePlace => {
    const isComing = coming.has(fileName);
    const twin = isComing ? coming.twinOf(fileName) : null;
    if (isComing && twin === null) return { kind: 'file', path: fileName };
    const hashed = contentHash === null ? undefined : byHash.get(contentHash);
    const id = twin ?? hashed ?? known[named[index] ?? -1]?.id;
    const image = id && byId.get(id);
    if (!image || taken.has(image.id)) return { kind: 'missing' };
    taken.add(image.id);
    const isSameSize = image.size.width === size.width && image.size.height === size.height;
    return isSameSize
      ? { kind: 'image', id: image.id }
      : { kind: 'otherSize', id: image.id, size: image.size };
  });
}
