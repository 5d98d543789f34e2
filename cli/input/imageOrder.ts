import type { DataSet } from '#core/dataset/dataSet.ts';

/**
 * Indices of images by the ids that their files give them, numbers by value, then texts: the order in
 * which COCO's evaluation takes them. Null where the reader keeps no ids.
 *
 * Source: pycocotools `COCOeval.evaluate`, `np.unique` over the ids of the images.
 */
export function imageOrderOf(dataSet: DataSet): readonly number[] | null {
  const pairs = idsOf(dataSet);
  if (pairs?.length !== dataSet.images.length) return null;
  return pairs.toSorted(([a], [b]) => compareIds(a, b)).map(([, image]) => image);
}

type IdOfImage = readonly [id: string, image: number];

/** Readers of COCO list their ids in place, or find images by them. */
function idsOf(dataSet: DataSet): readonly IdOfImage[] | null {
  if ('imageIds' in dataSet && Array.isArray(dataSet.imageIds)) {
    return dataSet.imageIds.map((id: unknown, image) => [String(id), image]);
  }
  if (!('imageOfId' in dataSet) || !(dataSet.imageOfId instanceof Map)) return null;
  return [...dataSet.imageOfId].flatMap(([id, image]: [unknown, unknown]): IdOfImage[] =>
    typeof image === 'number' ? [[String(id), image]] : [],
  );
}

function compareIds(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  if (Number.isFinite(difference) && difference !== 0) return difference;
  return a < b ? -1 : a > b ? 1 : 0;
}
