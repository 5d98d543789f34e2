import type { DataSet, DataSetObject } from './dataSet.ts';
import type { Loss, LossKind } from './loss.ts';

/**
 * What an object says besides its category and its pixels, each as the loss that it is to a format
 * that has no room for it.
 *
 * @param kept what the format has room for
 */
export function unsaidOfObject(
  object: DataSetObject,
  place: Pick<Loss, 'image' | 'object'>,
  kept: readonly LossKind[] = [],
): readonly Loss[] {
  const { attributes, isCrowd, score, group, name, provenance } = object;
  const found: readonly (readonly [LossKind, string] | null)[] = [
    ...Object.keys(attributes).map((attribute) => ['attributeDropped', attribute] as const),
    isCrowd ? ['crowdDropped', ''] : null,
    score === null ? null : ['scoreDropped', String(score)],
    group === null ? null : ['groupDropped', group],
    name === '' ? null : ['nameDropped', name],
    provenance === null ? null : ['provenanceDropped', ''],
  ];
  return found.flatMap((loss) =>
    loss === null || kept.includes(loss[0]) ? [] : [{ ...place, kind: loss[0], detail: loss[1] }],
  );
}

/** The same of a data set: what it says of its categories and images besides names and sizes. */
export function unsaidOfSet(dataSet: DataSet, kept: readonly LossKind[] = []): readonly Loss[] {
  const ofCategories = dataSet.categories.flatMap(
    ({ name, supercategory, color, attributes }): readonly (readonly [LossKind, string])[] => [
      ...(supercategory === '' ? [] : [['supercategoryDropped', name] as const]),
      ...(color === null ? [] : [['colorDropped', name] as const]),
      ...attributes.map((spec) => ['attributeDropped', `${name}: ${spec.name}`] as const),
    ],
  );
  const ofImages = dataSet.images.flatMap(({ split, tags }, image): readonly Loss[] => [
    ...tags.map((tag) => ({ kind: 'tagDropped', image, object: null, detail: tag }) as const),
    ...(split === null
      ? []
      : [{ kind: 'splitDropped', image, object: null, detail: split } as const]),
  ]);
  const all = ofCategories.map(([kind, detail]) => ({ kind, image: null, object: null, detail }));
  return [...all, ...ofImages].filter(({ kind }) => !kept.includes(kind));
}
