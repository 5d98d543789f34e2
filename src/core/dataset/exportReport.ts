import type { Redaction } from '../pixels/redact.ts';
import type { Loss, LossSummary } from './loss.ts';
import type { ReadIssue } from './readIssue.ts';
import {
  unexpectedIn,
  verdictOf,
  type Difference,
  type SelfCheckReport,
  type SelfCheckVerdict,
} from './selfCheckReport.ts';

/** What is told of an export, in the app and as `export-report.json` in it. */
export interface ExportReport {
  readonly format: string; // its id
  readonly formatTitle: string;
  readonly dataSet: string; // its name
  readonly createdAt: number; // ms since 1970, UTC
  readonly imageNames: readonly string[]; // as exported, by index
  readonly objectCount: number | null; // null: nobody counted
  readonly losses: LossSummary;
  readonly verdict: SelfCheckVerdict | 'unchecked'; // there is nothing that could read it
  readonly selfCheck: SelfCheckReport | null;
  readonly issueCount: number; // that the reader had with the files
  readonly issues: readonly ReadIssue[]; // the first few
  readonly editedImages: readonly number[]; // while the export ran
  readonly privacy: PrivacyReport;
}

export interface PrivacyReport {
  readonly stripsMetadata: boolean;
  readonly pseudonymises: boolean;
  readonly redaction: Redaction | null; // null: nothing is hidden
  readonly hiddenCategories: readonly string[];
  readonly rewrittenImages: readonly number[]; // decoded and encoded anew
}

/** What the verdict on an export is; `unchecked` where there is no reader. */
export function verdictOn(
  selfCheck: SelfCheckReport | null,
  losses: LossSummary,
): ExportReport['verdict'] {
  return selfCheck === null ? 'unchecked' : verdictOf(selfCheck, losses);
}

/** The report as JSON; images go by their names, objects count from 1. The same report, the same text. */
export function writeExportReport(report: ExportReport): string {
  const { selfCheck, losses, privacy } = report;
  const nameOf = (image: number | null) => (image === null ? null : report.imageNames[image]);
  const place = ({ image, object }: Loss | Difference) => ({
    image: nameOf(image) ?? null,
    object: object === null ? null : object + 1,
  });
  const text = {
    format: report.format,
    dataSet: report.dataSet,
    createdAt: new Date(report.createdAt).toISOString(),
    images: report.imageNames.length,
    verdict: report.verdict,
    losses: [...losses].map(([kind, { count, examples }]) => ({
      kind,
      count,
      examples: examples.map((loss) => ({ ...place(loss), detail: loss.detail })),
    })),
    selfCheck: selfCheck && {
      ...selfCheck,
      unexpected: unexpectedIn(selfCheck, losses).map(({ kind }) => kind),
      differences: selfCheck.differences.map(({ kind, count, examples }) => ({
        kind,
        count,
        examples: examples.map((each) => ({ ...place(each), iou: each.iou, detail: each.detail })),
      })),
    },
    issues: { count: report.issueCount, first: report.issues },
    editedWhileExported: report.editedImages.map(nameOf),
    privacy: { ...privacy, rewrittenImages: privacy.rewrittenImages.map(nameOf) },
  };
  return `${JSON.stringify(text, null, 2)}\n`;
}
