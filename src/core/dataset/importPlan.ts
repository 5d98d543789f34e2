import {
  isSameCategoryName,
  normalizeCategoryName,
  type Category,
} from '../annotation/category.ts';
import type { CategoryId, ImageId } from '../annotation/ids.ts';
import type { Size } from '../geometry/size.ts';
import type { DataSetCategory } from './dataSet.ts';

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
