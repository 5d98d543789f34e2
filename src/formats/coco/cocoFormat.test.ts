import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainObject } from '#core/dataset/dataSet.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { areaOf } from '#core/mask/measures.ts';
import { rleToString } from '#core/mask/rleString.ts';
import { dataSetOf, dataSets, imageOf } from '#testing/arbitraryDataSets.ts';
import { memoryFiles } from '#testing/memoryFiles.ts';
import { readAll, roundTrip, writeAll, type ReadDataSet } from '#testing/roundTrip.ts';
import { sharedDataPath } from '#testing/sharedData.ts';
import { cocoReader } from './cocoReader.ts';
import { cocoWriter } from './cocoWriter.ts';
import { readInstances } from './readInstances.ts';
import { readCocoResults } from './readResults.ts';

const format = { writer: cocoWriter, reader: cocoReader };
const size = { width: 4, height: 3 };
const frame = encodeMask({ size, pixels: Uint8Array.of(1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0) });

describe('properties', () => {
  it('brings every mask back from RLE and from polygons where those are exact', async () => {
    const geometries = fc.constantFrom('rle' as const, 'mixed' as const);
    await fc.assert(
      fc.asyncProperty(dataSets(), geometries, async (dataSet, geometry) => {
        const {
          dataSet: back,
          objects,
          issues,
          losses,
        } = await roundTrip(format, dataSet, { geometry });
        expect([issues, losses]).toEqual([[], []]);
        expect([back.images, back.categories]).toEqual([dataSet.images, dataSet.categories]);
        const masks = objects.map((all) => all.map(({ mask, category }) => ({ mask, category })));
        const expected = await Promise.all(dataSet.images.map((_, i) => dataSet.objectsOf(i)));
        expect(masks).toEqual(
          expected.map((all) => all.map(({ mask, category }) => ({ mask, category }))),
        );
      }),
    );
  });

  it('tells of every polygon that is not the mask', async () => {
    await fc.assert(
      fc.asyncProperty(dataSets(), fc.constantFrom(0, 1), async (dataSet, tolerancePx) => {
        const options = { geometry: 'polygon' as const, tolerancePx };
        const { objects, losses } = await roundTrip(format, dataSet, options);
        const told = new Set(losses.map(({ image, object }) => `${image} ${object}`));
        for (const [i, all] of objects.entries()) {
          const before = await dataSet.objectsOf(i);
          if (all.length !== before.length) continue; // told by the reader: nothing was left of it
          for (const [o, { mask }] of all.entries()) {
            if (told.has(`${i} ${o}`)) continue;
            expect(rleToString(mask)).toBe(before[o] && rleToString(before[o].mask));
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('never throws on a damaged file', async () => {
    const dataSet = dataSetOf(['a'], [[imageOf('a.png', size), [plainObject(0, frame)]]]);
    const { files } = await writeAll(cocoWriter, dataSet);
    const text = String(files.get('annotations/instances_default.json'));
    const places = fc.record({
      at: fc.nat(text.length),
      with: fc.constantFrom('', '"', ']', '-9', '1e99'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(places, { minLength: 1, maxLength: 3 }), async (cuts) => {
        const damaged = cuts.reduce(
          (all, { at, with: other }) => all.slice(0, at) + other + all.slice(at + 1),
          text,
        );
        await readAll(cocoReader, memoryFiles(new Map([['a.json', damaged]])));
      }),
    );
  });
});

describe('COCO instances', () => {
  it('fill holes in polygons only when asked to, and say so', async () => {
    const dataSet = dataSetOf(['ring'], [[imageOf('a.png', size), [plainObject(0, frame)]]]);
    const exact = await roundTrip(format, dataSet, { geometry: 'mixed' });
    expect(exact.objects[0]?.[0]?.mask).toEqual(frame);
    const filled = await roundTrip(format, dataSet, { geometry: 'polygon' });
    expect(filled.losses.map(({ kind }) => kind)).toEqual(['holeFilled']);
    expect(filled.objects[0]?.[0] && areaOf(filled.objects[0][0].mask)).toBe(9);
  });

  it('of each split have a file of their own with the same ids, and come back once', async () => {
    const train = { ...imageOf('a.png', size), split: 'train' as const };
    const val = { ...imageOf('b.png', size), split: 'val' as const };
    const dataSet = dataSetOf(
      ['x'],
      [
        [train, [plainObject(0, frame)]],
        [val, [plainObject(0, frame)]],
      ],
    );
    const { files } = await writeAll(cocoWriter, dataSet);
    expect([...files.keys()]).toEqual(
      ['default', 'train', 'val'].map((name) => `annotations/instances_${name}.json`),
    );
    expect(String(files.get('annotations/instances_val.json'))).toContain('{"id":2,"image_id":2,');
    const back = await readAll(cocoReader, memoryFiles(files));
    expect(back.dataSet.images.map(({ split }) => split)).toEqual(['train', 'val']);
    expect(back.objects.map((all) => all.length)).toEqual([1, 1]);
  });

  it('keep boxes, crowds, attributes and scores', async () => {
    const box = { x: 0.5, y: 0.5, width: 2.25, height: 2 };
    const object = { ...plainObject(0, frame), attributes: { constructor: 'Ford' }, score: 0.5 };
    const crowd = { ...plainObject(0, frame), isCrowd: true };
    const boxOnly = { ...plainObject(0, frame), isBoxOnly: true, box };
    const dataSet = dataSetOf(['x'], [[imageOf('a.png', size), [object, crowd, boxOnly]]]);
    const { objects, issues } = await roundTrip(format, dataSet);
    expect(issues.map(({ kind }) => kind)).toEqual(['onlyBox']);
    expect(objects[0]?.[0]).toMatchObject({ attributes: { constructor: 'Ford' }, score: 0.5 });
    expect(objects[0]?.[1]).toMatchObject({ isCrowd: true });
    expect(objects[0]?.[2]).toMatchObject({ isBoxOnly: true, box });
  });
});

const data = sharedDataPath('');

async function readFile(path: string): Promise<ReadDataSet> {
  const bytes = new Uint8Array(readFileSync(`${data}/${path}`));
  return readAll(cocoReader, memoryFiles(new Map([[path.split('/').at(-1) ?? '', bytes]])));
}

async function readMalformed(name: string) {
  const { dataSet, objects, issues } = await readFile(`malformed/coco_${name}.json`);
  return {
    images: dataSet.images.length,
    objects: objects.flat(),
    issues: issues.map(({ severity, kind, path }) => `${severity} ${kind} ${path}`),
  };
}

describe.skipIf(data === null)('malformed files', () => {
  it.each([
    ['polygon_odd_value_count', 0, ['error oddCoordinates annotations[0].segmentation[0]']],
    ['flat_segmentation', 1, ['warning wrongShape annotations[0].segmentation']],
    ['single_point_polygon', 0, ['error tooFewPoints annotations[0].segmentation[0]']],
    ['polygon_two_points', 0, ['error tooFewPoints annotations[0].segmentation[0]']],
    ['rle_runs_do_not_fill', 1, ['warning badRuns annotations[0].segmentation.counts']],
    ['rle_invalid_counts', 0, ['error badRuns annotations[0].segmentation.counts']],
    ['rle_leading_zero_runs_valid', 1, []],
    ['rle_iscrowd0_valid', 1, []],
    ['segmentation_empty_list', 1, ['warning onlyBox annotations[0].segmentation']],
    ['nan_and_infinity', 0, ['error notJson annotations[0]']],
    ['truncated', 0, ['error truncated ']],
  ] as const)('%s', async (name, objectCount, issues) => {
    const read = await readMalformed(name);
    expect([read.objects.length, read.issues]).toEqual([objectCount, issues]);
    expect(read.images).toBe(1);
  });

  it('bbox_as_polygon: boxes stand in for their polygons', async () => {
    const { objects, issues } = await readMalformed('bbox_as_polygon');
    expect(objects.map(({ isBoxOnly }) => isBoxOnly)).toEqual([true, true]);
    expect(issues.every((issue) => issue.startsWith('warning onlyBox'))).toBe(true);
  });

  it('duplicate_ids_missing_refs: the first of each is kept', async () => {
    const { objects, issues, images } = await readMalformed('duplicate_ids_missing_refs');
    expect([objects.length, images]).toEqual([1, 1]);
    expect(issues).toEqual([
      'warning duplicateName categories[1].name',
      'error duplicateId images[1].id',
      'warning duplicateId annotations[1].id',
      'error missingImage annotations[1].image_id',
    ]);
  });

  it('Label Studio’s exchanged sides are found out, and put right where the picture is known', async () => {
    const name = 'labelstudio_coco_export_exif_swapped.json';
    const bytes = new Uint8Array(readFileSync(`${data}/malformed/${name}`));
    const lone = await readAll(cocoReader, memoryFiles(new Map([[name, bytes]])));
    expect(lone.issues.map(({ kind }) => kind)).toEqual(['turnedSize']);
    const picture = { fileName: 'portrait_phone.jpg', size: { width: 3024, height: 4032 } };
    const known = await readAll(cocoReader, memoryFiles(new Map([[name, bytes]]), [picture]));
    expect(known.issues.map(({ severity, kind }) => [severity, kind])).toEqual([
      ['warning', 'turnedSize'],
    ]);
    expect(known.objects[0]?.[0] && areaOf(known.objects[0][0].mask)).toBe(10_000);
  });
});

describe.skipIf(data === null)('real files', () => {
  it('COCO’s own 100 images are the masks of pycocotools', { timeout: 60_000 }, async () => {
    const folder = 'coco_eval_reference/faster_coco_eval/tests/dataset/cocoapi';
    const { dataSet, objects, issues } = await readFile(`${folder}/instances_val2014_100.json`);
    expect(issues).toEqual([]);
    expect([dataSet.images.length, dataSet.categories.length]).toEqual([100, 80]);
    const golden = JSON.parse(
      readFileSync(`${data}/coco_eval_reference/GOLDEN_ann_to_rle.json`, 'utf8'),
    ) as { annotations: { counts: string }[] };
    const counts = objects.flat().map(({ mask }) => rleToString(mask));
    expect(counts.toSorted()).toEqual(golden.annotations.map((each) => each.counts).toSorted());
  });

  it('results are read on the images of their ground truth', async () => {
    const folder = `${data}/coco_eval_reference/faster_coco_eval/tests/dataset/cocoapi`;
    const files = memoryFiles(
      new Map(
        ['instances_val2014_100', 'instances_val2014_fakebbox100_results'].map((name) => [
          `${name}.json`,
          new Uint8Array(readFileSync(`${folder}/${name}.json`)),
        ]),
      ),
    );
    const issues: unknown[] = [];
    const context = {
      report: (issue: unknown) => issues.push(issue),
      progress: () => undefined,
      stopIfAborted: () => undefined,
    };
    const truth = await readInstances(['instances_val2014_100.json'], files, context);
    const results = await readCocoResults(
      'instances_val2014_fakebbox100_results.json',
      truth,
      files,
      context,
    );
    const objects = await Promise.all(results.images.map((_, i) => results.objectsOf(i)));
    expect(objects.flat().length).toBe(734);
    expect(issues).toEqual([]);
  });

  it('Roboflow’s folders are splits', async () => {
    const root = 'datumaro_assets/coco_dataset/coco_roboflow';
    const paths = ['train/_annotations.coco.json', 'val/_annotations.coco.json'];
    const files = new Map(
      paths.map((path) => [path, new Uint8Array(readFileSync(`${data}/${root}/${path}`))]),
    );
    const { dataSet, issues } = await readAll(cocoReader, memoryFiles(files));
    expect(dataSet.images.map(({ split }) => split)).toEqual(['train', 'val']);
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
