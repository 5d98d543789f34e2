import type { DataSet } from '#core/dataset/dataSet.ts';
import { unexpectedIn } from '#core/dataset/selfCheckReport.ts';
import { writeExportReport } from '#core/dataset/exportReport.ts';
import type { Format } from '#formats/registry.ts';
import { isGiven, type Arguments } from '../command.ts';
import { exitCodes, wrongUse, type ExitCode } from '../exitCode.ts';
import { destinationAt } from '../output/destination.ts';
import { exportDataSet, type ExportJob, type ExportOutcome } from '../output/exportDataSet.ts';
import type { Terminal } from '../terminal.ts';
import { createdAtOf, wordOf, writeOptionsOf } from './choices.ts';

/** What is written, and where to. */
export interface OutputPlan {
  readonly dataSet: DataSet;
  readonly format: Format;
  readonly pictures: ExportJob['pictures'];
  readonly newestAt: number; // of the input, ms since 1970
  readonly path: string;
}

/** Writes as the options say. @throws CommandError */
export async function writeOutput(
  plan: OutputPlan,
  given: Arguments,
  terminal: Terminal,
): Promise<ExportOutcome> {
  const { dataSet, format, pictures, newestAt, path } = plan;
  const link = wordOf(given, 'link', ['copy', 'hardlink', 'none']) ?? 'copy';
  const destination = await destinationAt(path, isGiven(given, 'force'));
  if (destination.isZip && link === 'hardlink') throw wrongUse('a zip has no hard links');
  const job: ExportJob = {
    dataSet,
    format,
    options: writeOptionsOf(given),
    createdAt: createdAtOf(given, newestAt),
    pictures,
    link,
    destination,
  };
  return exportDataSet(job, terminal);
}

/** What an output is like, for people. */
export function tellOutcome(
  { report, missingPictures, turnedCount }: ExportOutcome,
  terminal: Terminal,
): void {
  const { losses, selfCheck, verdict } = report;
  for (const [kind, { count, examples }] of losses) {
    const detail = examples[0]?.detail ?? '';
    terminal.tell(`loss: ${kind} × ${count}${detail === '' ? '' : ` (first: ${detail})`}`);
  }
  for (const { kind, count } of selfCheck?.differences ?? []) {
    terminal.tell(`read back: ${kind} × ${count}`);
  }
  for (const { kind, count } of selfCheck ? unexpectedIn(selfCheck, losses) : []) {
    terminal.tell(`error: read back: ${kind} × ${count}, which the format did not announce`);
  }
  if (missingPictures.length > 0) {
    terminal.tell(
      `error: ${missingPictures.length} pictures are missing, first ${missingPictures[0]}`,
    );
  }
  if (turnedCount > 0) {
    terminal.tell(`note: ${turnedCount} pictures are turned by EXIF; labels are upright`);
  }
  const exact = selfCheck ? `, ${selfCheck.exactCount} came back pixel for pixel` : '';
  terminal.tell(
    `${report.formatTitle}: ${report.imageNames.length} images, ${report.objectCount} objects${exact}: ${verdict}`,
  );
}

/** An output for `--json`. */
export function outcomeJson({ report, missingPictures, turnedCount }: ExportOutcome): unknown {
  const text: unknown = JSON.parse(writeExportReport(report));
  return { report: text, missingPictures, turnedPictures: turnedCount };
}

/** 1 where the self-check found what nobody announced, or pictures are missing. */
export function exitCodeOf({ report, missingPictures }: ExportOutcome): ExitCode {
  const isFine = report.verdict !== 'unexpected' && missingPictures.length === 0;
  return isFine ? exitCodes.done : exitCodes.errorsInData;
}
