import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Size } from '#core/geometry/size.ts';
import { areaOf } from '#core/mask/measures.ts';
import { memoryFiles } from '#testing/memoryFiles.ts';
import { readAll } from '#testing/roundTrip.ts';
import { sharedDataPath } from '#testing/sharedData.ts';
import { sharedFolder } from '#testing/sharedFolder.ts';
import { formatOf } from '../registry.ts';
import { yoloDetectReader, yoloObbReader, yoloSegReader } from './index.ts';

const names = Array.from({ length: 10 }, (_, i) => `label_${i}`);

/** Everything that is read of a folder of the reference data; null where that is absent. */
async function readShared(path: string, reader = yoloSegReader) {
  const files = sharedFolder(path);
  return files && { ...(await readAll(reader, files)), files };
}

function readText(text: string, size: Size = { width: 640, height: 480 }) {
  const files = new Map([
    ['labels/a.txt', text],
    ['data.yaml', 'train: images\nval: images\nnc: 4\nnames: [a, b, c, d]\n'],
  ]);
  return readAll(yoloSegReader, memoryFiles(files, [{ fileName: 'images/a.jpg', size }]));
}

function readMalformed(name: string) {
  const path = sharedDataPath(`malformed/${name}`);
  return path === null ? null : readText(readFileSync(path, 'utf8'));
}

// areas and boxes: numpy, even-odd at pixel centres; sizes: Pillow
describe('YOLO files of others', () => {
  it('reads what JSON2YOLO made of COCO, beside the pictures and without names', async () => {
    const read = await readShared('isat_coco/example/convert/coco_tiny');
    if (!read) return;
    expect(
      read.dataSet.images.map(({ fileName, size }) => [fileName, size.width, size.height]),
    ).toEqual([
      ['images/000000013923.jpg', 640, 427],
      ['images/000000076261.jpg', 640, 427],
      ['images/000000083540.jpg', 640, 443],
      ['images/000000100723.jpg', 500, 333],
      ['images/000000549930.jpg', 640, 558],
    ]);
    expect(read.objects.map((all) => all.length)).toEqual([19, 2, 2, 17, 21]);
    expect(read.objects.map((all) => all.reduce((sum, { mask }) => sum + areaOf(mask), 0))).toEqual(
      [70_170, 759, 5267, 70_404, 86_278],
    );
    expect(read.dataSet.categories.map(({ name }) => name)).toEqual(
      [0, 11, 14, 24, 25, 26, 30, 39, 45, 56, 57, 58, 60, 62, 75].map((i) => `class_${i}`),
    );
    expect(read.issues).toEqual([]);
    expect(await yoloSegReader.recognise(read.files)).toBeGreaterThan(0.5);
  });

  it('reads the boxes of Label Studio with their names', async () => {
    const read = await readShared(
      'label_studio/tests/data/test_import_yolo_data',
      yoloDetectReader,
    );
    if (!read) return;
    expect(read.issues).toEqual([]);
    expect(read.dataSet.categories.map(({ name }) => name)).toEqual([
      'closed_door',
      'opened_door',
      'bus',
      'number',
    ]);
    expect(read.objects.map((all) => all.length)).toEqual([4, 4, 4, 4, 3, 4, 2]);
    expect(read.objects[0]?.[0]?.box).toEqual({ x: 10, y: 9, width: 617, height: 286 });
    expect(await yoloDetectReader.recognise(read.files)).toBe(0.9);
    const unif = await readShared('label_studio/tests/data/test_import_yolo_data_unif_dims');
    expect(unif?.objects.map((all) => all.length)).toEqual([4, 4, 4, 4, 3]);
  });

  it.each([
    ['yolo_dataset/strict', ['obj_train_data/1.jpg'], ['train']],
    ['yolo_dataset/labels', ['images/train/1.jpg', 'images/val/1.jpg'], ['train', 'val']],
    ['yolo_dataset/annotations', ['Images/1.jpg'], [null]],
  ])('reads %s as Datumaro does', async (path, fileNames, splits) => {
    const read = await readShared(`datumaro_assets/${path}`, yoloDetectReader);
    if (!read) return;
    expect(read.issues).toEqual([]);
    expect(read.dataSet.images.map(({ fileName }) => fileName)).toEqual(fileNames);
    expect(read.dataSet.images.map(({ split }) => split)).toEqual(splits);
    expect(read.dataSet.categories.map(({ name }) => name)).toEqual(names);
    for (const objects of read.objects) {
      expect(objects.map(({ category, box }) => [category, box])).toEqual([
        [2, { x: 0, y: 2, width: 4, height: 2 }],
        [4, { x: 3, y: 3, width: 2, height: 3 }],
      ]);
    }
  });

  it('reads the folders of Roboflow, boxes and corners in pixels', async () => {
    const boxes = await readShared('datumaro_assets/roboflow_dataset/yolo', yoloDetectReader);
    const corners = await readShared('datumaro_assets/roboflow_dataset/yolo_obb', yoloObbReader);
    if (!boxes || !corners) return;
    expect([...boxes.issues, ...corners.issues]).toEqual([]);
    expect(boxes.dataSet.images.map(({ fileName, split }) => [fileName, split])).toEqual([
      ['train/images/train_001.jpg', 'train'],
      ['train/images/train_002.jpg', 'train'],
      ['val/images/val_001.jpg', 'val'],
    ]);
    expect(boxes.objects.flat().map(({ category, box }) => [category, box])).toEqual([
      [0, { x: 2, y: 1, width: 3, height: 1 }],
      [1, { x: 0, y: 0, width: 2, height: 4 }],
      [0, { x: 0, y: 0, width: 1, height: 2 }],
      [1, { x: 0, y: 0, width: 9, height: 1 }],
    ]);
    expect(corners.objects.flat().map(({ category, mask }) => [category, areaOf(mask)])).toEqual([
      [0, 4],
      [1, 16],
      [0, 1],
      [1, 27],
    ]);
    expect(await yoloObbReader.recognise(corners.files)).toBe(0.9);
    expect(await yoloSegReader.recognise(corners.files)).toBeLessThan(0.9);
  });
});

describe('damaged YOLO files', () => {
  it('moves what lies slightly outside to the rim and tells', async () => {
    const read = await readMalformed('yolo_seg_out_of_range.txt');
    if (!read) return;
    expect(read.objects[0]).toHaveLength(3);
    expect(read.issues.map(({ severity, kind, path }) => [severity, kind, path])).toEqual([
      ['warning', 'outOfImage', 'line 1'],
      ['warning', 'outOfImage', 'line 2'],
    ]);
  });

  it('refuses pixels and a class glued to the first number', async () => {
    const read = await readMalformed('yolo_seg_pixel_coords_class_glued.txt');
    if (!read) return;
    expect(read.objects[0]).toEqual([]);
    expect(read.issues).toEqual([
      {
        severity: 'error',
        kind: 'wrongShape',
        file: 'labels/a.txt',
        path: 'line 1',
        detail: '"LIAISONS1607" is no class',
      },
    ]);
  });

  it('takes a box among outlines for a box and leaves out short, odd and unreadable rows', async () => {
    const read = await readMalformed('yolo_mixed_bbox_and_seg.txt');
    if (!read) return;
    expect(read.objects[0]?.map(({ category, isBoxOnly }) => [category, isBoxOnly])).toEqual([
      [0, true],
      [1, false],
    ]);
    expect(read.issues.map(({ severity, kind, path }) => [severity, kind, path])).toEqual([
      ['warning', 'mixedKinds', 'line 1'],
      ['error', 'tooFewPoints', 'line 4'],
      ['error', 'wrongShape', 'line 5'],
      ['error', 'oddCoordinates', 'line 6'],
    ]);
  });

  it.each([
    ['4 0.5 0.5 0.2 0.2', 'missingCategory'],
    ['0 0.5 0.5 0.2 0.2\n0 0.5 0.5 0.2 0.2', 'duplicateRecord'],
    ['0 0.1 0.1 0.3 1607 0.3 0.3', 'wrongShape'],
    ['0 0.5 0.5 0 0.2', 'emptyMask'],
    ['-1 0.5 0.5 0.2 0.2', 'wrongShape'],
    ['0 0.1 0.1 0.2 0.2 0.3 0.3', 'emptyMask'],
    ['0.5 0.5 0.2 0.2', 'wrongShape'],
  ])('reports %j', async (text, kind) => {
    const { issues } = await readText(text);
    expect(issues.map((issue) => [issue.severity, issue.kind])).toEqual([['error', kind]]);
  });

  it('reads scores of predictions and names of classes by number', async () => {
    const files = new Map([
      ['labels/a.txt', '7 0.5 0.5 0.2 0.2 0.875\n'],
      ['d.yaml', 'path: ../x\nval: images\ntrain: images\nnames:\n  7: no\n  0: 1.0\n'],
    ]);
    const picture = { fileName: 'images/a.jpg', size: { width: 100, height: 100 } };
    const { dataSet, objects } = await readAll(yoloDetectReader, memoryFiles(files, [picture]));
    expect(objects[0]?.[0]?.score).toBe(0.875);
    expect(dataSet.categories[objects[0]?.[0]?.category ?? 0]?.name).toBe('no');
    expect(dataSet.categories[0]?.name).toBe('1.0');
    expect(dataSet.categories).toHaveLength(8);
  });

  it('tells of labels without their picture, and of damaged YAML', async () => {
    const files = new Map([
      ['labels/b.txt', '0 0.5 0.5 0.2 0.2\n'],
      ['data.yaml', 'names: "a'],
      ['README.txt', 'Nothing to see here.'],
    ]);
    const { issues, dataSet } = await readAll(yoloSegReader, memoryFiles(files));
    expect(issues.map(({ kind, file }) => [kind, file])).toEqual([
      ['notYaml', 'data.yaml'],
      ['missingImage', 'labels/b.txt'],
    ]);
    expect(dataSet.images).toEqual([]);
  });

  it('never throws, whatever the text', async () => {
    const token = fc.oneof(
      fc.constantFrom(
        '0',
        '1',
        '0.5',
        '-0.001',
        '1.005',
        'nan',
        'inf',
        '1e999',
        '9'.repeat(40),
        ' ',
        '\n',
      ),
      fc.string({ maxLength: 4 }),
    );
    const text = fc.array(token, { maxLength: 40 }).map((tokens) => tokens.join(' '));
    await fc.assert(
      fc.asyncProperty(text, text, async (label, yaml) => {
        const files = new Map([
          ['labels/a.txt', label],
          ['data.yaml', `names: ${yaml}`],
          ['train.txt', label],
        ]);
        const picture = { fileName: 'images/a.jpg', size: { width: 12, height: 9 } };
        const { objects } = await readAll(yoloSegReader, memoryFiles(files, [picture]));
        expect(objects.flat().every(({ mask }) => areaOf(mask) > 0)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('is in the registry', async () => {
    expect(await formatOf('yolo-seg')?.loadReader?.()).toBe(yoloSegReader);
    expect(formatOf('yolo-obb')?.options).toEqual(['hasPictures']);
  });
});
