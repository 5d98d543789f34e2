import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { AnnotationId, CategoryId, ImageId } from '#core/annotation/ids.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { areaOf, boundsOf, isEmptyMask } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { rleFromString } from '#core/mask/rleString.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { emptyPrompt } from '#core/prompt/prompt.ts';
import { masksOf, sizes } from '#testing/arbitraries.ts';
import { imageRecord, testProject } from '#testing/records.ts';
import { cocoFileNames } from './fileNames.ts';
import { type CocoOptions, type CocoSource, writeCocoInstances } from './instances.ts';

interface CocoFile {
  readonly info: { readonly description: string; readonly year: number };
  readonly licenses: readonly unknown[];
  readonly images: readonly { id: number; file_name: string; width: number; height: number }[];
  readonly annotations: readonly CocoAnnotation[];
  readonly categories: readonly { id: number; name: string; supercategory: string }[];
}

interface CocoAnnotation {
  readonly id: number;
  readonly image_id: number;
  readonly category_id: number;
  readonly segmentation: { readonly size: readonly number[]; readonly counts: string };
  readonly area: number;
  readonly bbox: readonly number[];
  readonly iscrowd: number;
  readonly attributes?: object;
}

const asRle: CocoOptions = { geometry: 'rle', createdAt: '2024-05-06T07:08:09.000Z' };
const project = { ...testProject, name: 'Birds "and" bees', createdAt: 0 };
const twoByTwo: Rle = { size: { width: 2, height: 2 }, counts: Uint32Array.of(1, 2, 1) };

function imageOf(name: string, order: number, size = twoByTwo.size): ImageSummary {
  return imageRecord(order, { id: name as ImageId, fileName: `${name}.png`, size });
}

function categoryOf(name: string, order: number, supercategory = ''): Category {
  return { id: name as CategoryId, name, supercategory, color: '#ff0000', order };
}

function annotationOf(image: string, category: string, order: number, mask = twoByTwo): Annotation {
  return {
    id: `${image}-${order}` as AnnotationId,
    imageId: image as ImageId,
    categoryId: category as CategoryId,
    mask,
    name: '',
    color: null,
    isHidden: false,
    order,
    createdAt: 0,
    provenance: {
      tool: 'sam',
      modelId: 'tiny',
      prompt: emptyPrompt,
      predictedIou: 1,
      stabilityScore: 1,
    },
  };
}

function sourceOf(
  images: readonly ImageSummary[],
  categories: readonly Category[],
  annotations: readonly Annotation[],
): CocoSource {
  const annotationsOf = (id: ImageId) =>
    Promise.resolve(annotations.filter(({ imageId }) => imageId === id));
  return { project, categories, images, fileNames: cocoFileNames(images), annotationsOf };
}

async function textOf(source: CocoSource, options = asRle): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of writeCocoInstances(source, options)) chunks.push(chunk);
  return chunks.join('');
}

async function fileOf(source: CocoSource, options = asRle): Promise<CocoFile> {
  return JSON.parse(await textOf(source, options)) as CocoFile;
}

describe('writeCocoInstances', () => {
  it('writes one record a line', async () => {
    const source = sourceOf(
      [imageOf('sparrow', 1)],
      [categoryOf('bird', 1, 'animal')],
      [annotationOf('sparrow', 'bird', 1)],
    );
    expect((await textOf(source)).split('\n')).toEqual([
      '{',
      `"info": {"description":"Birds \\"and\\" bees","version":"1.0","year":2024,"contributor":"","url":"","date_created":"${asRle.createdAt}"},`,
      '"licenses": [],',
      '"images": [',
      '{"id":1,"file_name":"sparrow.png","width":2,"height":2}],',
      '"annotations": [',
      '{"id":1,"image_id":1,"category_id":1,"segmentation":{"size":[2,2],"counts":"121"},"area":2,"bbox":[0,0,2,2],"iscrowd":0}],',
      '"categories": [',
      '{"id":1,"name":"bird","supercategory":"animal"}]',
      '}',
      '',
    ]);
  });

  it('is valid without images, categories and annotations', async () => {
    const file = await fileOf(sourceOf([], [], []));
    expect([file.licenses, file.images, file.annotations, file.categories]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it('counts ids from 1 in the order of the studio', async () => {
    const file = await fileOf(
      sourceOf(
        [imageOf('second', 8), imageOf('first', 3)],
        [categoryOf('wasp', 9), categoryOf('bee', 4)],
        [
          annotationOf('second', 'wasp', 0),
          annotationOf('first', 'wasp', 7),
          annotationOf('first', 'bee', 2),
        ],
      ),
    );
    expect(file.images.map(({ id, file_name }) => [id, file_name])).toEqual([
      [1, 'first.png'],
      [2, 'second.png'],
    ]);
    expect(file.categories.map(({ id, name }) => [id, name])).toEqual([
      [1, 'bee'],
      [2, 'wasp'],
    ]);
    expect(file.annotations.map((one) => [one.id, one.image_id, one.category_id])).toEqual([
      [1, 1, 1],
      [2, 1, 2],
      [3, 2, 2],
    ]);
  });

  it('writes polygons when asked to', async () => {
    const mask = { size: twoByTwo.size, counts: Uint32Array.of(0, 4) };
    const source = sourceOf(
      [imageOf('a', 1)],
      [categoryOf('c', 1)],
      [annotationOf('a', 'c', 1, mask)],
    );
    const text = await textOf(source, { ...asRle, geometry: 'polygonWhereExact' });
    expect(text).toContain('"segmentation":[[2,0,2,2,0,2,0,0]]');
  });

  it('writes values of attributes, where there are any', async () => {
    const attributes = { parked: true, plate: 'B 12' };
    const source = sourceOf(
      [imageOf('a', 1)],
      [categoryOf('car', 1, 'vehicle')],
      [
        { ...annotationOf('a', 'car', 1), attributes },
        { ...annotationOf('a', 'car', 2), attributes: {} },
      ],
    );
    const file = await fileOf(source);
    expect(file.annotations.map((each) => each.attributes)).toEqual([attributes, undefined]);
    expect(file.categories[0]?.supercategory).toBe('vehicle');
  });

  it('asks for the annotations of an image when it has written those of the one before', async () => {
    const asked: ImageId[] = [];
    const source = sourceOf(
      [imageOf('a', 1), imageOf('b', 2)],
      [categoryOf('c', 1)],
      [annotationOf('a', 'c', 1), annotationOf('b', 'c', 1)],
    );
    const watched: CocoSource = {
      ...source,
      annotationsOf: (id) => {
        asked.push(id);
        return source.annotationsOf(id);
      },
    };
    for await (const chunk of writeCocoInstances(watched, asRle)) {
      if (chunk.includes('"image_id":1')) expect(asked).toEqual(['a']);
    }
    expect(asked).toEqual(['a', 'b']);
  });

  it('refuses an annotation of an unknown category', async () => {
    const source = sourceOf([imageOf('a', 1)], [], [annotationOf('a', 'gone', 1)]);
    await expect(textOf(source)).rejects.toThrow('category');
  });

  it('refuses a mask that does not fit its image', async () => {
    const image = imageOf('a', 1, { width: 4, height: 1 });
    const source = sourceOf([image], [categoryOf('c', 1)], [annotationOf('a', 'c', 1)]);
    await expect(textOf(source)).rejects.toThrow('size of its image');
  });
});

describe('properties', () => {
  it('keeps every mask, its area and its box, with ids without gaps', async () => {
    await fc.assert(
      fc.asyncProperty(sources(), async ({ source, annotations }) => {
        const file = await fileOf(source);
        const written = file.annotations.map((one) => parse(one.segmentation));
        expect(file.images.map(({ id }) => id)).toEqual(file.images.map((_, i) => i + 1));
        expect(file.annotations.map(({ id }) => id)).toEqual(annotations.map((_, i) => i + 1));
        expect(written).toEqual(annotations.map(({ mask }) => mask));
        expect(file.annotations.map(({ area }) => area)).toEqual(written.map(areaOf));
        expect(file.annotations.map(({ bbox }) => bbox)).toEqual(written.map(bboxOf));
        expect(file.annotations.every(({ iscrowd }) => iscrowd === 0)).toBe(true);
        for (const { image_id, segmentation } of file.annotations) {
          const image = file.images[image_id - 1];
          expect(segmentation.size).toEqual([image?.height, image?.width]);
        }
      }),
    );
  });

  it('writes the same text for the same project', async () => {
    await fc.assert(
      fc.asyncProperty(sources(), async ({ source }) => {
        const turned = { ...source, images: source.images.toReversed() };
        expect(await textOf(turned)).toBe(await textOf(source));
      }),
      { numRuns: 20 },
    );
  });
});

/** Projects of one category, and their annotations in the order of the export. */
function sources() {
  const images = fc.array(
    sizes().chain((size) => {
      const rles = masksOf(size)
        .map(encodeMask)
        .filter((rle) => !isEmptyMask(rle));
      return fc.record({ size: fc.constant(size), rles: fc.array(rles, { maxLength: 3 }) });
    }),
    { maxLength: 4 },
  );
  return images.map((drawn) => {
    const summaries = drawn.map(({ size }, i) => imageOf(`image ${i}`, i, size));
    const annotations = drawn.flatMap(({ rles }, i) =>
      rles.map((rle, order) => annotationOf(`image ${i}`, 'c', order, rle)),
    );
    return { source: sourceOf(summaries, [categoryOf('c', 1)], annotations), annotations };
  });
}

function parse({ size, counts }: CocoAnnotation['segmentation']): Rle {
  const [height = 0, width = 0] = size;
  const result = rleFromString(counts, { width, height });
  if (!result.isValid) throw new Error(result.issue.code);
  return result.rle;
}

function bboxOf(rle: Rle): readonly number[] {
  const { x, y, width, height } = boundsOf(rle);
  return [x, y, width, height];
}
