import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainObject, type DataSetObject } from '#core/dataset/dataSet.ts';
import { dataSetOf, imageOf } from '#testing/arbitraryDataSets.ts';
import { memoryFiles } from '#testing/memoryFiles.ts';
import { richDataSets } from '#testing/richDataSets.ts';
import { readAll, roundTrip, writeAll } from '#testing/roundTrip.ts';
import { sharedDataPath } from '#testing/sharedData.ts';
import { datumaroReader } from './datumaroReader.ts';
import { datumaroWriter } from './datumaroWriter.ts';

const format = { writer: datumaroWriter, reader: datumaroReader };
const legacy = sharedDataPath('datumaro_assets/datumaro_dataset/legacy/annotations');

describe('Datumaro', () => {
  it.each(['rle', 'mixed', 'polygon'] as const)(
    'comes back up to what it loses: %s',
    async (geometry) => {
      await fc.assert(
        fc.asyncProperty(richDataSets(), async (before) => {
          const read = await roundTrip(format, before, { geometry });
          expect(read.issues.filter(({ kind }) => kind !== 'onlyBox')).toEqual([]);
          expect(read.dataSet.categories).toEqual(
            before.categories.map((category) => ({ ...category, attributes: [] })),
          );
          for (const [image, { fileName, size, split, tags }] of before.images.entries()) {
            const at = read.dataSet.images.findIndex((each) => each.fileName === fileName);
            expect(read.dataSet.images[at]).toEqual({
              fileName,
              size,
              split,
              tags,
              contentHash: null,
            });
            const objects = await before.objectsOf(image);
            const found = read.objects[at] ?? [];
            expect(found.map(keptOf)).toEqual(objects.map(keptOf));
            expect(found.map(({ group }) => group === null)).toEqual(
              objects.map(({ group }) => group === null),
            );
          }
        }),
        { numRuns: 25 },
      );
    },
  );

  it('writes what its own tools write', async () => {
    const size = { width: 3, height: 2 };
    const object = { ...plainObject(0, { size, counts: Uint32Array.of(0, 2, 4) }), score: 0.5 };
    const dataSet = dataSetOf(
      [{ name: 'cat', supercategory: 'animal', color: '#ff8000', attributes: [] }],
      [[{ ...imageOf('a/b.png', size), split: 'val' }, [object]]],
    );
    const { files, pictures } = await writeAll(datumaroWriter, dataSet);
    expect(pictures).toEqual(['images/val/a/b.png']);
    expect(JSON.parse(String(files.get('annotations/val.json')))).toEqual({
      dm_format_version: '1.0',
      media_type: 2,
      infos: {},
      categories: {
        label: {
          labels: [{ name: 'cat', parent: 'animal', attributes: [] }],
          label_groups: [],
          attributes: [],
        },
        mask: { colormap: [{ label_id: 0, r: 255, g: 128, b: 0 }] },
      },
      items: [
        {
          id: 'a/b',
          annotations: [
            {
              id: 1,
              type: 'mask',
              rle: { counts: '024', size: [2, 3] },
              attributes: { score: 0.5 },
              group: 0,
              label_id: 0,
              z_order: 0,
            },
          ],
          image: { path: 'a/b.png', size: [2, 3] },
        },
      ],
    });
  });

  it.skipIf(legacy === null)(
    'reads labels of whole images as tags, in the old layout',
    async () => {
      const files = new Map(
        ['train', 'validation', 'test'].map((subset) => [
          `annotations/${subset}.json`,
          readFileSync(`${legacy}/${subset}.json`, 'utf8'),
        ]),
      );
      const size = { width: 4, height: 4 };
      const pictures = ['train/a', 'train/b', 'test/c', 'validation/d'].map((name) => ({
        fileName: `images/${name}.jpg`,
        size,
      }));
      expect(await datumaroReader.recognise(memoryFiles(files))).toBe(0.95);
      const { dataSet, objects, issues } = await readAll(
        datumaroReader,
        memoryFiles(files, pictures),
      );
      expect(issues).toEqual([]);
      expect(dataSet.categories.map(({ name }) => name)).toEqual(['car', 'bicycle', 'tom', 'mary']);
      expect(objects.flat()).toEqual([]);
      expect(dataSet.images.map(({ fileName, split, tags }) => [fileName, split, tags])).toEqual([
        ['images/train/a.jpg', 'train', ['car']],
        ['images/train/b.jpg', 'train', ['car', 'bicycle', 'tom', 'mary']],
        ['images/validation/d.jpg', 'val', []],
        ['images/test/c.jpg', 'test', ['bicycle', 'mary']],
      ]);
    },
  );

  it('reports what has no area and keeps all else', async () => {
    const annotations = [
      { type: 'polygon', label_id: 0, points: [0, 0, 3, 0, 3, 2, 0, 2] },
      { type: 'ellipse', label_id: 0, points: [0, 0, 4, 4] },
      { type: 'bbox', label_id: 0, bbox: [0.5, 0, 2, 2] },
      { type: 'polyline', label_id: 0, points: [0, 0, 1, 1] },
      { type: 'caption', caption: 'a cat' },
      { type: 'polygon', label_id: 0, points: [0, 0, 1] },
      { type: 'mask', label_id: 0, rle: { counts: '0o', size: [4, 4] } },
      { type: 'mask', label_id: 9, rle: { counts: '0', size: [4, 4] } },
    ];
    const file = {
      dm_format_version: '1.0',
      categories: { label: { labels: [{ name: 'cat', parent: '' }] } },
      items: [{ id: 'a', image: { path: 'a.png', size: [4, 4] }, annotations }],
    };
    const files = memoryFiles(new Map([['annotations/default.json', JSON.stringify(file)]]));
    const { objects, issues } = await readAll(datumaroReader, files);
    expect(
      objects.flat().map(({ isBoxOnly, polygon }) => [isBoxOnly, polygon?.rings.length]),
    ).toEqual([
      [false, 1],
      [false, 1],
      [true, undefined],
    ]);
    expect(issues.map(({ kind, path }) => [kind, path.slice(-2, -1)])).toEqual([
      ['onlyBox', '2'],
      ['unknownShape', '3'],
      ['unknownShape', '4'],
      ['oddCoordinates', '5'],
      ['badRuns', '6'],
      ['missingCategory', '7'],
    ]);
  });

  it('never throws on damaged text', async () => {
    await fc.assert(
      fc.asyncProperty(richDataSets(), fc.nat(), fc.string(), async (before, place, noise) => {
        const { files } = await writeAll(datumaroWriter, before);
        const [path, content] = [...files][place % files.size] ?? ['', ''];
        const text = String(content);
        const at = place % (text.length + 1);
        const damaged = new Map(files).set(path, text.slice(0, at) + noise + text.slice(at + 1));
        const { dataSet } = await readAll(datumaroReader, memoryFiles(damaged, before.images));
        expect(dataSet.images.length).toBeLessThan(10);
      }),
      { numRuns: 40 },
    );
  });
});

function keptOf({ category, mask, isBoxOnly, score, isCrowd, attributes }: DataSetObject) {
  return { category, mask, isBoxOnly, score, isCrowd, attributes };
}
