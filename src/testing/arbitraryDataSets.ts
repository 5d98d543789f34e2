import * as fc from 'fast-check';
import {
  plainObject,
  type DataSet,
  type DataSetCategory,
  type DataSetImage,
  type DataSetObject,
} from '#core/dataset/dataSet.ts';
import type { Size } from '#core/geometry/size.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { isEmptyMask } from '#core/mask/measures.ts';

/** A data set whose objects are all in memory. */
export function dataSetOf(
  categories: readonly (string | DataSetCategory)[],
  images: readonly (readonly [DataSetImage, readonly DataSetObject[]])[],
): DataSet {
  return {
    name: 'a data set',
    categories: categories.map((each) => (typeof each === 'string' ? categoryOf(each) : each)),
    images: images.map(([image]) => image),
    objectsOf: (image) => Promise.resolve(images[image]?.[1] ?? []),
  };
}

export function imageOf(fileName: string, size: Size): DataSetImage {
  return { fileName, size, split: null, tags: [], contentHash: null };
}

export function categoryOf(name: string): DataSetCategory {
  return { name, supercategory: '', color: null, attributes: [] };
}

/** Data sets of up to three small images with up to four objects of any mask each, that may overlap. */
export function dataSets(maxSide = 12): fc.Arbitrary<DataSet> {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-zäé][a-z0-9 _-]{0,6}[a-z0-9]$/u), {
    minLength: 1,
    maxLength: 3,
  });
  return names.chain((categories) => {
    const side = fc.integer({ min: 1, max: maxSide });
    const filled = fc
      .record({ width: side, height: side })
      .chain((size) =>
        fc.array(objects(size, categories.length), { maxLength: 4 }).map((all) => ({ size, all })),
      );
    return fc.array(filled, { minLength: 1, maxLength: 3 }).map((images) =>
      dataSetOf(
        categories,
        images.map(
          ({ size, all }, i) => [imageOf(`folder ${i}/image-${i}.png`, size), all] as const,
        ),
      ),
    );
  });
}

function objects(size: Size, categoryCount: number): fc.Arbitrary<DataSetObject> {
  const count = size.width * size.height;
  return fc
    .record({
      pixels: fc.uint8Array({ minLength: count, maxLength: count, max: 1 }),
      category: fc.nat({ max: categoryCount - 1 }),
    })
    .map(({ pixels, category }) => ({ category, mask: encodeMask({ size, pixels }) }))
    .filter(({ mask }) => !isEmptyMask(mask))
    .map(({ category, mask }) => plainObject(category, mask));
}
