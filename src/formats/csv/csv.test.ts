import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainObject, type DataSetObject } from '#core/dataset/dataSet.ts';
import { areaOf, boundsOf } from '#core/mask/measures.ts';
import { dataSetOf, imageOf } from '#testing/arbitraryDataSets.ts';
import { memoryFiles } from '#testing/memoryFiles.ts';
import { richDataSets } from '#testing/richDataSets.ts';
import { readAll, roundTrip, writeAll } from '#testing/roundTrip.ts';
import { cellOfText, csvLine, readCsv, textOfCell } from '../codecs/csv.ts';
import { csvReader } from './csvReader.ts';
import { csvWriter } from './csvWriter.ts';

const format = { writer: csvWriter, reader: csvReader };

describe('CSV', () => {
  it('comes back with all that a data set says', async () => {
    await fc.assert(
      fc.asyncProperty(richDataSets(), async (before) => {
        const read = await roundTrip(format, before, { geometry: 'mixed' });
        expect(read.issues).toEqual([]);
        expect(read.losses).toEqual([]);
        expect(read.dataSet.categories).toEqual(before.categories);
        expect(read.dataSet.images).toEqual(before.images);
        for (const [image, found] of read.objects.entries()) {
          expect(found).toEqual((await before.objectsOf(image)).map(withoutPlainFacts));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('gives masks back from their outlines, which are exact without a tolerance', async () => {
    await fc.assert(
      fc.asyncProperty(richDataSets(), async (before) => {
        const { objects, losses } = await roundTrip(format, before, { geometry: 'polygon' });
        expect(losses).toEqual([]);
        for (const [image, found] of objects.entries()) {
          const masks = (await before.objectsOf(image)).map(({ mask }) => mask);
          expect(found.map(({ mask }) => mask)).toEqual(masks);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('counts parts and holes and numbers objects from 1', async () => {
    const size = { width: 3, height: 3 };
    const ring = { size, counts: Uint32Array.of(0, 4, 1, 4) };
    const dataSet = dataSetOf(['=cmd|x'], [[imageOf('-a.png', size), [plainObject(0, ring)]]]);
    const { files } = await writeAll(csvWriter, dataSet);
    const [header, row] = [...readCsv(String(files.get('objects.csv')))].map(({ cells }) => cells);
    const cells = Object.fromEntries(header?.map((name, i) => [name, row?.[i]]) ?? []);
    expect(cells).toMatchObject({
      image: "'-a.png",
      category: "'=cmd|x",
      id: '1',
      x: '0',
      width: '3',
      area: '8',
      parts: '1',
      holes: '1',
      counts: '0 4 1 4',
    });
  });

  it('lets no text cell begin like a formula, and gives every text back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '\t', '\r', 'a') }),
        (text) => {
          const cell = cellOfText(text);
          expect(cell).not.toMatch(/^[=+\-@\t\r]/u);
          expect(textOfCell(cell)).toBe(text);
        },
      ),
    );
  });

  it('reads the records that it wrote, whatever is in them', () => {
    const cell = fc.string({ unit: fc.constantFrom(',', ';', '"', '\r', '\n', 'a', 'ü') });
    const records = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(records, (rows) => {
        const text = csvLine(['x', 'y', 'z']) + rows.map((cells) => csvLine(cells)).join('');
        expect([...readCsv(text)].slice(1).map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });

  it('takes the box of a row that has nothing finer, and says so', async () => {
    const text =
      'image,category,x,y,width,height\na.png,cat,1,1,2,1\na.png,,0,0,1,1\nb.png,cat,0,0,1,1\n';
    const files = memoryFiles(new Map([['t.csv', text]]), [
      { fileName: 'a.png', size: { width: 4, height: 3 } },
    ]);
    const { objects, issues } = await readAll(csvReader, files);
    expect(objects).toMatchObject([
      [{ isBoxOnly: true, mask: { counts: Uint32Array.of(4, 1, 2, 1, 4) } }],
    ]);
    expect(issues.map(({ kind, path }) => [kind, path])).toEqual([
      ['onlyBox', 'line 2'],
      ['missingCategory', 'line 3'],
      ['unknownSize', 'line 4'],
      ['missingImage', 'line 4'],
    ]);
  });

  it('never throws on damaged text', async () => {
    await fc.assert(
      fc.asyncProperty(richDataSets(), fc.nat(), fc.string(), async (before, place, noise) => {
        const { files } = await writeAll(csvWriter, before);
        const [path, content] = [...files][place % files.size] ?? ['', ''];
        const text = String(content);
        const at = place % (text.length + 1);
        const damaged = new Map(files).set(path, text.slice(0, at) + noise + text.slice(at + 1));
        const { dataSet } = await readAll(csvReader, memoryFiles(damaged, before.images));
        expect(dataSet.images.length).toBeLessThan(20);
      }),
      { numRuns: 40 },
    );
  });
});

/** A stated box or area that is the mask's own says nothing. */
function withoutPlainFacts(object: DataSetObject): DataSetObject {
  const { mask, box, statedArea } = object;
  return {
    ...object,
    box: box && JSON.stringify(box) === JSON.stringify(boundsOf(mask)) ? null : box,
    statedArea: statedArea === areaOf(mask) ? null : statedArea,
  };
}
