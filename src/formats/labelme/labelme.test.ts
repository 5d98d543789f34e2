import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainObject, type DataSet, type DataSetObject } from '#core/dataset/dataSet.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { areaOf } from '#core/mask/measures.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { dataSetOf, dataSets, imageOf } from '#testing/arbitraryDataSets.ts';
import { polygonOf } from '#testing/arbitraryPolygons.ts';
import { richDataSets } from '#testing/arbitraryRichDataSets.ts';
import { damagedTexts } from '#testing/damagedTexts.ts';
import { memoryFiles, pictureNamed } from '#testing/memoryFiles.ts';
import { readAll, roundTrip, writeAll } from '#testing/roundTrip.ts';
import { sharedDataPath } from '#testing/sharedData.ts';
import { filesOnDisk } from '#testing/sharedFiles.ts';
import { silentLosses } from '#testing/silentLosses.ts';
import { toBase64 } from '../codecs/base64.ts';
import { encodePng } from '../codecs/png.ts';
import { labelMeReader, labelMeWriter, xAnyLabelingReader, xAnyLabelingWriter } from './index.ts';

const labelMe = { writer: labelMeWriter, reader: labelMeReader };
const xAnyLabeling = { writer: xAnyLabelingWriter, reader: xAnyLabelingReader };
const size = { width: 8, height: 6 };
const left = polygonOf([0, 0, 3, 0, 3, 4]);
const right = polygonOf([5, 1, 8, 1, 8, 5.5, 5, 5]);
const frame = polygonOf([0, 0, 6, 0, 6, 6, 0, 6], [2, 2, 2, 4, 4, 4, 4, 2]);

function drawn(polygon: ReturnType<typeof polygonOf>, category = 0): DataSetObject {
  return { ...plainObject(category, rasterizePolygon(polygon, size)), polygon };
}

function setOf(...objects: readonly DataSetObject[]): DataSet {
  return dataSetOf(['owl', 'hare'], [[imageOf('a/1.png', size), objects]]);
}

async function fileOf(dataSet: DataSet, writer = labelMeWriter): Promise<Record<string, unknown>> {
  const { files } = await writeAll(writer, dataSet);
  const text = files.get('a/1.json');
  return JSON.parse(typeof text === 'string' ? text : '') as Record<string, unknown>;
}

describe('labelMeWriter', () => {
  it('writes what labelme reads: a file beside the picture, and the names of categories', async () => {
    const { files, pictures } = await writeAll(labelMeWriter, setOf(drawn(left)));
    expect([...files.keys()]).toEqual(['labels.txt', 'a/1.json']);
    expect(files.get('labels.txt')).toBe('owl\nhare\n');
    expect(pictures).toEqual(['a/1.png']);
    expect(await fileOf(setOf(drawn(left)))).toEqual({
      version: '5.5.0',
      flags: {},
      shapes: [
        {
          label: 'owl',
          points: [
            [0, 0],
            [3, 0],
            [3, 4],
          ],
          group_id: null,
          description: '',
          shape_type: 'polygon',
          flags: {},
          mask: null,
        },
      ],
      imagePath: '1.png',
      imageData: null,
      imageHeight: 6,
      imageWidth: 8,
    });
  });

  it('keeps holes as pixels, and tells that drawn rings are gone', async () => {
    const read = await roundTrip(labelMe, setOf(drawn(frame)));
    expect(read.losses.map(({ kind }) => kind)).toEqual(['simplified']);
    expect(read.objects).toEqual([[plainObject(0, rasterizePolygon(frame, size))]]);
    expect(await fileOf(setOf(drawn(frame)))).toMatchObject({
      shapes: [{ shape_type: 'mask', points: [[0, 0], [5, 5]] }], // prettier-ignore
    });
  });

  it('keeps parts, words, flags, tags and groups', async () => {
    const twoParts = { rings: [...left.rings, ...right.rings] };
    const first = { ...drawn(twoParts), name: 'Otto', group: '1', attributes: { old: true } };
    const second = { ...drawn(left, 1), group: '1' };
    const dataSet = setOf(first, second);
    const tagged = {
      ...dataSet,
      images: dataSet.images.map((image) => ({ ...image, tags: ['night'] })),
    };
    const read = await roundTrip(labelMe, tagged);
    expect(read.losses).toEqual([]);
    expect(read.objects).toEqual([[first, second]]);
    expect(read.dataSet.images).toEqual(tagged.images);
    expect(read.dataSet.categories[0]?.attributes).toEqual([
      { kind: 'checkbox', name: 'old', initial: false },
    ]);
  });

  it('tells what it cannot say', async () => {
    const object: DataSetObject = {
      ...drawn(left),
      isCrowd: true,
      score: 0.5,
      group: 'a',
      attributes: { age: 3, old: false },
      provenance: { tool: 'brush' },
    };
    const dataSet = setOf(object, { ...drawn(right), group: 'a' });
    const split = dataSet.images.map((image) => ({ ...image, split: 'val' as const }));
    const { losses } = await writeAll(labelMeWriter, { ...dataSet, images: split });
    expect(losses.map(({ kind, object: index, detail }) => [kind, index, detail])).toEqual([
      ['splitDropped', null, 'val'],
      ['crowdDropped', 0, ''],
      ['scoreDropped', 0, '0.5'],
      ['provenanceDropped', 0, 'brush'],
      ['attributeDropped', 0, 'age'],
      ['groupDropped', 0, 'a'],
      ['groupDropped', 1, 'a'],
    ]);
  });

  it('measures what a coarser outline loses', async () => {
    const disc = polygonOf([1, 0, 4, 0, 5, 1, 5, 4, 4, 5, 1, 5, 0, 4, 0, 1]);
    const mask = rasterizePolygon(disc, size);
    const { losses } = await writeAll(labelMeWriter, setOf(plainObject(0, mask)), {
      tolerancePx: 3,
    });
    expect(losses).toEqual([
      { kind: 'simplified', image: 0, object: 0, detail: expect.stringMatching(/^IoU 0\.\d{4}$/u) },
    ]);
  });
});

describe('xAnyLabelingWriter', () => {
  it('writes its own fields, four corners of a box and slits to holes', async () => {
    const box = { x: 1, y: 1, width: 3, height: 2.5 };
    const mask = rasterizePolygon(polygonOf([1, 1, 4, 1, 4, 3.5, 1, 3.5]), size);
    const boxed: DataSetObject = { ...plainObject(1, mask), box, isBoxOnly: true, score: 0.25 };
    const words = { ...boxed, attributes: { difficult: true, colour: 'red', old: false } };
    const holed = drawn(frame);
    const file = await fileOf(setOf(words, holed), xAnyLabelingWriter);
    expect(Object.keys(file)).toEqual([
      'version',
      'flags',
      'checked',
      'shapes',
      'imagePath',
      'imageData',
      'imageHeight',
      'imageWidth',
    ]);
    expect(file).toMatchObject({
      shapes: [
        {
          label: 'hare',
          score: 0.25,
          points: [[1, 1], [4, 1], [4, 3.5], [1, 3.5]], // prettier-ignore
          difficult: true,
          shape_type: 'rectangle',
          flags: { old: false },
          attributes: { colour: 'red' },
          kie_linking: [],
        },
        { shape_type: 'polygon', difficult: false },
      ],
    });
    const read = await roundTrip(xAnyLabeling, setOf(words, holed));
    expect(read.losses.map(({ kind }) => kind)).toEqual(['holeBridged']);
    expect(read.objects[0]?.map(({ mask: { counts } }) => counts)).toEqual([
      words.mask.counts,
      holed.mask.counts,
    ]);
    expect(read.objects[0]?.[0]).toEqual(words);
  });
});

describe('labelMeReader', () => {
  it('takes every kind of shape that has an area', async () => {
    const shape = (shape_type: string, ...points: readonly (readonly number[])[]) => ({
      label: shape_type,
      points,
      shape_type,
    });
    const shapes = [
      shape('rectangle', [7, 5], [4, 3]),
      shape('circle', [4, 3], [6, 3]),
      shape('oriented_rectangle', [1, 0], [3, 2], [2, 3], [0, 1]),
      shape('rotation', [1, 0], [3, 2], [2, 3], [0, 1]),
      shape('line', [1, 1], [2, 2]),
      shape('polygon', [-2, 1], [4, 1], [4, 9]),
    ];
    const text = JSON.stringify({ shapes, imagePath: '..\\pictures\\1.png' });
    const pictures = [pictureNamed('pictures/1.png', size)];
    const read = await readAll(
      labelMeReader,
      memoryFiles(new Map([['json/1.json', text]]), pictures),
    );
    expect(read.dataSet.images).toEqual([imageOf('pictures/1.png', size)]);
    expect(read.dataSet.categories.map(({ name }) => name)).toEqual([
      'rectangle',
      'circle',
      'oriented_rectangle',
      'rotation',
      'polygon',
    ]);
    expect(read.objects[0]?.map(({ mask }) => areaOf(mask))).toEqual([6, 12, 4, 4, 18]);
    expect(read.objects[0]?.map(({ isBoxOnly }) => isBoxOnly)).toEqual([true, false, false, false, false]); // prettier-ignore
    expect(read.issues).toEqual([
      {
        severity: 'error',
        kind: 'unknownShape',
        file: 'json/1.json',
        path: 'shapes[4]',
        detail: 'line: line has no area',
      },
      {
        severity: 'warning',
        kind: 'outOfImage',
        file: 'json/1.json',
        path: 'shapes[5]',
        detail: 'polygon',
      },
    ]);
  });

  it('needs a size from somewhere', async () => {
    const files = memoryFiles(new Map([['1.json', '{"shapes":[],"imagePath":"1.png"}']]));
    const { dataSet, issues } = await readAll(labelMeReader, files);
    expect(dataSet.images).toEqual([]);
    expect(issues.map(({ kind }) => kind)).toEqual(['unknownSize']);
  });

  it('believes the picture more than the stated size', async () => {
    const text = '{"shapes":[],"imagePath":"1.png","imageHeight":8,"imageWidth":6}';
    const pictures = [pictureNamed('1.png', size)];
    const read = await readAll(labelMeReader, memoryFiles(new Map([['1.json', text]]), pictures));
    expect(read.dataSet.images[0]?.size).toEqual(size);
    expect(read.issues.map(({ kind, severity }) => [kind, severity])).toEqual([
      ['turnedSize', 'warning'],
    ]);
  });

  it('takes names that every object has for names, and no size that no image has', async () => {
    const shape = '{"label":"__proto__","points":[[0,0],[4,0],[4,4]],"flags":{"__proto__":true}}';
    const text = `{"shapes":[${shape}],"imagePath":"1.png","imageWidth":8,"imageHeight":6}`;
    const { dataSet, objects } = await readAll(
      labelMeReader,
      memoryFiles(new Map([['1.json', text]])),
    );
    expect(dataSet.categories.map(({ name }) => name)).toEqual(['__proto__']);
    expect(Object.entries(objects[0]?.[0]?.attributes ?? {})).toEqual([['__proto__', true]]);
    const huge = '{"shapes":[],"imagePath":"1.png","imageWidth":1e9,"imageHeight":1e9}';
    const read = await readAll(labelMeReader, memoryFiles(new Map([['1.json', huge]])));
    expect(read.issues.map(({ kind }) => kind)).toEqual(['unknownSize']);
  });

  it('makes one object of thousands of shapes, and unpacks no mask larger than its image', async () => {
    const points = (x: number) => [[x, 0], [x + 1, 0], [x + 1, 5], [x, 5]]; // prettier-ignore
    const parts = Array.from({ length: 4000 }, (_, i) => ({
      label: 'a',
      group_id: 7,
      points: points(i % 8),
    }));
    const bomb = encodePng({
      size: { width: 900, height: 900 },
      channels: 1,
      data: new Uint8Array(810_000),
      palette: null,
    });
    const mask = {
      label: 'b',
      shape_type: 'mask',
      points: [[0, 0], [9, 9]], // prettier-ignore
      mask: toBase64(bomb),
    };
    const file = { shapes: [...parts, mask], imagePath: '1.png', imageWidth: 8, imageHeight: 6 };
    const files = memoryFiles(new Map([['1.json', JSON.stringify(file)]]));
    const { objects, issues } = await readAll(labelMeReader, files);
    expect(objects[0]?.map((each) => [areaOf(each.mask), each.group])).toEqual([[40, null]]);
    expect(issues.map(({ kind, path }) => [kind, path])).toEqual([['notPng', 'shapes[4000]']]);
  });

  it('tells LabelMe from X-AnyLabeling and from XML of the same name', async () => {
    const ours = memoryFiles(new Map((await writeAll(labelMeWriter, setOf(drawn(left)))).files));
    const theirs = memoryFiles(
      new Map((await writeAll(xAnyLabelingWriter, setOf(drawn(left)))).files),
    );
    expect(await labelMeReader.recognise(ours)).toBeGreaterThan(
      await xAnyLabelingReader.recognise(ours),
    );
    expect(await labelMeReader.recognise(theirs)).toBeLessThan(
      await xAnyLabelingReader.recognise(theirs),
    );
    const folder = sharedDataPath('datumaro_assets/labelme_dataset');
    if (!folder) return;
    expect(await labelMeReader.recognise(memoryFiles(filesOnDisk(folder, '.xml', '.png')))).toBe(0);
  });
});

const examples = sharedDataPath('labelme_examples');

describe.skipIf(examples === null)('files of labelme itself', () => {
  // objects and pixels, counted by a script of its own with numpy
  it.each([
    ['examples/bbox_detection/data_annotated/2011_000003.json', 2, 60_834, []],
    ['examples/bbox_detection/data_annotated/2011_000006.json', 4, 76_094, []],
    ['examples/bbox_detection/data_annotated/2011_000025.json', 3, 152_310, []],
    ['examples/classification/data_annotated/0001.json', 0, 0, []],
    ['examples/instance_segmentation/data_annotated/2011_000003.json', 4, 42_490, []],
    ['examples/instance_segmentation/data_annotated/2011_000006.json', 7, 93_703, ['outOfImage']],
    ['examples/instance_segmentation/data_annotated/2011_000025.json', 3, 125_113, []],
    [
      'examples/primitives/primitives.json',
      5,
      51_784,
      ['unknownShape', 'unknownShape', 'unknownShape'],
    ],
    ['examples/semantic_segmentation/data_annotated/2011_000003.json', 5, 42_497, []],
    ['examples/semantic_segmentation/data_annotated/2011_000006.json', 10, 93_622, ['outOfImage']],
    ['examples/semantic_segmentation/data_annotated/2011_000025.json', 3, 125_082, []],
    ['examples/tutorial/apc2016_obj3.json', 4, 749_336, []],
    ['examples/video_annotation/data_annotated/00000100.json', 3, 62_670, []],
    ['examples/video_annotation/data_annotated/00000104.json', 3, 74_932, []],
    ['legacy/2018-04-01_28de4231_2011_000003.json', 5, 42_496, []],
    ['legacy/2018-04-01_eedc2ad3_2011_000003.json', 5, 42_496, []],
    ['legacy/2019-05-15_5367a298_2011_000003.json', 5, 42_498, []],
    ['legacy/2019-05-15_c406311d_2011_000003.json', 5, 42_498, []],
    ['legacy/2020-01-26_876d9fbd_2011_000003.json', 4, 42_496, []],
  ])('reads %s', async (path, objectCount, area, issueKinds) => {
    const isOld = path.startsWith('legacy/2018'); // no sizes in the file
    const pictures = isOld ? [pictureNamed('2011_000003.jpg', { width: 500, height: 338 })] : [];
    const files = memoryFiles(filesOnDisk(`${examples ?? ''}/${path}`), pictures);
    const { objects, issues } = await readAll(labelMeReader, files);
    const all = objects.flat();
    expect(all).toHaveLength(objectCount);
    expect(all.reduce((sum, { mask }) => sum + areaOf(mask), 0)).toBe(area);
    expect(issues.map(({ kind }) => kind)).toEqual(issueKinds);
    expect(await labelMeReader.recognise(files)).toBe(0.9);
  });

  it('reads a whole folder, reports what is of another format, and keeps the list of labels', async () => {
    const folder = `${examples ?? ''}/examples/instance_segmentation`;
    const files = memoryFiles(filesOnDisk(folder, '.json', 'labels.txt'));
    const { dataSet, issues } = await readAll(labelMeReader, files);
    expect(dataSet.images).toHaveLength(3);
    expect(dataSet.categories).toHaveLength(21);
    expect(issues.map(({ kind, file }) => [kind, file])).toEqual([
      ['outOfImage', 'data_annotated/2011_000006.json'],
      ['wrongShape', 'data_dataset_coco/annotations.json'],
    ]);
  });

  it('takes flags of images that are true for tags', async () => {
    const folder = `${examples ?? ''}/examples/classification`;
    const { dataSet } = await readAll(labelMeReader, memoryFiles(filesOnDisk(folder, '.json')));
    expect(dataSet.images.map(({ tags }) => tags)).toEqual([['cat'], ['dog']]);
  });
});

const malformed = sharedDataPath('malformed');

describe.skipIf(malformed === null)('malformed files', () => {
  it('reads GB 2312 and its names', async () => {
    const files = memoryFiles(filesOnDisk(`${malformed ?? ''}/labelme_gb2312.json`));
    const { dataSet, objects, issues } = await readAll(labelMeReader, files);
    expect(dataSet.categories.map(({ name }) => name)).toEqual(['人']);
    expect(dataSet.images.map(({ fileName }) => fileName)).toEqual(['图像.jpg']);
    expect(objects[0]).toHaveLength(1);
    expect(issues).toEqual([]);
  });

  it('keeps the reversed rectangle among shapes that are none', async () => {
    const files = memoryFiles(filesOnDisk(`${malformed ?? ''}/labelme_degenerate_shapes.json`));
    const { objects, issues } = await readAll(labelMeReader, files);
    expect(objects[0]).toMatchObject([{ box: { x: 10, y: 10, width: 50, height: 50 } }]);
    expect(issues.map(({ kind, path, severity }) => [kind, path, severity])).toEqual([
      ['tooFewPoints', 'shapes[0]', 'error'],
      ['tooFewPoints', 'shapes[1]', 'error'],
      ['missingCategory', 'shapes[3].label', 'error'],
      ['unknownShape', 'shapes[4]', 'error'],
    ]);
  });
});

describe('properties', () => {
  it.each([
    ['LabelMe', labelMe],
    ['X-AnyLabeling', xAnyLabeling],
  ])('gives every mask of %s back, pixel by pixel', async (_, format) => {
    await fc.assert(
      fc.asyncProperty(dataSets(), async (dataSet) => {
        const read = await roundTrip(format, dataSet);
        expect(read.issues).toEqual([]);
        expect(read.dataSet.images).toEqual(dataSet.images);
        expect(read.dataSet.categories).toEqual(dataSet.categories);
        const written = await Promise.all(dataSet.images.map((__, i) => dataSet.objectsOf(i)));
        expect(read.objects.map(masksIn)).toEqual(written.map(masksIn));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['LabelMe', labelMe],
    ['X-AnyLabeling', xAnyLabeling],
  ])('loses nothing in %s that it has not told', async (_, format) => {
    await fc.assert(
      fc.asyncProperty(richDataSets(), fc.constantFrom(0, 1, 6), async (dataSet, tolerancePx) => {
        expect(await silentLosses(format, dataSet, { tolerancePx })).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('never throws on damaged files', async () => {
    const mask = encodeMask({ size, pixels: new Uint8Array(48).fill(1, 3, 40) });
    const dataSet = setOf(drawn(left), drawn(frame), plainObject(1, mask));
    const texts = [
      await writeAll(labelMeWriter, dataSet),
      await writeAll(xAnyLabelingWriter, dataSet),
    ]
      .flatMap(({ files }) => [...files.values()])
      .filter((text): text is string => typeof text === 'string');
    await fc.assert(
      fc.asyncProperty(damagedTexts(texts), async (text) => {
        const { objects } = await readAll(labelMeReader, memoryFiles(new Map([['1.json', text]])));
        expect(objects.flat().every((each) => areaOf(each.mask) > 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

function masksIn(objects: readonly DataSetObject[]) {
  return objects.map(({ category, mask }) => ({ category, mask }));
}
