import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainObject, type DataSetObject } from '#core/dataset/dataSet.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { areaOf, boundsOf } from '#core/mask/measures.ts';
import { dataSetOf, imageOf } from '#testing/arbitraryDataSets.ts';
import { masks } from '#testing/arbitraries.ts';
import { memoryFiles } from '#testing/memoryFiles.ts';
import { richDataSets } from '#testing/richDataSets.ts';
import { readAll, roundTrip, writeAll } from '#testing/roundTrip.ts';
import { sharedDataPath } from '#testing/sharedData.ts';
import { brushOfMask, maskOfBrush } from './brushMask.ts';
import { imageNamesOf, localUrlOf } from './imageName.ts';
import { labelStudioReader } from './labelStudioReader.ts';
import { labelStudioWriter } from './labelStudioWriter.ts';
import { packRuns, unpackRuns, type ValueRun } from './rlePack.ts';

const format = { writer: labelStudioWriter, reader: labelStudioReader };
const shared = sharedDataPath('label_studio');

describe('Label Studio', () => {
  it.each(['rle', 'mixed', 'polygon'] as const)(
    'comes back up to what it loses: %s',
    async (geometry) => {
      await fc.assert(
        fc.asyncProperty(richDataSets(), async (before) => {
          const read = await roundTrip(format, before, { geometry });
          expect(read.issues.filter(({ kind }) => kind !== 'onlyBox')).toEqual([]);
          expect(read.dataSet.categories.map(({ name, color }) => [name, color])).toEqual(
            before.categories.map(({ name, color }) => [name, color]),
          );
          for (const [image, { fileName, size, split, tags }] of before.images.entries()) {
            const found = read.dataSet.images[image];
            expect(found).toEqual({ fileName, size, split, tags, contentHash: null });
            const objects = await before.objectsOf(image);
            const back = read.objects[image] ?? [];
            expect(back.map(keptOf)).toEqual(objects.map(keptOf));
            expect(read.losses.filter(({ kind }) => kind === 'simplified')).toEqual([]);
          }
        }),
        { numRuns: 25 },
      );
    },
  );

  it.skipIf(shared === null)('packs runs bit for bit as its converter does', () => {
    const golden = JSON.parse(readFileSync(`${shared}/GOLDEN_brush_rle.json`, 'utf8')) as {
      readonly input: readonly number[];
      readonly rle: readonly number[];
    };
    const runs: ValueRun[] = [];
    for (const value of golden.input) {
      const last = runs.at(-1);
      if (last?.value === value) runs.splice(-1, 1, { value, length: last.length + 1 });
      else runs.push({ value, length: 1 });
    }
    expect(packRuns(golden.input.length, runs)).toEqual(golden.rle);
    const [header, ...values] = [...unpackRuns(golden.rle)];
    expect(header).toEqual({ total: 18 });
    const unpacked = values.flatMap((run) =>
      'value' in run ? Array.from({ length: run.length }, () => run.value) : [],
    );
    expect(unpacked).toEqual(golden.input);
  });

  it('gives every mask back from its brush, long runs too', () => {
    fc.assert(
      fc.property(masks(20).map(encodeMask), (mask) => {
        expect(maskOfBrush(brushOfMask(mask), mask.size)).toEqual(mask);
      }),
    );
    const size = { width: 700, height: 300 };
    const half = { size, counts: Uint32Array.of(0, 105_000, 105_000) };
    expect(maskOfBrush(brushOfMask(half), size)).toEqual(half);
  });

  it('takes no brush of another size, none that is cut off and none of nonsense', () => {
    const size = { width: 20, height: 10 };
    const brush = brushOfMask({ size, counts: Uint32Array.of(3, 90, 107) });
    expect(maskOfBrush(brush, { width: 10, height: 20 })).not.toBeNull();
    expect(maskOfBrush(brush, { width: 20, height: 11 })).toBeNull();
    expect(maskOfBrush(brush.slice(0, 12), size)).toBeNull();
    expect(maskOfBrush(['a', null, NaN], size)).toBeNull();
  });

  it('writes tasks and a configuration whose names match', async () => {
    const size = { width: 8, height: 4 };
    const mask = { size, counts: Uint32Array.of(4, 2, 26) };
    const polygon = { rings: [{ points: Float64Array.of(1, 0, 2, 0, 2, 2, 1, 2) }] };
    const category = {
      name: 'cat & dog',
      supercategory: '',
      color: '#ff8000',
      attributes: [{ kind: 'checkbox', name: 'occluded', initial: false }],
    } as const;
    const dataSet = dataSetOf(
      [category],
      [
        [
          { ...imageOf('a b.png', size), split: 'val' },
          [
            { ...plainObject(0, mask), polygon, attributes: { occluded: true } },
            { ...plainObject(0, mask), score: 0.5 },
          ],
        ],
      ],
    );
    const { files, pictures } = await writeAll(labelStudioWriter, dataSet);
    const frame = { to_name: 'image', original_width: 8, original_height: 4, image_rotation: 0 };
    expect(JSON.parse(String(files.get('tasks.json')))).toEqual([
      {
        id: 1,
        data: { image: '/data/local-files/?d=images/a%20b.png', split: 'val' },
        annotations: [
          {
            id: 1,
            was_cancelled: false,
            ground_truth: false,
            result: [
              {
                ...frame,
                id: 'object-1',
                type: 'polygonlabels',
                from_name: 'label_polygon',
                value: {
                  points: [
                    [12.5, 0],
                    [25, 0],
                    [25, 50],
                    [12.5, 50],
                  ],
                  closed: true,
                  polygonlabels: ['cat & dog'],
                },
              },
              {
                ...frame,
                id: 'object-1',
                type: 'choices',
                from_name: 'occluded',
                value: { choices: ['true'] },
              },
            ],
          },
        ],
        predictions: [
          {
            id: 1,
            model_version: 'unknown',
            score: 0.5,
            result: [
              {
                ...frame,
                id: 'object-2',
                type: 'brushlabels',
                from_name: 'label_brush',
                score: 0.5,
                value: { format: 'rle', rle: brushOfMask(mask), brushlabels: ['cat & dog'] },
              },
            ],
          },
        ],
      },
    ]);
    expect(pictures).toEqual(['images/a b.png']);
    const config = String(files.get('label_config.xml'));
    expect(config).toContain('<PolygonLabels name="label_polygon" toName="image">');
    expect(config).toContain('<Label value="cat &amp; dog" background="#ff8000"/>');
    expect(config).toContain('<Choices name="occluded" toName="image" perRegion="true"');
  });

  it('finds names of pictures in the ways that tasks name them', () => {
    const local = localUrlOf('images/ä b/c&d.png');
    expect(imageNamesOf(local)).toEqual(['images/ä b/c&d.png']);
    expect(imageNamesOf('/data/upload/29/1fd99634-cat.png')).toEqual([
      '1fd99634-cat.png',
      'cat.png',
    ]);
    expect(imageNamesOf('https://host.org/a/b%20c.jpg?size=1')).toEqual(['a/b c.jpg']);
    expect(imageNamesOf('s3://bucket/a/100%.jpg')).toEqual(['a/100%.jpg']);
  });

  it.skipIf(shared === null)('reads polygons, in full and in the short form', async () => {
    const polygons = await readShared('test_export_yolo/data_polygons.json');
    expect(polygons.issues).toEqual([]);
    expect(polygons.objects.flat().map(({ mask }) => areaOf(mask))).toEqual([19_239]);
    const triangle = await readShared('test_export_json_min/data.json');
    expect(triangle.dataSet.images.map(({ fileName }) => fileName)).toEqual(['example.png']);
    expect(triangle.objects.flat().map(({ mask }) => areaOf(mask))).toEqual([118]);
    const [task] = JSON.parse(
      readFileSync(`${shared}/tests/data/test_export_json_min/data.json`, 'utf8'),
    );
    const [result] = task.annotations[0].result;
    const short = [
      {
        id: 1,
        image: task.data.image,
        label: [{ ...result.value, original_width: 128, original_height: 128 }],
      },
    ];
    const min = await readAll(
      labelStudioReader,
      memoryFiles(new Map([['min.json', JSON.stringify(short)]])),
    );
    expect(min.objects).toEqual(triangle.objects);
  });

  it.skipIf(shared === null)('reads turned rectangles as rings', async () => {
    const { objects, issues, dataSet } = await readShared('test_export_yolo/data_obb.json');
    expect(objects.map(({ length }) => length)).toEqual([23, 1, 1]);
    expect(dataSet.categories.map(({ name }) => name)).toEqual(['Butterfly', 'butterfly']);
    const area = objects.flat().reduce((sum, { mask }) => sum + areaOf(mask), 0);
    expect(area).toBe(203_235);
    expect(issues).toEqual([]);
  });

  it.skipIf(shared === null)('takes one of several annotations of a task', async () => {
    const { objects, issues } = await readShared('test_export_yolo/data.json');
    expect(objects.map(({ length }) => length)).toEqual([2, 2]);
    expect(issues.map(({ kind, path }) => [kind, path])).toEqual([
      ['duplicateRecord', '[0].annotations[1]'],
      ['onlyBox', '[0].annotations[0].result[0]'],
      ['onlyBox', '[0].annotations[0].result[1]'],
      ['onlyBox', '[1].annotations[0].result[0]'],
      ['onlyBox', '[1].annotations[0].result[1]'],
    ]);
  });

  it.skipIf(shared === null)(
    'reports videos, choices about no region and tasks of many images',
    async () => {
      const video = await readAll(
        labelStudioReader,
        memoryFiles(new Map([['v.json', readFileSync(`${shared}/history_ls-video.json`, 'utf8')]])),
      );
      expect(video.objects).toEqual([]);
      expect(video.issues.map(({ kind }) => kind)).toEqual(['missingImage']);
      const many = await readShared('test_export_json_min/data_repeater.json');
      expect(many.issues.map(({ kind, path }) => [kind, path])).toEqual([['missingImage', '[0]']]);
      const choices = await readShared('test_export_csv/csv_test2.json');
      expect(choices.objects.flat()).toEqual([]);
      expect(choices.issues.length).toBeGreaterThan(0);
    },
  );

  it('never throws on damaged text', async () => {
    await fc.assert(
      fc.asyncProperty(richDataSets(), fc.nat(), fc.string(), async (before, place, noise) => {
        const { files } = await writeAll(labelStudioWriter, before);
        const [path, content] = [...files][place % files.size] ?? ['', ''];
        const text = String(content);
        const at = place % (text.length + 1);
        const damaged = new Map(files).set(path, text.slice(0, at) + noise + text.slice(at + 1));
        const { dataSet } = await readAll(labelStudioReader, memoryFiles(damaged, before.images));
        expect(dataSet.images.length).toBeLessThan(10);
      }),
      { numRuns: 40 },
    );
  });
});

async function readShared(path: string) {
  const text = readFileSync(`${shared}/tests/data/${path}`, 'utf8');
  const files = memoryFiles(new Map([['tasks.json', text]]));
  expect(await labelStudioReader.recognise(files)).toBe(0.9);
  return readAll(labelStudioReader, files);
}

function keptOf({ category, mask, isBoxOnly, score, attributes, name }: DataSetObject) {
  const { x, y, width, height } = boundsOf(mask);
  return { category, mask, isBoxOnly, score, attributes, name, box: [x, y, width, height] };
}
