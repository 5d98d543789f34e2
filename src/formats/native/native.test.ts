import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#core/failure.ts';
import {
  annotationRecords,
  categoryRecords,
  imageRecords,
  journalEntries,
  projectRecords,
} from '#testing/arbitraryRecords.ts';
import { annotationRecord, categoryRecord, imageRecord, testProject } from '#testing/records.ts';
import { readManifest, writeManifest, type Manifest } from './manifest.ts';
import { readRecord, readRecords, type RecordBatch } from './readRecords.ts';
import type { NativeFileName, NativeRecords } from './schemas.ts';
import { writeRecord } from './writeRecord.ts';

const runs = { numRuns: 60 };

describe('records as text', () => {
  it('come back as they were, whatever they hold', () => {
    const check = <Name extends NativeFileName>(
      name: Name,
      records: fc.Arbitrary<NativeRecords[Name]>,
    ) =>
      fc.assert(
        fc.property(records, (record) => {
          const text = writeRecord(name, record);
          expect(text).not.toContain('\n');
          expect(readRecord(name, text)).toEqual({ value: [record], issues: [] });
        }),
        runs,
      );
    check('project.json', projectRecords());
    check('categories.jsonl', categoryRecords());
    check('images.jsonl', imageRecords());
    check('annotations.jsonl', annotationRecords());
    check('journal.jsonl', journalEntries());
  });

  it('keep attributes that are named like what every object has', () => {
    const attributes = Object.fromEntries(
      ['__proto__', 'prototype', 'constructor'].map((name) => [name, 'yes']),
    );
    const record = { ...annotationRecord(1), attributes };
    const { value } = readRecord('annotations.jsonl', writeRecord('annotations.jsonl', record));
    expect(value.map((each) => Object.entries(each.attributes ?? {}))).toEqual([
      Object.entries(attributes),
    ]);
  });

  it('come back in their order, however the text is cut into pieces', async () => {
    const lists = fc.array(categoryRecords(), { maxLength: 5 });
    const cuts = fc.array(fc.nat({ max: 600 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(lists, cuts, async (list, places) => {
        const text = list.map((each) => `${writeRecord('categories.jsonl', each)}\n`).join('');
        const ends = [...places.toSorted((a, b) => a - b), text.length];
        const pieces = ends.map((end, i) => text.slice(ends[i - 1] ?? 0, end));
        const read = await collect(readRecords('categories.jsonl', piecesOf(pieces)));
        expect(read).toEqual({ value: list, issues: [] });
      }),
      runs,
    );
  });

  it('keep a field of a later version', () => {
    const image = { ...imageRecord(1), lens: { focalLengthMm: 50 } };
    expect(readRecord('images.jsonl', writeRecord('images.jsonl', image)).value).toEqual([image]);
  });

  it('are not written with a number that JSON cannot say', () => {
    const broken = categoryRecord(1, { order: Number.NaN });
    expect(() => writeRecord('categories.jsonl', broken)).toThrow(AppError);
  });
});

describe('text of foreign origin', () => {
  it('names file, line and place of what is wrong, and keeps the others', async () => {
    const good = writeRecord('images.jsonl', imageRecord(1));
    const bad = JSON.stringify({ ...imageRecord(2), order: 'first' });
    const text = [good, '{"id":', bad, good].join('\n');
    const { value, issues } = await collect(readRecords('images.jsonl', piecesOf([text])));
    expect(value).toEqual([imageRecord(1), imageRecord(1)]);
    expect(issues).toMatchObject([
      { file: 'images.jsonl', line: 2, fault: 'not-json' },
      { line: 3, fault: 'bad-record', reason: expect.stringContaining('order') },
    ]);
  });

  it('is read no further than a line that is too long', async () => {
    let taken = 0;
    async function* endless() {
      for (; taken < 1000; taken += 1) yield 'x'.repeat(1000);
    }
    const { issues } = await collect(readRecords('images.jsonl', endless(), 10_000));
    expect(issues).toMatchObject([{ line: 1, fault: 'line-too-long' }]);
    expect(taken).toBeLessThan(12);
  });

  it('is refused when it is nested a million deep', () => {
    const depth = 1_000_000;
    const text = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(readRecord('images.jsonl', text).issues).toMatchObject([{ fault: 'too-deep' }]);
    const inField = `{"id":"a","lens":${'{"a":'.repeat(50)}1${'}'.repeat(50)}}`;
    expect(readRecord('images.jsonl', inField).issues).toMatchObject([{ fault: 'too-deep' }]);
  });

  it('is refused with minus zero, runs that do not fill the mask, or colours that are code', () => {
    const annotation = annotationRecord(1);
    const text = writeRecord('annotations.jsonl', annotation);
    for (const bad of [
      text.replace('"order":1', '"order":-0'),
      text.replace('"width":8', '"width":9'),
      text.replace('"color":null', '"color":"url(//x)"'),
    ]) {
      expect(bad).not.toBe(text);
      expect(readRecord('annotations.jsonl', bad).issues).toMatchObject([{ fault: 'bad-record' }]);
    }
  });

  it('does not reach the prototype of anything', () => {
    const text = writeRecord('images.jsonl', imageRecord(1)).replace(
      '"categoryCounts":{}',
      '"categoryCounts":{"__proto__":{"x":1}},"__proto__":{"y":1}',
    );
    const [image] = readRecord('images.jsonl', text).value;
    expect(image && 'y' in image).toBe(false);
    expect(Object.keys({})).toEqual([]);
  });

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const { value, issues } = readRecord('annotations.jsonl', text);
        expect(value.length + issues.length).toBeLessThanOrEqual(1);
        readManifest(text);
      }),
      runs,
    );
  });
});

describe('manifest', () => {
  const manifest: Manifest = {
    format: 'maskwright',
    version: 1,
    kind: 'package',
    appVersion: '0.1.0',
    createdAt: 1,
    createdBy: 'Ada',
    projectName: testProject.name,
    packageId: 'p',
    bases: 'content',
    counts: { categories: 1, images: 2, annotations: 3, journal: 4 },
    hasImages: true,
    missingImages: 0,
    entries: [{ name: 'project.json', sizeBytes: 3, sha256: '0'.repeat(64) }],
  };

  it('comes back as it was', () => {
    expect(readManifest(writeManifest(manifest))).toEqual({ kind: 'manifest', manifest });
  });

  it('tells a newer version from a damaged file and from a foreign one', () => {
    expect(readManifest('{"format":"maskwright","version":2}')).toEqual({
      kind: 'newer',
      version: 2,
    });
    expect(readManifest('{"format":"maskwright","version":1}').kind).toBe('damaged');
    expect(readManifest('{"format":"other"}').kind).toBe('not-ours');
    expect(readManifest('{').kind).toBe('damaged');
  });
});

async function* piecesOf(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces;
}

async function collect<Record>(
  batches: AsyncIterable<RecordBatch<Record>>,
): Promise<RecordBatch<Record>> {
  const all: RecordBatch<Record>[] = [];
  for await (const batch of batches) all.push(batch);
  return {
    value: all.flatMap(({ value }) => value),
    issues: all.flatMap(({ issues }) => issues),
  };
}
