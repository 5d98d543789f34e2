import type { ImageId } from '#core/annotation/ids.ts';
import type { DataSet } from '#core/dataset/dataSet.ts';
import { divideImages, type Division, type DivisionOptions } from '#core/division/divideImages.ts';
import type { ImageSummary } from '#core/project/project.ts';

/** A data set whose images have splits, and how it was divided. */
export interface DividedDataSet {
  readonly dataSet: DataSet;
  readonly report: Division['report'];
}

/**
 * Divides a data set as the studio does: by category, equal pictures together. Images go by their names,
 * so that the same images, seed and ratios give the same division.
 *
 * @param hashes of the image files, by image; null: not known
 */
export async function divideDataSet(
  dataSet: DataSet,
  hashes: readonly (string | null)[],
  options: DivisionOptions,
): Promise<DividedDataSet> {
  const summaries: ImageSummary[] = [];
  for (const image of dataSet.images.keys()) {
    summaries.push(await summaryOf(dataSet, image, hashes[image] ?? null));
  }
  const { assignment, report } = divideImages(summaries, options);
  const images = dataSet.images.map((image) => ({
    ...image,
    split: assignment.get(image.fileName as ImageId) ?? image.split,
  }));
  return { dataSet: { ...dataSet, images }, report };
}

async function summaryOf(
  dataSet: DataSet,
  image: number,
  contentHash: string | null,
): Promise<ImageSummary> {
  const {
    fileName = '',
    size = { width: 1, height: 1 },
    split = null,
    tags = [],
  } = dataSet.images[image] ?? {};
  const counts = new Map<string, number>();
  for (const { category } of await dataSet.objectsOf(image)) {
    const id = String(category).padStart(9, '0');
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return {
    id: fileName as ImageId,
    fileName,
    size,
    sizeBytes: 0,
    mimeType: '',
    order: image,
    addedAt: 0,
    credit: '',
    categoryCounts: Object.fromEntries(counts),
    status: 'done',
    statusSet: null,
    tags,
    split,
    notes: [],
    blobKey: '',
    isLinked: false,
    source: null,
    contentHash,
    perceptualHash: null,
    window: null,
  };
}
