import type { DataSet, DataSetObject } from './dataSet.ts';
import type { Loss, LossKind } from './loss.ts';

/** What a format may be able to say besides outlines, the names of categories and of files. */
export type Sayable =
  | 'crowd'
  | 'attributes'
  | 'score'
  | 'group'
  | 'name'
  | 'provenance'
  | 'supercategory'
  | 'color'
  | 'attributeSpecs'
  | 'tags'
  | 'split';

/** What of the categories and images a format does not say. */
export function* unsaidOfSet(
  { categories, images }: DataSet,
  said: ReadonlySet<Sayable>,
): Generator<Loss, void, undefined> {
  const ofSet = { image: null, object: null };
  for (const { name, supercategory, color, attributes } of categories) {
    if (supercategory !== '' && !said.has('supercategory')) {
      yield { ...ofSet, kind: 'supercategoryDropped', detail: `${name}: ${supercategory}` };
    }
    if (color !== null && !said.has('color')) {
      yield { ...ofSet, kind: 'colorDropped', detail: `${name}: ${color}` };
    }
    if (attributes.length > 0 && !said.has('attributeSpecs')) {
      const names = attributes.map((spec) => spec.name).join(', ');
      yield {
        ...ofSet,
        kind: 'attributeDropped',
        detail: `what ${name} can be said to be: ${names}`,
      };
    }
  }
  for (const [image, { tags, split }] of images.entries()) {
    if (tags.length > 0 && !said.has('tags')) {
      yield { kind: 'tagDropped', image, object: null, detail: tags.join(', ') };
    }
    if (split !== null && !said.has('split')) {
      yield { kind: 'splitDropped', image, object: null, detail: split };
    }
  }
}

/** What of one object a format does not say. */
export function unsaidOfObject(
  object: DataSetObject,
  said: ReadonlySet<Sayable>,
): readonly Pick<Loss, 'kind' | 'detail'>[] {
  const { isCrowd, attributes, score, group, name, provenance } = object;
  const names = Object.keys(attributes);
  const all: readonly (readonly [Sayable, boolean, LossKind, string])[] = [
    ['crowd', isCrowd, 'crowdDropped', ''],
    ['attributes', names.length > 0, 'attributeDropped', names.join(', ')],
    ['score', score !== null, 'scoreDropped', `${score}`],
    ['group', group !== null, 'groupDropped', group ?? ''],
    ['name', name !== '', 'nameDropped', name],
    ['provenance', provenance !== null, 'provenanceDropped', provenance?.tool ?? ''],
  ];
  return all
    .filter(([sayable, isThere]) => isThere && !said.has(sayable))
    .map(([, , kind, detail]) => ({ kind, detail }));
}
