import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DataSet } from '#core/dataset/dataSet.ts';
import { unexpectedIn } from '#core/dataset/selfCheckReport.ts';
import { dataSets } from '#testing/arbitraryDataSets.ts';
import { fakePictureTools } from '#testing/fakeExporter.ts';
import { formats, type Format } from '../registry.ts';
import { defaultWriteOptions } from '../writeOptions.ts';
import type { ExportHost, ExportOutcome, ExportPlan } from './exporter.ts';
import { runDry, runExport } from './exportRun.ts';

function planOf(format: Format, dataSet: DataSet, patch: Partial<ExportPlan> = {}): ExportPlan {
  const { name, categories, images } = dataSet;
  return {
    formatId: format.id,
    options: defaultWriteOptions,
    createdAt: Date.UTC(2026, 0, 2),
    dataSet: { name, categories, images },
    fileNames: images.map(({ fileName }) => fileName),
    privacy: { stripsMetadata: true, redaction: 'fill', hiddenCategories: [] },
    training: null,
    ...patch,
  };
}

function hostOf(dataSet: DataSet): ExportHost {
  return {
    objectsOf: (image) => dataSet.objectsOf(image),
    pictureOf: async (image) => new Blob([`picture ${image}`]),
    bitmapOf: async (image) => {
      const size = dataSet.images[image]?.size ?? { width: 1, height: 1 };
      return { ...size, close: () => undefined };
    },
  };
}

async function exported(format: Format, dataSet: DataSet) {
  const job = {
    plan: planOf(format, dataSet),
    format,
    host: hostOf(dataSet),
    tools: fakePictureTools,
  };
  const files: [path: string, bytes: string][] = [];
  let outcome: ExportOutcome | null = null;
  for await (const step of runExport(job, () => undefined)) {
    if (step.kind === 'outcome') outcome = step.outcome;
    else files.push([step.file.path, await latinOf(step.file.content)]);
  }
  if (!outcome) throw new Error('An export ends with its outcome.');
  return { files, outcome };
}

async function latinOf(blob: Blob): Promise<string> {
  return Buffer.from(await blob.arrayBuffer()).toString('latin1');
}

describe.each(formats.filter(({ loadWriter, loadReader }) => loadWriter && loadReader))(
  '$title',
  (format) => {
    it('comes back as it was announced, and the same twice', async () => {
      await fc.assert(
        fc.asyncProperty(dataSets(8), async (dataSet) => {
          const { files, outcome } = await exported(format, dataSet);
          const { selfCheck, losses } = outcome;
          expect(selfCheck && unexpectedIn(selfCheck.report, losses)).toEqual([]);
          expect((await exported(format, dataSet)).files).toEqual(files);
        }),
        { numRuns: 15 },
      );
    });

    it('tells in a dry run what it tells when it writes', async () => {
      await fc.assert(
        fc.asyncProperty(dataSets(6), async (dataSet) => {
          const plan = planOf(format, dataSet);
          const dryRun = await runDry({ plan, format, host: hostOf(dataSet) }, () => undefined);
          const { outcome } = await exported(format, dataSet);
          expect(dryRun).toMatchObject({ isDone: true, doneCount: dataSet.images.length });
          expect(dryRun.losses).toEqual(outcome.losses);
        }),
        { numRuns: 5 },
      );
    });
  },
);
