import type { ImageId } from '#core/annotation/ids.ts';
import { outputNames } from '#core/dataset/outputNames.ts';
import { type ImageSummary, sortedImages } from '#core/project/project.ts';

/**
 * Where each image lies in the export, see {@link outputNames}; names of one stem stand side by side.
 * The same images always get the same names.
 */
export function cocoFileNames(images: readonly ImageSummary[]): ReadonlyMap<ImageId, string> {
  const sorted = sortedImages(images);
  const names = outputNames(
    sorted.map(({ fileName }) => fileName),
    'uniqueNames',
  );
  return new Map(sorted.map(({ id, fileName }, index) => [id, names[index] ?? fileName]));
}
