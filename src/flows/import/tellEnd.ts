import type { Failure } from '#core/failure.ts';
import { setImportReport } from '#store/importStore.ts';
import type { ImportEnd } from '#store/jobsStore.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import type { ImportPlan } from './importPlan.ts';

/** A file that did not come in. */
export interface ReportRow {
  readonly path: string;
  readonly failure: Failure;
}

/** An import of so many files deserves a word at its end. */
const manyFiles = 10;

/** Says how an import ended, unless a few files simply came in, and keeps the list of the others. */
export function tellEnd(
  services: Services,
  { title, arrivals }: ImportPlan,
  { end, rows }: { readonly end: ImportEnd; readonly rows: readonly ReportRow[] },
): void {
  const { addedCount, attachedCount, outcome, failures } = end;
  if (rows.length > 0)
    setImportReport(services.stores.imports, { title, addedCount, attachedCount, rows });
  const isPlain = rows.length === 0 && attachedCount === 0 && arrivals.length < manyFiles;
  if (outcome === 'finished' && isPlain) return;
  say(services, failures.length > 0 ? 'problem' : 'info', { about: 'imported', end });
}
