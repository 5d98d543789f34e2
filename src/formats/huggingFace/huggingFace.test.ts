import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainObject, type DataSetObject } from '#core/dataset/dataSet.ts';
import { areaOf, boundsOf } from '#core/mask/measures.ts';
import { dataSetOf, imageOf } from '#testing/arbitraryDataSets.ts';
import { memoryFiles } from '#testing/memoryFiles.ts';
import { richDataSets } from '#testing/richDataSets.ts';
import { readAll, roundTrip, writeAll } from '#testing/roundTrip.ts';
import { decodePng } from '../codecs/png.ts';
import { huggingFaceReader } from './huggingFaceReader.ts';
import { huggingFaceWriter } from './huggingFaceWriter.ts';
import { withoutSplitWords } from './paths.ts';

const format = { writer: huggingFaceWriter, reader: huggingFaceReader };

describe('an image folder of Hugging Face', () => {
  it('comes back up to what it said it loses', async () => {
    await fc.assert(
      fc.asyncProperty(richDataSets(), async (before) => {
        const read = await roundTrip(format, before);
        expect(read.issues.filter(({ kind }) => kind !== 'onlyBox')).toEqual([]);
        expect(read.dataSet.categories.map(({ name }) => name)).toEqual(
          before.categories.map(({ name }) => name),
        );
        const moved = new Set(
          read.losses.flatMap(({ kind, image }) => (kind === 'splitDropped' ? [image] : [])),
        );
        for (const [image, { fileName, size, split }] of before.images.entries()) {
          const at = read.dataSet.images.findIndex((each) => each.fileName === fileName);
          expect(read.dataSet.images[at]).toMatchObject({ size });
          if (!moved.has(image)) expect(read.dataSet.images[at]?.split).toBe(split);
          const objects = await before.objectsOf(image);
          expect(read.objects[at]).toEqual(objects.map(keptOf));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('paints category and number of each object, those in front last', async () => {
    const size = { width: 3, height: 1 };
    const dataSet = dataSetOf(
      ['cat', 'dog'],
      [
        [
          imageOf('a.png', size),
          [
            plainObject(1, { size, counts: Uint32Array.of(0, 2, 1) }),
            plainObject(0, { size, counts: Uint32Array.of(1, 1, 1) }),
          ],
        ],
      ],
    );
    const { files, pictures, losses } = await writeAll(huggingFaceWriter, dataSet);
    const png = files.get('train/masks/a.png.png');
    const decoded = png instanceof Uint8Array ? decodePng(png) : null;
    expect(decoded?.channels).toBe(3);
    expect([...(decoded?.data ?? [])]).toEqual([2, 1, 0, 1, 2, 0, 0, 0, 0]);
    expect(pictures).toEqual(['train/a.png']);
    expect(losses.map(({ kind }) => kind)).toEqual(['splitDropped', 'overlapResolved']);
    expect(JSON.parse(String(files.get('id2label.json')))).toEqual({ 0: 'cat', 1: 'dog' });
    expect(String(files.get('train/metadata.jsonl'))).toContain('"bbox": [[0.0, 0.0, 2.0, 1.0]');
  });

  it('moves images of a split without objects, whose columns would have no types', async () => {
    const size = { width: 2, height: 1 };
    const object = plainObject(0, { size, counts: Uint32Array.of(0, 2) });
    const dataSet = dataSetOf(
      ['cat'],
      [
        [{ ...imageOf('a.png', size), split: 'train' }, []],
        [{ ...imageOf('b.png', size), split: 'val' }, [object]],
      ],
    );
    const { pictures, losses } = await writeAll(huggingFaceWriter, dataSet);
    expect(pictures).toEqual(['validation/a.png', 'validation/b.png']);
    expect(losses).toEqual([
      { kind: 'splitDropped', image: 0, object: null, detail: 'train, written to val' },
    ]);
  });

  it('numbers more than 255 objects with green and blue', async () => {
    const size = { width: 300, height: 1 };
    const objects = Array.from({ length: 300 }, (_, i) =>
      plainObject(0, { size, counts: Uint32Array.from([i, 1, ...(i < 299 ? [299 - i] : [])]) }),
    );
    const { files } = await writeAll(
      huggingFaceWriter,
      dataSetOf(['cat'], [[imageOf('a.png', size), objects]]),
    );
    const png = files.get('train/masks/a.png.png');
    const decoded = png instanceof Uint8Array ? decodePng(png) : null;
    expect([...(decoded?.data.slice(3 * 299) ?? [])]).toEqual([1, 300 - 256, 1]);
    const table = String(files.get('train/metadata.jsonl')).replace('"rle":', '"other":');
    const foreign = new Map(files).set('train/metadata.jsonl', table);
    const read = await readAll(
      huggingFaceReader,
      memoryFiles(foreign, [{ fileName: 'a.png', size }]),
    );
    expect(read.issues).toEqual([]);
    expect(read.objects[0]?.map(({ mask }) => mask)).toEqual(objects.map(({ mask }) => mask));
  });

  it('lets no folder inside a split name another split', () => {
    expect(withoutSplitWords('test/a/train_2/b.val.png')).toBe('xtest/a/xtrain_2/b.val.png');
    expect(withoutSplitWords('latest/testing-set/a.png')).toBe('latest/xtesting-set/a.png');
  });

  it('keeps images of two splits with one name apart', async () => {
    const row =
      '{"file_name": "a.png", "width": 2, "height": 1, "objects": {"bbox": [], "categories": []}}\n';
    const files = new Map([
      ['train/metadata.jsonl', row],
      ['test/metadata.jsonl', row + row],
    ]);
    const { dataSet, issues } = await readAll(huggingFaceReader, memoryFiles(files));
    expect(dataSet.images.map(({ fileName, split }) => [fileName, split])).toEqual([
      ['a.png', 'train'],
      ['test/a.png', 'test'],
    ]);
    expect(issues.map(({ kind, path }) => [kind, path])).toEqual([['duplicateName', 'line 2']]);
  });

  it('never throws on damaged text', async () => {
    await fc.assert(
      fc.asyncProperty(richDataSets(), fc.nat(), fc.string(), async (before, place, noise) => {
        const { files } = await writeAll(huggingFaceWriter, before);
        const damaged = new Map(files);
        for (const [path, content] of files) {
          if (typeof content !== 'string') continue;
          const at = place % (content.length + 1);
          damaged.set(path, content.slice(0, at) + noise + content.slice(at + 1));
        }
        const { dataSet } = await readAll(huggingFaceReader, memoryFiles(damaged, before.images));
        expect(dataSet.images.length).toBeLessThan(10);
      }),
      { numRuns: 40 },
    );
  });
});

function keptOf(object: DataSetObject): DataSetObject {
  const { category, mask, box, isBoxOnly, statedArea, isCrowd, attributes } = object;
  return {
    ...plainObject(category, mask),
    box: box && JSON.stringify(box) === JSON.stringify(boundsOf(mask)) ? null : box,
    isBoxOnly,
    statedArea: statedArea === areaOf(mask) ? null : statedArea,
    isCrowd,
    attributes,
  };
}
