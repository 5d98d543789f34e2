import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  plainObject,
  type DataSet,
  type DataSetCategory,
  type DataSetObject,
} from '#core/dataset/dataSet.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { areaOf } from '#core/mask/measures.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { dataSetOf, imageOf } from '#testing/arbitraryDataSets.ts';
import { polygonOf } from '#testing/arbitraryPolygons.ts';
import { damagedTexts } from '#testing/damagedTexts.ts';
import { memoryFiles, pictureNamed } from '#testing/memoryFiles.ts';
import { readAll, roundTrip, writeAll } from '#testing/roundTrip.ts';
import { sharedDataPath } from '#testing/sharedData.ts';
import { filesOnDisk } from '#testing/sharedFiles.ts';
import { expectMasksBack, expectNoSilentLoss } from '#testing/formatLaws.ts';
import { viaReader, viaWriter } from './index.ts';

const via = { writer: viaWriter, reader: viaReader };
const size = { width: 8, height: 6 };
const ring = polygonOf([0, 0, 3.3, 0.125, 3, 4]);
const frame = polygonOf([0, 0, 6, 0, 6, 6, 0, 6], [2, 2, 2, 4, 4, 4, 4, 2]);

const bird: DataSetCategory = {
  name: 'bird',
  supercategory: '',
  color: null,
  attributes: [
    { kind: 'checkbox', name: 'flying', initial: true },
    { kind: 'select', name: 'colour', options: ['red', 'dark blue'], initial: null },
    { kind: 'number', name: 'age', initial: null },
    { kind: 'text', name: 'ring', initial: '?' },
  ],
};

function drawn(polygon: ReturnType<typeof polygonOf>, category = 0): DataSetObject {
  return { ...plainObject(category, rasterizePolygon(polygon, size)), polygon };
}

function setOf(...objects: readonly DataSetObject[]): DataSet {
  return dataSetOf([bird, { ...bird, name: 'hare' }], [[imageOf('a/1.png', size), objects]]);
}

async function readText(value: unknown, name = 'a.json') {
  const files = new Map([[name, typeof value === 'string' ? value : JSON.stringify(value)]]);
  return readAll(viaReader, memoryFiles(files, [pictureNamed('1.png', size)]));
}

function region(words: object, shape: object = { name: 'rect', x: 1, y: 1, width: 2, height: 2 }) {
  return { shape_attributes: shape, region_attributes: words };
}

function fileOf(...regions: readonly object[]) {
  return { '1.png-1': { filename: '1.png', size: -1, regions } };
}

describe('viaWriter', () => {
  it('writes a project of VIA 2 that knows no sizes of files', async () => {
    const { files, pictures } = await writeAll(viaWriter, setOf(drawn(ring)));
    const text = files.get('via_project.json');
    expect(pictures).toEqual(['images/a/1.png']);
    expect(JSON.parse(typeof text === 'string' ? text : '')).toMatchObject({
      _via_settings: { core: { default_filepath: './images/' }, project: { name: 'a data set' } },
      _via_img_metadata: {
        'a/1.png-1': {
          filename: 'a/1.png',
          size: -1,
          regions: [
            {
              shape_attributes: {
                name: 'polygon',
                all_points_x: [0, 3.3, 3],
                all_points_y: [0, 0.125, 4],
              },
              region_attributes: { class: 'bird' },
            },
          ],
          file_attributes: {},
        },
      },
      _via_attributes: {
        region: {
          class: { type: 'dropdown', options: { bird: '', hare: '' } },
          flying: { type: 'dropdown', default_options: { true: true } },
        },
      },
      _via_data_format_version: '2.0.10',
      _via_image_id_list: ['a/1.png-1'],
    });
  });

  it('brings attributes, boxes and tags back', async () => {
    const box = { x: 1.25, y: 1, width: 3, height: 2.5 };
    const boxMask = rasterizePolygon(polygonOf([1.25, 1, 4.25, 1, 4.25, 3.5, 1.25, 3.5]), size);
    const objects: readonly DataSetObject[] = [
      { ...drawn(ring), attributes: { flying: true, colour: 'dark blue', age: 2.5, ring: '7' } },
      { ...plainObject(1, boxMask), box, isBoxOnly: true, attributes: { flying: false } },
    ];
    const dataSet = setOf(...objects);
    const tagged = {
      ...dataSet,
      images: dataSet.images.map((image) => ({ ...image, tags: ['night', 'fog'] })),
    };
    const files = await writeAll(viaWriter, tagged);
    const pictures = [pictureNamed('a/1.png', size)];
    const read = await readAll(viaReader, memoryFiles(files.files, pictures));
    expect([files.losses, read.issues]).toEqual([[], []]);
    expect(read.objects).toEqual([objects]);
    expect(read.dataSet.categories).toEqual(dataSet.categories);
    expect(read.dataSet.images).toEqual(tagged.images);
    expect(read.dataSet.name).toBe('a data set');
  });

  it('joins holes and parts by slits, and tells what it cannot say', async () => {
    const parts = polygonOf([0, 0, 2, 0, 2, 2], [4, 3, 7, 3, 7, 6]);
    const words = { class: 'x', note: '' };
    const object = { ...drawn(parts), attributes: words, group: 'a', name: 'Otto', score: 0.5 };
    const read = await roundTrip(via, setOf(drawn(frame), object));
    expect(read.losses.map(({ kind, object: index, detail }) => [kind, index, detail])).toEqual([
      ['holeBridged', 0, '1'],
      ['partsBridged', 1, '2'],
      ['scoreDropped', 1, '0.5'],
      ['groupDropped', 1, 'a'],
      ['nameDropped', 1, 'Otto'],
      ['attributeDropped', 1, 'class, note'],
    ]);
    expect(read.objects[0]?.map(({ mask }) => mask)).toEqual([drawn(frame).mask, object.mask]);
  });

  it('tells of attributes that differ from category to category', async () => {
    const attributes = [{ kind: 'text', name: 'age', initial: '' } as const];
    const owl: DataSetCategory = { name: 'owl', supercategory: '', color: null, attributes };
    const { losses } = await writeAll(viaWriter, dataSetOf([bird, owl], []));
    expect(losses.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['attributeDropped', 'what owl can be said to be: age'],
    ]);
  });
});

describe('viaReader', () => {
  it('finds the category by its name, or takes the only attribute', async () => {
    const named = await readText(fileOf(region({ note: 'wet', Class_Name: 'owl' })));
    expect(named.dataSet.categories.map(({ name }) => name)).toEqual(['owl']);
    expect(named.objects[0]?.[0]?.attributes).toEqual({ note: 'wet' });
    expect(named.issues).toEqual([]);
    const only = await readText(fileOf(region({ bird: 'owl' }), region({})));
    expect(only.dataSet.categories.map(({ name }) => name)).toEqual(['owl', 'object']);
    expect(only.issues.map(({ kind, path }) => [kind, path])).toEqual([
      ['other', 'region_attributes'],
      ['missingCategory', '1.png-1.regions[1].region_attributes'],
    ]);
    const many = await readText(fileOf(region({ a: 'x', b: 'y' })));
    expect(many.dataSet.categories.map(({ name }) => name)).toEqual(['object']);
    expect(many.objects[0]?.[0]?.attributes).toEqual({ a: 'x', b: 'y' });
    expect(many.issues.map(({ kind }) => kind)).toEqual(['missingCategory']);
  });

  it('takes several choices of one checkbox as a list of them', async () => {
    const words = { type: { owl: true, hare: true, fox: false }, size: { big: true, old: true } };
    const { dataSet, objects, issues } = await readText(fileOf(region(words)));
    expect(dataSet.categories.map(({ name }) => name)).toEqual(['owl']);
    expect(objects[0]?.[0]?.attributes).toEqual({ size: 'big, old' });
    expect(issues.map(({ kind, detail }) => [kind, detail])).toEqual([['other', 'also hare']]);
  });

  it('needs the picture for its size, and reads each once', async () => {
    const value = {
      ...fileOf(region({ class: 'a' })),
      b: { filename: 'C:\\photos\\1.png', regions: {} },
      c: { filename: '2.png', file_attributes: { caption: 'x' } },
    };
    const { dataSet, issues } = await readText(value);
    expect(dataSet.images.map(({ fileName }) => fileName)).toEqual(['1.png']);
    expect(issues.map(({ kind, path }) => [kind, path])).toEqual([
      ['duplicateName', 'b'],
      ['unknownSize', 'c'],
      ['other', 'file_attributes'],
    ]);
  });

  it('recognises projects and annotations, and refuses other JSON', async () => {
    const { files } = await writeAll(viaWriter, setOf());
    expect(await viaReader.recognise(memoryFiles(files))).toBe(0.95);
    const other = '{"shapes":[]}';
    expect(await viaReader.recognise(memoryFiles(new Map([['a.json', other]])))).toBe(0);
    expect((await readText(other)).issues.map(({ kind }) => kind)).toEqual(['wrongShape']);
  });
});

const folder = sharedDataPath('via');
const malformed = sharedDataPath('malformed');

describe.skipIf(folder === null || malformed === null)('files of VIA', () => {
  // pixels, counted by a script of its own with numpy
  it.each([
    [
      'via1_balloon_val_excerpt.json',
      [
        '24631331976_defa3bb61f_k.jpg',
        '5555705118_3390d70abe_b.jpg',
        '4838031651_3e7b5ea5c7_b.jpg',
      ],
      [[109_897], [76_458], [16_468, 165, 84]],
      ['object', 'missingCategory'],
    ],
    [
      'via1_issue821_no_file_attributes.json',
      ['000055.png', '000056.png'],
      [[1450], [1371]],
      ['object', 'missingCategory'],
    ],
    ['via2_project_issue1045_excerpt.json', ['Z1.jpg'], [[4594, 4388]], ['dbuilding', 'other']],
    ['via2_rect_issue1337.json', ['25.jpg'], [[16_536]], ['head', 'other']],
  ])('reads %s', async (name, fileNames, areas, [category, kind]) => {
    const pictures = fileNames.map((each) => pictureNamed(each, { width: 2048, height: 1536 }));
    const files = memoryFiles(filesOnDisk(`${folder ?? ''}/${name}`), pictures);
    const { dataSet, objects, issues } = await readAll(viaReader, files);
    expect(dataSet.images.map(({ fileName }) => fileName)).toEqual(fileNames);
    expect(objects.map((all) => all.map(({ mask }) => areaOf(mask)))).toEqual(areas);
    expect(dataSet.categories.map((each) => each.name)).toEqual([category]);
    expect(issues.map((issue) => issue.kind)).toEqual([kind]);
    expect(await viaReader.recognise(files)).toBeGreaterThan(0.8);
  });

  it('reads what has an area of every kind of shape', async () => {
    const pictures = [pictureNamed('a.jpg', { width: 640, height: 480 })];
    const path = `${malformed ?? ''}/via_mixed_shapes.json`;
    const { objects, issues } = await readAll(viaReader, memoryFiles(filesOnDisk(path), pictures));
    expect(objects[0]?.map(({ mask }) => areaOf(mask))).toEqual([3720, 172, 624]);
    expect(issues.map(({ kind, path: at, severity }) => [kind, at, severity])).toEqual([
      ['missingCategory', 'region_attributes', 'warning'],
      ['unknownShape', 'a.jpg1.regions[3]', 'error'],
      ['unknownShape', 'a.jpg1.regions[4]', 'error'],
      ['oddCoordinates', 'a.jpg1.regions[5]', 'error'],
    ]);
  });
});

describe('properties', () => {
  it('gives every mask back, pixel by pixel', () => expectMasksBack(via, {}, 60));

  it('loses nothing that it has not told', () => expectNoSilentLoss(via));

  it('never throws on damaged files', async () => {
    const mask = encodeMask({ size, pixels: new Uint8Array(48).fill(1, 3, 40) });
    const object = { ...plainObject(0, mask), attributes: { flying: true, age: 2 } };
    const dataSet = dataSetOf([bird], [[imageOf('1.png', size), [object, drawn(frame)]]]);
    const { files } = await writeAll(viaWriter, dataSet);
    const text = files.get('via_project.json');
    const ellipse = { name: 'ellipse', cx: 4, cy: 3, rx: 3, ry: 2, theta: 0.3 };
    const old = JSON.stringify(fileOf(region({ class: { a: true } }, ellipse)));
    const ours = typeof text === 'string' ? `{${text.slice(text.indexOf('"_via_img'))}` : '';
    await fc.assert(
      fc.asyncProperty(damagedTexts([ours, old]), async (damaged) => {
        const { objects } = await readText(damaged);
        expect(objects.flat().every((each) => areaOf(each.mask) > 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
