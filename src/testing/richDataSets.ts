import * as fc from 'fast-check';
import type { AttributeSpec, AttributeValues } from '#core/annotation/attributes.ts';
import type { Provenance } from '#core/annotation/provenance.ts';
import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import { boundsOf } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { rectangleRing } from '#core/polygon/shapes.ts';
import { traceRings } from '#core/polygon/traceRings.ts';
import type { Split } from '#core/project/split.ts';
import { dataSets } from './arbitraryDataSets.ts';

/**
 * Data sets that say all that can be said: colours, attributes, splits, tags, hashes, stated boxes and
 * areas, crowds, scores, groups, names, provenance, and rings that are the master.
 */
export function richDataSets(): fc.Arbitrary<DataSet> {
  const objectExtras = fc.array(extras, { minLength: 12, maxLength: 12 });
  const imageSplits = fc.array(fc.constantFrom<Split | null>('train', 'val', 'test', null), {
    minLength: 3,
    maxLength: 3,
  });
  return fc.tuple(dataSets(), objectExtras, imageSplits).map(([plain, said, splits]) => ({
    ...plain,
    categories: plain.categories.map((category, i) => ({
      ...category,
      supercategory: i === 0 ? 'things' : '',
      color: i === 1 ? '#12ab9f' : null,
      attributes: i === 0 ? specs : [],
    })),
    images: plain.images.map((image, i) => ({
      ...image,
      split: splits[i] ?? null,
      tags: i === 1 ? ['night', 'a "tag", with\nmore'] : [],
      contentHash: i === 0 ? 'ab'.repeat(32) : null,
    })),
    objectsOf: async (image) =>
      (await plain.objectsOf(image)).map((object, i) => richObject(object, said[4 * image + i])),
  }));
}

const specs: readonly AttributeSpec[] = [
  { kind: 'text', name: 'note', initial: '' },
  { kind: 'number', name: 'age', initial: null },
  { kind: 'checkbox', name: 'occluded', initial: false },
  { kind: 'select', name: 'pose', options: ['front', 'side'], initial: 'side' },
];

interface Extras extends Omit<DataSetObject, 'category' | 'mask' | 'polygon'> {
  readonly isDrawn: boolean;
}

function richObject(object: DataSetObject, said: Extras | undefined): DataSetObject {
  if (!said) return object;
  const { isDrawn, ...fields } = said;
  if (fields.isBoxOnly) return { ...object, ...fields, ...boxOf(object.mask), polygon: null };
  return { ...object, ...fields, polygon: isDrawn ? { rings: traceRings(object.mask) } : null };
}

/** The box of a mask, a quarter of a pixel narrower where the same pixels fill it. */
function boxOf(mask: Rle): Pick<DataSetObject, 'mask' | 'box' | 'statedArea'> {
  const bounds = boundsOf(mask);
  const { x, width } = bounds;
  const box = width > 1 ? { ...bounds, x: x + 0.25, width: width - 0.25 } : bounds;
  const filled = rasterizePolygon({ rings: [rectangleRing(box)] }, mask.size);
  return { mask: filled, box: width > 1 ? box : null, statedArea: null };
}

const attributes: fc.Arbitrary<AttributeValues> = fc.constantFrom<AttributeValues>(
  {},
  { occluded: true, age: 12.25, pose: 'front' },
  { note: '=1+1', constructor: 'a "name"\r\nof, others', ä: -3 },
);

const provenances = fc.constantFrom<Provenance | null>(
  null,
  { tool: 'brush' },
  {
    tool: 'sam',
    modelId: 'mobile-sam',
    prompt: { points: [{ at: { x: 1.25, y: 0.5 }, label: 'foreground' }], box: null },
    predictedIou: 0.9375,
    stabilityScore: 0.5,
  },
  {
    tool: 'sam',
    modelId: 'sam2',
    prompt: { points: [], box: { x: 0, y: 0, width: 1, height: 0.75 } },
    predictedIou: 1.0125,
    stabilityScore: 1,
    isReworked: true,
  },
);

const extras: fc.Arbitrary<Extras> = fc.record({
  isDrawn: fc.boolean(),
  box: fc.constantFrom(null, { x: 0, y: 0.25, width: 1, height: 0.5 }),
  isBoxOnly: fc.boolean(),
  statedArea: fc.constantFrom(null, 3.5),
  isCrowd: fc.boolean(),
  score: fc.constantFrom(null, 0.1, 1),
  attributes,
  group: fc.constantFrom(null, 'g1', '2'),
  name: fc.constantFrom('', '-left one'),
  provenance: provenances,
});
