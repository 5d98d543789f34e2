import type { DataSet } from '#core/dataset/dataSet.ts';
import type { Split } from '#core/project/split.ts';

const splits = ['train', 'val', 'test'] as const;

/**
 * The split in which each image is written: its own, `train` where it has none. The loader takes the
 * types of columns from values and wants them equal in all splits, which empty lists have none of; so
 * images of a split without a single object go to the first split that has one.
 * Source: huggingface/datasets, `folder_based_builder.py`, "have different features".
 */
export async function placedSplits(dataSet: DataSet): Promise<readonly Split[]> {
  const wanted = dataSet.images.map(({ split }) => split ?? 'train');
  const filled = new Set<Split>();
  for (const [image, split] of wanted.entries()) {
    if (filled.has(split)) continue;
    if ((await dataSet.objectsOf(image)).length > 0) filled.add(split);
  }
  const home = splits.find((split) => filled.has(split));
  return wanted.map((split) => (filled.has(split) ? split : (home ?? split)));
}
