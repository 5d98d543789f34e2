import type { ImageId } from '#core/annotation/ids.ts';
import { duplicatesOf, type DuplicateOf } from '#core/duplicates/duplicateOf.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { placeOf, sortImages, type ImageSort } from '#core/query/imageSort.ts';
import { matcherOf } from '#core/query/matcher.ts';
import type { Query } from '#core/query/query.ts';
import type { DocumentStore } from './documentStore.ts';
import type { GalleryStore } from './galleryStore.ts';

/** The images that the query of the gallery wants, in its order; gallery, filmstrip and steps share them. */
export interface ShownImages {
  /** The same list until images, categories, query or order change. */
  list(): readonly ImageSummary[];
  /**
   * The image some places further, from where this one stands or, when it is no longer wanted, stood.
   *
   * @param by not 0
   */
  neighbourOf(imageId: ImageId | null, by: number): ImageSummary | null;
  /** Images that have a twin in the project. */
  duplicateOf(): DuplicateOf;
}

/** Finds out which images have twins; runs anew only when images come, go or change their hashes. */
export type FindDuplicates = (images: Iterable<ImageSummary>) => DuplicateOf;

export function createShownImages(
  document: DocumentStore,
  gallery: GalleryStore,
  findDuplicates: FindDuplicates = duplicatesOf,
): ShownImages {
  const sorted = rememberSorted();
  const duplicates = rememberDuplicates(findDuplicates);
  let found: Found | null = null;
  function list(): readonly ImageSummary[] {
    const { document: open } = document.getState();
    const { query, sort } = gallery.getState();
    if (!open) return [];
    const { images, categories } = open;
    const isSame =
      found?.images === images &&
      found.categories === categories &&
      found.query === query &&
      found.sort === sort;
    if (isSame) return found?.list ?? [];
    const isMatch = matcherOf(query, {
      categories,
      duplicateOf: () => duplicates(images),
      clock: { now: Date.now(), midnightOf: localMidnight },
    });
    found = { images, categories, query, sort, list: sorted(images, sort).filter(isMatch) };
    return found.list;
  }
  return {
    list,
    neighbourOf(imageId, by) {
      const image = imageId && document.getState().document?.images.get(imageId);
      if (!image) return null;
      const shown = list();
      const place = placeOf(shown, image, gallery.getState().sort);
      const isShown = shown[place]?.id === imageId;
      return shown[isShown || by < 0 ? place + by : place + by - 1] ?? null;
    },
    duplicateOf() {
      const { document: open } = document.getState();
      return open ? duplicates(open.images) : new Map();
    },
  };
}

interface Found {
  readonly images: ProjectDocument['images'];
  readonly categories: ProjectDocument['categories'];
  readonly query: Query;
  readonly sort: ImageSort;
  readonly list: readonly ImageSummary[];
}

/** Sorts once per change of the images; the former order makes the next one cheap. */
function rememberSorted() {
  let former: { images: ProjectDocument['images']; sort: ImageSort } | null = null;
  let list: readonly ImageSummary[] = [];
  return (images: ProjectDocument['images'], sort: ImageSort): readonly ImageSummary[] => {
    if (former?.images !== images || former.sort !== sort) list = sortImages(images, sort, list);
    former = { images, sort };
    return list;
  };
}

/** An edit of status or objects makes a new map of images, but no new twins. */
function rememberDuplicates(find: FindDuplicates) {
  let former: ProjectDocument['images'] = new Map();
  let duplicateOf: DuplicateOf = new Map();
  return (images: ProjectDocument['images']): DuplicateOf => {
    if (former === images) return duplicateOf;
    if (!haveSameHashes(former, images)) duplicateOf = find(images.values());
    former = images;
    return duplicateOf;
  };
}

function haveSameHashes(a: ProjectDocument['images'], b: ProjectDocument['images']): boolean {
  if (a.size !== b.size) return false;
  for (const [id, image] of b) {
    const other = a.get(id);
    if (image === other) continue;
    if (image.contentHash !== other?.contentHash) return false;
    if (image.perceptualHash !== other.perceptualHash) return false;
  }
  return true;
}

function localMidnight(year: number, month: number, day: number): number {
  return new Date(year, month - 1, day).getTime();
}
