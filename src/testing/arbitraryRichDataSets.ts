import * as fc from 'fast-check';
import type { AttributeSpec, AttributeValues } from '#core/annotation/attributes.ts';
import type { Provenance } from '#core/annotation/provenance.ts';
import { plainObject, type DataSet, type DataSetObject } from '#core/dataset/dataSet.ts';
import { objectOfBox } from '#core/dataset/shapeObject.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { isEmptyMask } from '#core/mask/measures.ts';
import { isSound } from '#core/polygon/polygon.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { masksOf } from './arbitraries.ts';
import { dataSetOf, imageOf } from './arbitraryDataSets.ts';
import { wildPolygons } from './arbitraryPolygons.ts';

const size = { width: 9, height: 7 };

const specs: readonly AttributeSpec[] = [
  { kind: 'checkbox', name: 'parked', initial: true },
  { kind: 'select', name: 'colour', options: ['red', 'blue'], initial: null },
  { kind: 'number', name: 'age', initial: 2 },
  { kind: 'text', name: 'plate', initial: '' },
];

const provenances: readonly Provenance[] = [
  { tool: 'brush' },
  {
    tool: 'sam',
    modelId: 'tiny',
    prompt: { points: [{ at: { x: 1, y: 2.5 }, label: 'foreground' }], box: null },
    predictedIou: 1,
    stabilityScore: 0.5,
  },
];

/** Data sets of one image whose objects have all that a data set can say: rings, boxes, attributes, groups … */
export function richDataSets(): fc.Arbitrary<DataSet> {
  const bird = { name: 'bird', supercategory: 'animal', color: '#00ff00', attributes: specs };
  return fc
    .record({
      objects: fc.array(richObjects(), { minLength: 1, maxLength: 3 }),
      split: fc.option(fc.constantFrom('train' as const, 'val' as const, 'test' as const)),
      tags: fc.uniqueArray(fc.constantFrom('night', 'a "b" <c>', 'bird'), { maxLength: 2 }),
    })
    .map(({ objects, split, tags }) => {
      const image = { ...imageOf('folder/1.png', size), split, tags };
      return dataSetOf([bird, 'a & "b" <c>', 'constructor'], [[image, objects]]);
    });
}

type Outline = Pick<DataSetObject, 'mask'> & Partial<DataSetObject>;

function richObjects(): fc.Arbitrary<DataSetObject> {
  return fc
    .record({
      outline: fc.oneof<fc.Arbitrary<Outline>[]>(pixels(), rings(), boxes()),
      category: fc.nat({ max: 2 }),
      attributes: attributeValues(),
      group: fc.option(fc.constantFrom('1', '2', 'x')),
      name: fc.constantFrom('', 'Otto', '  '),
      isCrowd: fc.boolean(),
      score: fc.option(fc.constantFrom(0, 0.5, 1)),
      provenance: fc.option(fc.constantFrom(...provenances)),
    })
    .map(({ outline, ...words }) => ({ ...plainObject(0, outline.mask), ...outline, ...words }));
}

function pixels(): fc.Arbitrary<Outline> {
  return masksOf(size)
    .map((mask) => ({ mask: encodeMask(mask) }))
    .filter(({ mask }) => !isEmptyMask(mask));
}

function rings(): fc.Arbitrary<Outline> {
  return wildPolygons(size)
    .filter((polygon) => isSound(polygon, size))
    .map((polygon) => ({ polygon, mask: rasterizePolygon(polygon, size) }))
    .filter(({ mask }) => !isEmptyMask(mask));
}

function boxes(): fc.Arbitrary<Outline> {
  const quarters = fc.integer({ min: 1, max: 20 }).map((count) => count / 4);
  return fc
    .record({ x: quarters, y: quarters, width: quarters, height: quarters })
    .map((box) => objectOfBox(0, { ...box }, size))
    .filter((reading) => reading.isObject)
    .map(({ object }) => object);
}

function attributeValues(): fc.Arbitrary<AttributeValues> {
  const names = ['parked', 'colour', 'age', 'plate', 'class', 'occluded', 'difficult', 'note'];
  const name = fc.constantFrom(...names, '__proto__', 'constructor');
  const text = fc.constantFrom('red', 'Blue', '', ' x', 'true', '12');
  const value = fc.oneof(fc.boolean(), fc.integer({ min: -3, max: 3 }), fc.constant(0.1), text);
  return fc
    .uniqueArray(fc.tuple(name, value), { maxLength: 4, selector: ([each]) => each })
    .map((entries) => Object.fromEntries(entries));
}
