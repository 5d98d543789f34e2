import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  plainObject,
  type DataSet,
  type DataSetCategory,
  type DataSetObject,
} from '#core/dataset/dataSet.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { areaOf, boundsOf } from '#core/mask/measures.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { dataSetOf, imageOf } from '#testing/arbitraryDataSets.ts';
import { polygonOf } from '#testing/arbitraryPolygons.ts';
import { damagedTexts } from '#testing/damagedTexts.ts';
import { memoryFiles, pictureNamed } from '#testing/memoryFiles.ts';
import { readAll, roundTrip, writeAll } from '#testing/roundTrip.ts';
import { sharedDataPath } from '#testing/sharedData.ts';
import { filesOnDisk } from '#testing/sharedFiles.ts';
import { expectMasksBack, expectNoSilentLoss } from '#testing/formatLaws.ts';
import { cvatReader, cvatWriter } from './index.ts';

const cvat = { writer: cvatWriter, reader: cvatReader };
const size = { width: 8, height: 6 };
const ring = polygonOf([0, 0, 3.3, 0.123_456_789, 3, 4]);
const frame = polygonOf([0, 0, 6, 0, 6, 6, 0, 6], [2, 2, 2, 4, 4, 4, 4, 2]);
const lShape = encodeMask({ size, pixels: Uint8Array.from({ length: 48 }, (_, i) => (i === 9 || i === 17 || i === 18 ? 1 : 0)) }); // prettier-ignore

const car: DataSetCategory = {
  name: 'car & "van"',
  supercategory: '',
  color: '#ff8000',
  attributes: [
    { kind: 'checkbox', name: 'parked', initial: false },
    { kind: 'select', name: 'colour', options: ['red', 'dark blue'], initial: 'red' },
    { kind: 'number', name: 'age', initial: null },
    { kind: 'text', name: 'plate', initial: '' },
  ],
};

function drawn(polygon: ReturnType<typeof polygonOf>): DataSetObject {
  return { ...plainObject(0, rasterizePolygon(polygon, size)), polygon };
}

function setOf(...objects: readonly DataSetObject[]): DataSet {
  const image = { ...imageOf('a/1.png', size), split: 'val' as const, tags: ['night', 'owl'] };
  return dataSetOf([car, 'owl'], [[image, objects]]);
}

async function xmlOf(dataSet: DataSet, options = {}): Promise<string> {
  const { files } = await writeAll(cvatWriter, dataSet, options);
  const text = files.get('annotations.xml');
  return typeof text === 'string' ? text : '';
}

async function readText(text: string, ...pictures: readonly string[]) {
  const known = pictures.map((name) => pictureNamed(name, size));
  return readAll(cvatReader, memoryFiles(new Map([['a.xml', text]]), known));
}

describe('cvatWriter', () => {
  it('writes labels, a mask by its rows, and puts pictures in the folder of their subset', async () => {
    const object = { ...plainObject(0, lShape), attributes: { occluded: true }, group: 'x' };
    const dataSet = setOf(object);
    const { pictures } = await writeAll(cvatWriter, dataSet);
    expect(pictures).toEqual(['images/Validation/a/1.png']);
    const xml = await xmlOf(dataSet);
    expect(xml).toContain(
      '<name>car &amp; &quot;van&quot;</name>\n          <color>#ff8000</color>',
    );
    expect(xml).toContain('<input_type>select</input_type>');
    expect(xml).toContain('<values>red\ndark blue</values>');
    expect(xml.split('\n').slice(-11)).toEqual([
      '  <image id="0" name="a/1.png" subset="Validation" width="8" height="6">',
      '    <mask label="car &amp; &quot;van&quot;" source="manual" occluded="1" rle="0, 1, 1, 2" left="1" top="1" width="2" height="2" z_order="0" group_id="1">',
      '      <attribute name="occluded">true</attribute>',
      '    </mask>',
      '    <tag label="night" source="manual">',
      '    </tag>',
      '    <tag label="owl" source="manual">',
      '    </tag>',
      '  </image>',
      '</annotations>',
      '',
    ]);
  });

  it('brings everything that it writes back', async () => {
    const box = { x: 1.25, y: 1, width: 3, height: 2.5 };
    const boxMask = rasterizePolygon(polygonOf([1.25, 1, 4.25, 1, 4.25, 3.5, 1.25, 3.5]), size);
    const attributes = { parked: true, colour: 'dark blue', age: 2.5, plate: 'B 12', note: 'wet' };
    const objects: readonly DataSetObject[] = [
      { ...plainObject(0, lShape), attributes, group: '1' },
      { ...drawn(ring), group: '1' },
      { ...plainObject(1, boxMask), box, isBoxOnly: true, group: '2' },
    ];
    const dataSet = setOf(...objects);
    const read = await roundTrip(cvat, dataSet);
    expect(read.losses).toEqual([]);
    expect(read.issues).toEqual([]);
    expect(read.objects).toEqual([objects]);
    expect(read.dataSet.images).toEqual(dataSet.images);
    const [first, second] = read.dataSet.categories;
    expect(second).toEqual(dataSet.categories[1]);
    expect(first).toEqual({
      ...car,
      attributes: [...car.attributes, { kind: 'text', name: 'note', initial: '' }],
    });
  });

  it('writes polygons as far as the option wants', async () => {
    const dataSet = setOf(plainObject(0, lShape), drawn(frame), drawn(ring));
    const tags = async (geometry: string) =>
      [...(await xmlOf(dataSet, { geometry })).matchAll(/<(mask|polygon) /gu)].map(
        ([, tag]) => tag,
      );
    expect(await tags('rle')).toEqual(['mask', 'mask', 'polygon']);
    expect(await tags('mixed')).toEqual(['polygon', 'mask', 'polygon']);
    expect(await tags('polygon')).toEqual(['polygon', 'polygon', 'polygon']);
    const read = await roundTrip(cvat, dataSet, { geometry: 'polygon' });
    expect(read.losses.map(({ kind, object }) => [kind, object])).toEqual([['holeBridged', 1]]);
    const written = await dataSet.objectsOf(0);
    expect(read.objects[0]?.map(({ mask }) => mask)).toEqual(written.map(({ mask }) => mask));
  });

  it('tells what it cannot say', async () => {
    const object: DataSetObject = {
      ...drawn(frame),
      name: 'Otto',
      isCrowd: true,
      attributes: { weight: 3, free: true, age: 1, plate: ' x' },
    };
    const { losses } = await writeAll(cvatWriter, setOf(object));
    expect(losses.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['simplified', 'the drawn rings became pixels'],
      ['crowdDropped', ''],
      ['nameDropped', 'Otto'],
      ['attributeDropped', 'weight (as text), free (as text), plate'],
    ]);
  });
});

describe('cvatReader', () => {
  it('takes every kind of shape that has an area, from the back to the front', async () => {
    const read = await readText(`<annotations><image id="0" name="1.png" width="8" height="6">
      <box label="turned" xtl="3" ytl="1" xbr="5" ybr="5" rotation="90" z_order="4"/>
      <ellipse label="round" cx="4" cy="3" rx="3" ry="2" z_order="3"/>
      <ellipse label="round" cx="4" cy="3" rx="3" ry="2" rotation="90" z_order="2" occluded="1"/>
      <mask label="low" rle="2,2" left="-1" top="0" width="2" height="2" z_order="1"/>
      <mask label="low" rle="0,1" left="7" top="5" width="1" height="1" z_order="0"/>
      <cuboid label="c"/><skeleton label="s"/><polyline label="p" points="1,1;2,2"/>
      <polygon label="p" points="1,1;2"/><polygon label="p" points="1,1;2,2"/>
      <polygon label="" points="1,1;2,2;4,1"/><box label="b" xtl="x"/></image></annotations>`);
    expect(read.objects[0]?.map(({ mask }) => [areaOf(mask), boundsOf(mask).width])).toEqual([
      [1, 1],
      [1, 1],
      [20, 4],
      [20, 6],
      [8, 4],
    ]);
    expect(read.objects[0]?.[2]?.attributes).toEqual({ occluded: true });
    expect(read.issues.map(({ kind, path }) => [kind, path])).toEqual([
      ['outOfImage', 'image[0].mask[3]'],
      ['unknownShape', 'image[0].cuboid[5]'],
      ['unknownShape', 'image[0].skeleton[6]'],
      ['unknownShape', 'image[0].polyline[7]'],
      ['oddCoordinates', 'image[0].polygon[8]'],
      ['tooFewPoints', 'image[0].polygon[9]'],
      ['missingCategory', 'image[0].polygon[10].label'],
      ['wrongShape', 'image[0].box[11]'],
    ]);
  });

  it('keeps the images before the place where a file ends', async () => {
    const xml = await xmlOf(setOf(plainObject(0, lShape)));
    const read = await readText(`${xml.slice(0, -16)}<image id="1" name="2.png"><mask`);
    expect(read.objects).toHaveLength(1);
    expect(read.issues.map(({ kind }) => kind)).toEqual(['truncated']);
  });

  it('refuses XML of others, and recognises its own', async () => {
    const voc = '<annotation><folder>a</folder></annotation>';
    expect((await readText(voc)).issues.map(({ kind }) => kind)).toEqual(['wrongShape']);
    expect(await cvatReader.recognise(memoryFiles(new Map([['a.xml', voc]])))).toBe(0);
    const xml = await xmlOf(setOf());
    expect(await cvatReader.recognise(memoryFiles(new Map([['a.xml', xml]])))).toBe(0.9);
  });
});

const assets = sharedDataPath('datumaro_assets/cvat_dataset');

describe.skipIf(assets === null)('files of CVAT and Datumaro', () => {
  it('reads a task with its attributes', async () => {
    const folder = `${assets ?? ''}/for_images/export_task`;
    const { dataSet, objects, issues } = await readAll(
      cvatReader,
      memoryFiles(filesOnDisk(folder, '.xml')),
    );
    expect(dataSet.categories).toMatchObject([
      {
        name: 'label1',
        attributes: [
          { kind: 'checkbox', name: 'a1', initial: false },
          { kind: 'select', name: 'a2', options: ['v1', 'v2', 'v3'], initial: 'v1' },
          { kind: 'text', name: 'a3', initial: '0000' },
          { kind: 'number', name: 'a4', initial: 0 },
          { kind: 'checkbox', name: 'occluded' },
        ],
      },
      { name: 'label2' },
    ]);
    expect(objects[0]).toMatchObject([
      {
        box: { x: 0, y: 2, width: 4, height: 2 },
        attributes: { occluded: true, a1: true, a2: 'v3', a3: '0003', a4: 2.4 },
      },
    ]);
    expect(objects[1]).toEqual([]);
    expect(issues.map(({ kind, path }) => [kind, path])).toEqual([
      ['unknownShape', 'image[0].polyline[1]'],
      ['missingCategory', 'image[1].polygon[0].label'],
      ['unknownShape', 'image[1].points[1]'],
    ]);
  });

  it('reads a project, whose subsets hold pictures of one name', async () => {
    const folder = `${assets ?? ''}/for_images/export_project`;
    const files = filesOnDisk(folder, '.xml', '.jpg');
    const pictures = [...files.keys()]
      .filter((path) => path.endsWith('.jpg'))
      .map((path) => pictureNamed(path, path.includes('img0') ? { width: 8, height: 8 } : { width: 10, height: 10 })); // prettier-ignore
    const read = await readAll(cvatReader, memoryFiles(files, pictures));
    expect(read.dataSet.images.map(({ fileName, split }) => [fileName, split])).toEqual([
      ['images/Test/img0.jpg', 'test'],
      ['images/Test/img1.jpg', 'test'],
      ['images/Train/img0.jpg', 'train'],
      ['images/Train/img1.jpg', 'train'],
      ['images/Validation/img0.jpg', 'val'],
      ['images/Validation/img1.jpg', 'val'],
    ]);
    expect(read.objects.map((all) => all.map(({ mask }) => areaOf(mask)))).toEqual([
      [8],
      [1],
      [8],
      [1],
      [8],
      [1],
    ]);
    expect(read.issues.map(({ kind }) => kind)).toEqual(Array(6).fill('unknownShape'));
  });

  it('says that tracks of a video are no images', async () => {
    const { dataSet, issues } = await readAll(
      cvatReader,
      memoryFiles(filesOnDisk(`${assets ?? ''}/for_video/annotations.xml`)),
    );
    expect(dataSet.images).toEqual([]);
    expect(issues).toEqual([
      {
        severity: 'error',
        kind: 'other',
        file: 'annotations.xml',
        path: 'track',
        detail: '3 tracks of CVAT for video lie on no images; export "CVAT for images"',
      },
    ]);
  });
});

const malformed = sharedDataPath('malformed');

describe.skipIf(malformed === null)('malformed files', () => {
  it('reads the mask of an issue as numpy does', async () => {
    const files = memoryFiles(filesOnDisk(`${malformed ?? ''}/cvat_mask_40x40_valid.xml`));
    const { objects, issues } = await readAll(cvatReader, files);
    const [mask] = objects.flat().map((each) => each.mask);
    expect(mask && [areaOf(mask), boundsOf(mask)]).toEqual([
      1243,
      { x: 79, y: 304, width: 40, height: 40 },
    ]);
    expect(issues).toEqual([]);
  });

  it('writes that mask as CVAT wrote it', async () => {
    const files = filesOnDisk(`${malformed ?? ''}/cvat_mask_40x40_valid.xml`);
    const theirs = new TextDecoder().decode([...files.values()][0]);
    const { dataSet } = await readAll(cvatReader, memoryFiles(files));
    const [words] = /rle="[^"]+" left="79" top="304" width="40" height="40"/u.exec(theirs) ?? ['?'];
    expect(await xmlOf(dataSet)).toContain(words);
  });

  it('reports runs that do not fit, and cuts off what leaves the image', async () => {
    const files = memoryFiles(filesOnDisk(`${malformed ?? ''}/cvat_mask_rle_too_long.xml`));
    const { objects, issues } = await readAll(cvatReader, files);
    expect(objects.flat().map(({ mask }) => boundsOf(mask))).toEqual([
      { x: 62, y: 62, width: 2, height: 2 },
    ]);
    expect(issues.map(({ kind, path, severity }) => [kind, path, severity])).toEqual([
      ['badRuns', 'image[0].mask[0]', 'error'],
      ['emptyMask', 'image[0].mask[1]', 'error'],
      ['outOfImage', 'image[0].mask[2]', 'warning'],
    ]);
  });
});

describe('properties', () => {
  it.each(['rle', 'polygon', 'mixed'] as const)('gives every mask back as %s', (geometry) =>
    expectMasksBack(cvat, { geometry }, 50),
  );

  it('loses nothing that it has not told', () => expectNoSilentLoss(cvat));

  it('never throws on damaged files', async () => {
    const object = { ...plainObject(0, lShape), attributes: { parked: true, age: 2 } };
    const xml = await xmlOf(setOf(object, drawn(ring), drawn(frame)));
    await fc.assert(
      fc.asyncProperty(damagedTexts([xml, xml.slice(xml.indexOf('<image'))]), async (text) => {
        const { objects } = await readText(text);
        expect(objects.flat().every((each) => areaOf(each.mask) > 0)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
