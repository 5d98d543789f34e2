import { annotationCountOf, imageStatuses, type ImageSummary } from '../project/project.ts';

export const sortKeys = [
  'order',
  'name',
  'status',
  'objects',
  'split',
  'size',
  'pixels',
  'added',
] as const;

/** `order` is the order in which images were opened, `size` that of the files, `pixels` their area. */
export type SortKey = (typeof sortKeys)[number];

export interface ImageSort {
  readonly by: SortKey;
  readonly isDescending: boolean;
}

export const sortAtFirst: ImageSort = { by: 'order', isDescending: false };

/**
 * Orders images; those that are equal stay in the order in which they were opened, either way.
 * No two images compare as equal.
 */
export function comparatorOf({
  by,
  isDescending,
}: ImageSort): (a: ImageSummary, b: ImageSummary) => number {
  const compare = comparators[by];
  const sign = isDescending ? -1 : 1;
  if (by === 'order') return (a, b) => sign * tieBreak(a, b);
  return (a, b) => sign * compare(a, b) || tieBreak(a, b);
}

/**
 * The images in order. An order that was found before makes it quick: one comparison per image
 * where little has changed since.
 *
 * @param former the images as they were sorted the last time; any will do
 */
export function sortImages(
  images: ReadonlyMap<ImageSummary['id'], ImageSummary>,
  sort: ImageSort,
  former: readonly ImageSummary[] = [],
): readonly ImageSummary[] {
  const known = new Set<ImageSummary['id']>();
  const list: ImageSummary[] = [];
  for (const { id } of former) {
    const image = images.get(id);
    if (!image || known.has(id)) continue;
    known.add(id);
    list.push(image);
  }
  for (const image of images.values()) if (!known.has(image.id)) list.push(image);
  return list.toSorted(comparatorOf(sort));
}

/** Where an image would stand among sorted ones: the number of those before it. */
export function placeOf(
  images: readonly ImageSummary[],
  image: ImageSummary,
  sort: ImageSort,
): number {
  const compare = comparatorOf(sort);
  let low = 0;
  let high = images.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = images[middle];
    if (other && compare(other, image) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `img2` before `img10`, whatever the language of the browser. */
const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const splitOrder = ['train', 'val', 'test'] as const;

type Comparator = (a: ImageSummary, b: ImageSummary) => number;

const comparators: Readonly<Record<SortKey, Comparator>> = {
  order: (a, b) => a.order - b.order,
  name: (a, b) => names.compare(a.fileName, b.fileName),
  status: byNumber(({ status }) => imageStatuses.indexOf(status)),
  objects: byNumber(annotationCountOf),
  split: byNumber(({ split }) => (split ? splitOrder.indexOf(split) : splitOrder.length)),
  size: byNumber(({ sizeBytes }) => sizeBytes),
  pixels: byNumber(({ size }) => size.width * size.height),
  added: byNumber(({ addedAt }) => addedAt),
};

function byNumber(numberOf: (image: ImageSummary) => number): Comparator {
  return (a, b) => numberOf(a) - numberOf(b);
}

function tieBreak(a: ImageSummary, b: ImageSummary): number {
  return a.order - b.order || (a.id < b.id ? -1 : Number(a.id > b.id));
}
