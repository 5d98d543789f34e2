import {
  isSameCategoryName,
  normalizeCategoryName,
  type Category,
} from '../annotation/category.ts';
import type { CategoryId, ImageId } from '../annotation/ids.ts';
import type { Size } from '../geometry/size.ts';
import type { ImageSummary } from '../project/project.ts';
import type { DataSetCategory, DataSetImage } from './dataSet.ts';
import { matchImages } from './matchImages.ts';

/** What becomes of a category of the file; `new`: it is added under its name. */
export type CategoryChoice = 'new' | 'leaveOut' | { readonly id: CategoryId };

/** What becomes of the objects that images have already. */
export type ExistingObjects = 'add' | 'replace' | 'skip';

/** In the order in which they are offered. */
export const existingObjectChoices = ['add', 'replace', 'skip'] as const;

/** The category of the same name, whatever its case, else a new one. */
export function matchCategories(
  read: readonly Pick<DataSetCategory, 'name'>[],
  known: Iterable<Category>,
): readonly CategoryChoice[] {
  const all = [...known];
  return read.map(({ name }) => {
    const same = all.find((category) => isSameCategoryName(category.name, name));
    return same ? { id: same.id } : 'new';
  });
}

/** Where an image of the data set is. */
export type ImagePlace =
  | { readonly kind: 'image'; readonly id: ImageId } // in the project
  | { readonly kind: 'file'; readonly path: string } // among the chosen files
  | { readonly kind: 'otherSize'; readonly id: ImageId; readonly size: Size } // that in the project
  | { readonly kind: 'missing' };

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

/** What an import will do, as far as it can be said before. */
export interface ImportForecast {
  readonly objectCount: number; // that are on images which are there, of categories that come in
  readonly imageCount: number; // that get any
  readonly newImageCount: number; // that come along as files
  readonly newCategoryCount: number;
  readonly leftOutCount: number; // objects whose category is left out
  readonly homelessCount: number; // objects whose image is not there
  readonly inhabitedCount: number; // images with objects already that would get some
}

export interface ForecastInput {
  readonly categories: readonly { readonly name: string; readonly choice: CategoryChoice }[];
  readonly images: readonly {
    readonly place: ImagePlace;
    readonly objectCounts: readonly (readonly [category: number, count: number])[];
    readonly isInhabited: boolean; // has objects already
  }[];
  readonly existing: ExistingObjects;
}

/** Sums up what the choices mean. */
export function forecastImport({ categories, images, existing }: ForecastInput): ImportForecast {
  const isLeftOut = (index: number) => categories[index]?.choice === 'leaveOut';
  const sums = { objectCount: 0, imageCount: 0, newImageCount: 0 };
  const others = { leftOutCount: 0, homelessCount: 0, inhabitedCount: 0 };
  for (const { place, objectCounts, isInhabited } of images) {
    const all = objectCounts.reduce((sum, [, count]) => sum + count, 0);
    const out = objectCounts.reduce((sum, [at, count]) => sum + (isLeftOut(at) ? count : 0), 0);
    if (place.kind === 'file') sums.newImageCount += 1;
    if (place.kind === 'missing' || place.kind === 'otherSize') {
      others.homelessCount += all;
      continue;
    }
    others.leftOutCount += out;
    if (all === out) continue;
    if (isInhabited) others.inhabitedCount += 1;
    if (isInhabited && existing === 'skip') continue;
    sums.objectCount += all - out;
    sums.imageCount += 1;
  }
  const fresh = categories.flatMap(({ name, choice }) => (choice === 'new' ? keyOf(name) : []));
  return { ...sums, ...others, newCategoryCount: new Set(fresh).size };
}

function keyOf(name: string): string {
  return normalizeCategoryName(name).toLowerCase();
}
