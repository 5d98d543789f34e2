import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Provenance } from '#core/annotation/provenance.ts';
import { plainObject, type DataSetObject } from '#core/dataset/dataSet.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { areaOf, boundsOf } from '#core/mask/measures.ts';
import { dataSetOf, dataSets, imageOf } from '#testing/arbitraryDataSets.ts';
import { damagedTexts } from '#testing/damagedTexts.ts';
import { memoryFiles, pictureNamed } from '#testing/memoryFiles.ts';
import { readAll, roundTrip, writeAll } from '#testing/roundTrip.ts';
import { sharedDataPath } from '#testing/sharedData.ts';
import { filesOnDisk } from '#testing/sharedFiles.ts';
import { expectNoSilentLoss } from '#testing/formatLaws.ts';
import { sa1bReader, sa1bWriter } from './index.ts';

const sa1b = { writer: sa1bWriter, reader: sa1bReader };
const size = { width: 3, height: 2 };
const mask = encodeMask({ size, pixels: Uint8Array.of(0, 1, 1, 0, 1, 0) });
const byModel: Provenance = {
  tool: 'sam',
  modelId: 'tiny',
  prompt: {
    points: [
      { at: { x: 1.5, y: 0.5 }, label: 'foreground' },
      { at: { x: 0, y: 1 }, label: 'background' },
    ],
    box: null,
  },
  predictedIou: 0.9,
  stabilityScore: 0.8,
};

async function annotationsOf(...objects: readonly DataSetObject[]) {
  const dataSet = dataSetOf(['object'], [[imageOf('a/1.jpg', size), objects]]);
  const { files, losses, pictures } = await writeAll(sa1bWriter, dataSet);
  const file = files.get('a/1.json');
  const text = typeof file === 'string' ? file : '';
  return { record: JSON.parse(text) as unknown, text, losses, pictures };
}

describe('sa1bWriter', () => {
  it('writes what the model said of its mask, and where it was clicked', async () => {
    const { record, losses, pictures } = await annotationsOf({
      ...plainObject(0, mask),
      provenance: byModel,
    });
    expect(record).toEqual({
      image: { image_id: 1, width: 3, height: 2, file_name: '1.jpg' },
      annotations: [
        {
          bbox: [1, 0, 1, 1],
          area: 3,
          segmentation: { size: [2, 3], counts: '231' },
          predicted_iou: 0.9,
          stability_score: 0.8,
          point_coords: [[1.5, 0.5]],
          crop_box: [0, 0, 3, 2],
          id: 1,
        },
      ],
    });
    expect(pictures).toEqual(['a/1.jpg']);
    expect(losses.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['provenanceDropped', 'model tiny, 1 background points'],
    ]);
  });

  it('says nothing of a model where a hand made or altered the mask', async () => {
    const { record, text, losses } = await annotationsOf(
      { ...plainObject(0, mask), provenance: { tool: 'brush' } },
      { ...plainObject(0, mask), provenance: { ...byModel, isReworked: true } },
    );
    const shape = {
      bbox: [1, 0, 1, 1],
      area: 3,
      segmentation: { size: [2, 3], counts: '231' },
      crop_box: [0, 0, 3, 2],
    };
    expect(record).toMatchObject({
      annotations: [
        { ...shape, id: 1 },
        { ...shape, id: 2, point_coords: [[1.5, 0.5]] },
      ],
    });
    expect(text).not.toMatch(/predicted_iou|stability_score/u);
    expect(losses.map(({ detail }) => detail)).toEqual([
      'drawn by brush',
      'model tiny, 1 background points, scores of the mask before a hand altered it',
    ]);
  });

  it('writes floats as floats, for readers that ask for the type', async () => {
    const sure = { ...byModel, predictedIou: 1, stabilityScore: 1 };
    const { text } = await annotationsOf({ ...plainObject(0, mask), provenance: sure });
    expect(text).toContain('"predicted_iou": 1.0, "stability_score": 1.0');
    expect(text).toContain('"bbox": [1.0, 0.0, 1.0, 1.0]');
  });

  it('tells that names of categories have no place', async () => {
    const dataSet = dataSetOf(['owl'], [[imageOf('1.jpg', size), [plainObject(0, mask)]]]);
    const { losses } = await writeAll(sa1bWriter, dataSet);
    expect(losses.map(({ kind, detail }) => [kind, detail])).toEqual([['renamed', 'owl: object']]);
  });
});

describe('sa1bReader', () => {
  it('keeps scores and points, and both conventions of boxes', async () => {
    const object = { ...plainObject(0, mask), provenance: byModel };
    const dataSet = dataSetOf(['object'], [[imageOf('1.jpg', size), [object]]]);
    const read = await roundTrip(sa1b, dataSet);
    expect(read.issues).toEqual([]);
    expect(read.objects[0]?.[0]?.provenance).toMatchObject({
      predictedIou: 0.9,
      stabilityScore: 0.8,
      prompt: { points: byModel.tool === 'sam' ? [byModel.prompt.points[0]] : [] },
    });
  });

  it('reports each mask that is none with its place', async () => {
    const image = { image_id: 1, width: 3, height: 2, file_name: '1.jpg' };
    const good = { size: [2, 3], counts: [2, 3, 1] };
    const segmentations = [
      good,
      { ...good, counts: '9' },
      { ...good, counts: [2, 9] },
      { ...good, counts: [6] },
      { ...good, size: [3, 2] },
      'none',
    ];
    const annotations = [...segmentations.map((segmentation) => ({ segmentation })), 5];
    const bad = { segmentation: good, bbox: [0, 0, 9, 9], area: 7 };
    const text = JSON.stringify({ image, annotations: [...annotations, bad] });
    const { objects, issues } = await readAll(sa1bReader, memoryFiles(new Map([['1.json', text]])));
    expect(objects[0]?.map((each) => [each.mask, each.statedArea])).toEqual([
      [mask, null],
      [mask, 7],
    ]);
    expect(issues.map(({ kind, path }) => [kind, path])).toEqual([
      ['badRuns', 'annotations[1].segmentation.counts'],
      ['badRuns', 'annotations[2].segmentation.counts'],
      ['emptyMask', 'annotations[3].segmentation'],
      ['turnedSize', 'annotations[4].segmentation.size'],
      ['wrongShape', 'annotations[5].segmentation'],
      ['wrongShape', 'annotations[6]'],
      ['other', 'annotations[7].bbox'],
    ]);
  });
});

const folder = sharedDataPath('sa1b');
const synthetic = sharedDataPath('datumaro_assets/segment_anything_dataset');

describe.skipIf(folder === null || synthetic === null)('files of others', () => {
  it('reads three masks of SA-1B with their scores', async () => {
    const files = memoryFiles(filesOnDisk(folder ?? '', '.json'));
    const { dataSet, objects, issues } = await readAll(sa1bReader, files);
    expect(dataSet.images.map(({ fileName, size: { width, height } }) => [fileName, width, height])) // prettier-ignore
      .toEqual([
        ['sa_1.jpg', 1500, 2060],
        ['sa_3032002.jpg', 2000, 1500],
        ['sa_560.jpg', 2250, 1500],
      ]);
    // area and toBbox of pycocotools
    expect(objects.flat().map((each) => [areaOf(each.mask), boundsOf(each.mask)])).toEqual([
      [14_773, { x: 866, y: 946, width: 133, height: 200 }],
      [2381, { x: 773, y: 789, width: 82, height: 47 }],
      [7948, { x: 1167, y: 157, width: 108, height: 130 }],
    ]);
    expect(objects[0]?.[0]?.provenance).toMatchObject({
      predictedIou: 0.952_341_735_363_006_6,
      prompt: { points: [{ at: { x: 940.9375, y: 1034.5625 } }] },
    });
    expect(issues).toEqual([]);
    expect(await sa1bReader.recognise(files)).toBe(0.95);
  });

  it('writes each as it was, but for ids and the crop', async () => {
    const files = filesOnDisk(folder ?? '', '.json');
    const { dataSet } = await readAll(sa1bReader, memoryFiles(files));
    const written = [...(await writeAll(sa1bWriter, dataSet)).files.values()].map(annotationIn);
    const read = [...files.values()].map((bytes) => annotationIn(new TextDecoder().decode(bytes)));
    const same = { id: 0, crop_box: [] };
    expect(written.map((each) => ({ ...each, ...same }))).toEqual(
      read.map((each) => ({ ...each, ...same })),
    );
  });

  it('reads the one of two synthetic masks that is not empty', async () => {
    const pictures = [
      pictureNamed('a.jpg', { width: 10, height: 5 }),
      pictureNamed('b.jpg', { width: 5, height: 10 }),
    ];
    const files = memoryFiles(filesOnDisk(synthetic ?? '', '.json'), pictures);
    const { dataSet, objects, issues } = await readAll(sa1bReader, files);
    expect(dataSet.images).toHaveLength(2);
    expect(objects.map((all) => all.map((each) => areaOf(each.mask)))).toEqual([[4], []]);
    expect(issues.map(({ kind, file }) => [kind, file])).toEqual([['turnedSize', 'b.json']]);
  });
});

function annotationIn(text: string | Uint8Array): object {
  const record = JSON.parse(typeof text === 'string' ? text : '') as { annotations: object[] };
  return record.annotations[0] ?? {};
}

describe('properties', () => {
  it('gives every mask back, all of one category', async () => {
    await fc.assert(
      fc.asyncProperty(dataSets(), async (dataSet) => {
        const read = await roundTrip(sa1b, dataSet);
        expect(read.issues).toEqual([]);
        expect(read.dataSet.images).toEqual(dataSet.images);
        const written = await Promise.all(dataSet.images.map((_, i) => dataSet.objectsOf(i)));
        expect(read.objects).toEqual(
          written.map((all) => all.map((object) => plainObject(0, object.mask))),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('loses nothing that it has not told', () => expectNoSilentLoss(sa1b));

  it('never throws on damaged files', async () => {
    const objects = [{ ...plainObject(0, mask), provenance: byModel }, plainObject(0, mask)];
    const { files } = await writeAll(sa1bWriter, dataSetOf(['object'], [[imageOf('1.jpg', size), objects]])); // prettier-ignore
    const text = files.get('1.json');
    await fc.assert(
      fc.asyncProperty(damagedTexts([typeof text === 'string' ? text : '']), async (damaged) => {
        const read = await readAll(sa1bReader, memoryFiles(new Map([['1.json', damaged]])));
        expect(read.objects.flat().every((each) => areaOf(each.mask) > 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
