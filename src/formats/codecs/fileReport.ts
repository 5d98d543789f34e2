import type { ReadIssue, ReadIssueKind } from '#core/dataset/readIssue.ts';
import type { ReadContext } from '../format.ts';

/** Where the faults of one file are told. `path` lies inside the file, '' for all of it. */
export interface FileReport {
  /** The record is left out. */
  error(kind: ReadIssueKind, path: string, detail?: string): void;
  /** The record is taken in another way than it says. */
  warning(kind: ReadIssueKind, path: string, detail?: string): void;
}

/** Details are cut, so that a hostile file cannot make the report as large as itself. */
const maxDetailLength = 300;

export function reportFor(context: ReadContext, file: string): FileReport {
  function told(severity: ReadIssue['severity']) {
    return (kind: ReadIssueKind, path: string, detail = ''): void =>
      context.report({ severity, kind, file, path, detail: detail.slice(0, maxDetailLength) });
  }
  return { error: told('error'), warning: told('warning') };
}
