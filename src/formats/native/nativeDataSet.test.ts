import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataSets } from '#testing/arbitraryDataSets.ts';
import { memoryFiles } from '#testing/memoryFiles.ts';
import { annotationRecord, categoryRecord, imageRecord, testProject } from '#testing/records.ts';
import { richDataSets } from '#testing/richDataSets.ts';
import { readAll, roundTrip, writeAll } from '#testing/roundTrip.ts';
import { writeFolderIndex } from './folderIndex.ts';
import { writeImageFile } from './imageFile.ts';
import { nativeReader } from './nativeReader.ts';
import { nativeWriter } from './nativeWriter.ts';

const format = { writer: nativeWriter, reader: nativeReader };

describe('a data set as our own folder', () => {
  it('comes back as it was, with all that it says', async () => {
    await fc.assert(
      fc.asyncProperty(richDataSets(), async (before) => {
        const { dataSet, objects, issues, losses } = await roundTrip(format, before);
        expect(issues).toEqual([]);
        expect(losses).toEqual([]);
        expect(dataSet.name).toBe(before.name);
        expect(dataSet.categories).toEqual(before.categories);
        expect(dataSet.images).toEqual(before.images);
        for (const [image, found] of objects.entries()) {
          expect(found).toEqual(await before.objectsOf(image));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is recognised by its table of contents', async () => {
    const [before] = fc.sample(dataSets(), 1);
    if (!before) return;
    const { files } = await writeAll(nativeWriter, before);
    expect(await nativeReader.recognise(memoryFiles(files))).toBe(1);
    expect(await nativeReader.recognise(memoryFiles(new Map([['project.json', '{}']])))).toBe(0);
  });

  it('reads the mirror of a linked folder too', async () => {
    const category = categoryRecord(1, { name: 'Tree' });
    const image = imageRecord(1, { split: 'val', tags: ['night'] });
    const polygon = { rings: [{ points: Float64Array.of(1, 1, 2, 1, 2, 2, 1, 2) }] };
    const attributes = { constructor: 'me', age: 3.5 };
    const annotation = annotationRecord(7, { name: 'old oak', polygon, attributes });
    const paths = new Map([[image.id, 'annotations/photo-1.jpg.json']]);
    const index = { project: testProject, categories: [category], images: [image], paths };
    const files = memoryFiles(
      new Map([
        ['maskwright/project.json', [...writeFolderIndex(index)].join('')],
        [
          'maskwright/annotations/photo-1.jpg.json',
          writeImageFile(image, [annotation], new Map([[category.id, category]])),
        ],
      ]),
    );
    expect(await nativeReader.recognise(files)).toBe(1);
    const { dataSet, objects, issues } = await readAll(nativeReader, files);
    expect(issues).toEqual([]);
    expect(dataSet.categories).toMatchObject([{ name: 'Tree', color: '#e69f00' }]);
    expect(dataSet.images).toMatchObject([
      { fileName: 'photo-1.jpg', size: { width: 8, height: 6 }, split: 'val', tags: ['night'] },
    ]);
    expect(objects).toMatchObject([
      [
        {
          category: 0,
          name: 'old oak',
          mask: annotation.mask,
          polygon,
          attributes,
          provenance: { modelId: 'fake-sam' },
        },
      ],
    ]);
  });

  it('never throws on damaged text and keeps good objects', async () => {
    await fc.assert(
      fc.asyncProperty(richDataSets(), fc.nat(), fc.string(), async (before, place, noise) => {
        const { files } = await writeAll(nativeWriter, before);
        const [path, content] = [...files][place % files.size] ?? ['', ''];
        const text = String(content);
        const at = place % (text.length + 1);
        const damaged = new Map(files).set(path, text.slice(0, at) + noise + text.slice(at + 1));
        const { issues } = await readAll(nativeReader, memoryFiles(damaged, before.images));
        for (const issue of issues) expect(issue.file).not.toBe('');
      }),
      { numRuns: 60 },
    );
  });
});
