import { isSameSize } from '../geometry/size.ts';
import { isSameMask } from '../mask/measures.ts';
import type { DataSet, DataSetCategory, DataSetObject } from './dataSet.ts';
import { differencesBetween } from './compareObjects.ts';
import { matchImages } from './matchImages.ts';
import { matchObjects, type ObjectMatch } from './matchObjects.ts';
import type { SelfCheckReport } from './selfCheckReport.ts';
import { SelfCheckTally } from './selfCheckTally.ts';

/** A data set that was written and what a reader made of the files. */
export interface Comparison {
  readonly written: DataSet;
  /** Where the images lie in the files, by their index, as the writer was told. */
  readonly fileNames: readonly string[];
  readonly read: DataSet;
  /** Told after each image, with how many are done; may throw to end it. */
  readonly onImage?: (doneCount: number) => void;
}

/**
 * Compares what was to be written with what was read back, object by object. Objects are asked for
 * image by image; nothing is kept of an image that is done.
 */
export async function compareDataSets(comparison: Comparison): Promise<SelfCheckReport> {
  const { written, fileNames, read, onImage } = comparison;
  const tally = new SelfCheckTally();
  const categories = matchCategories(written.categories, read.categories, tally);
  const names = read.images.map(({ fileName }) => fileName);
  const matches = matchImages(fileNames, names);
  for (const [image, match] of matches.entries()) {
    await compareImage({ written, read, image, match, categories }, tally);
    onImage?.(image + 1);
  }
  await countAddedImages(read, matches, tally);
  return tally.report(written.images.length, read.images.length);
}

interface ImageComparison {
  readonly written: DataSet;
  readonly read: DataSet;
  readonly image: number;
  readonly match: number | null;
  /** For each category that was read its number among the written ones; others have their own. */
  readonly categories: readonly number[];
}

async function compareImage(comparison: ImageComparison, tally: SelfCheckTally): Promise<void> {
  const { written, read, image, match, categories } = comparison;
  const ours = await written.objectsOf(image);
  const whole = { image, object: null, iou: null };
  if (match === null) {
    tally.countObjects(ours.length, 0);
    tally.add({ ...whole, kind: 'imageMissing', detail: written.images[image]?.fileName ?? '' });
    for (const object of ours.keys()) {
      tally.add({ ...whole, kind: 'objectMissing', object, detail: '' });
    }
    return;
  }
  const theirs = (await read.objectsOf(match)).map((object) => ({
    ...object,
    category: categories[object.category] ?? -1,
  }));
  tally.countObjects(ours.length, theirs.length);
  const size = written.images[image]?.size;
  const readSize = read.images[match]?.size;
  if (size && readSize && !isSameSize(size, readSize)) {
    const detail = `${readSize.width} × ${readSize.height} for ${size.width} × ${size.height}`;
    tally.add({ ...whole, kind: 'imageSize', detail });
    return;
  }
  compareObjectsOf({ ours, theirs, image, nameOf: (category) => nameIn(written, category) }, tally);
}

interface ObjectsOfImage {
  readonly ours: readonly DataSetObject[];
  readonly theirs: readonly DataSetObject[];
  readonly image: number;
  nameOf(category: number): string;
}

function compareObjectsOf(objects: ObjectsOfImage, tally: SelfCheckTally): void {
  const { ours, theirs, image, nameOf } = objects;
  const { matches, missing, added } = matchObjects(ours, theirs);
  for (const match of matches) compareMatch(objects, match, tally);
  for (const object of missing) {
    const detail = nameOf(ours[object]?.category ?? -1);
    tally.add({ kind: 'objectMissing', image, object, iou: null, detail });
  }
  for (const object of added) {
    const detail = nameOf(theirs[object]?.category ?? -1);
    tally.add({ kind: 'objectAdded', image, object: null, iou: null, detail });
  }
}

function compareMatch(objects: ObjectsOfImage, match: ObjectMatch, tally: SelfCheckTally): void {
  const { ours, theirs, image, nameOf } = objects;
  const [object = -1] = match.written;
  const one = ours[object];
  const other = theirs[match.read[0] ?? -1];
  if (!one || !other) return;
  const { iou } = match;
  const isExact = iou === 1 && (!other.isBoxOnly || isSameMask(one.mask, other.mask));
  for (const _ of match.written) tally.addIou(iou, isExact);
  if (match.read.length > 1) {
    const detail = `${match.read.length}`;
    tally.add({ kind: 'objectSplit', image, object, iou, detail });
  }
  if (match.written.length > 1) {
    const detail = `${match.written.length}`;
    tally.add({ kind: 'objectsMerged', image, object, iou, detail });
  }
  const isOneToOne = match.read.length + match.written.length === 2;
  if (!isOneToOne && iou < 1) tally.add({ kind: 'outline', image, object, iou, detail: '' });
  if (!isOneToOne) return;
  if (one.category !== other.category) {
    const detail = `${nameOf(other.category)} for ${nameOf(one.category)}`;
    tally.add({ kind: 'category', image, object, iou, detail });
  }
  for (const [kind, detail] of differencesBetween(one, other)) {
    tally.add({ kind, image, object, iou, detail });
  }
}

function nameIn({ categories }: DataSet, category: number): string {
  return categories[category]?.name ?? 'another category';
}

async function countAddedImages(
  read: DataSet,
  matches: readonly (number | null)[],
  tally: SelfCheckTally,
): Promise<void> {
  const matched = new Set(matches);
  for (const [index, { fileName }] of read.images.entries()) {
    if (matched.has(index)) continue;
    tally.countObjects(0, (await read.objectsOf(index)).length);
    tally.add({ kind: 'imageAdded', image: null, object: null, iou: null, detail: fileName });
  }
}

/**
 * For each category that was read its number among the written ones: by its name, and where no name
 * fits and as many came back, by its place; below 0 for all others.
 */
function matchCategories(
  written: readonly DataSetCategory[],
  read: readonly DataSetCategory[],
  tally: SelfCheckTally,
): readonly number[] {
  const byName = new Map(written.map(({ name }, index) => [name, index]));
  const names = new Set(read.map(({ name }) => name));
  return read.map(({ name }, index) => {
    const known = byName.get(name);
    if (known !== undefined) return known;
    const former = written[index];
    if (!former || written.length !== read.length || names.has(former.name)) return -1 - index;
    const detail = `${name} for ${former.name}`;
    tally.add({ kind: 'categoryName', image: null, object: null, iou: null, detail });
    return index;
  });
}
