import type { ReadIssue, ReadIssueKind } from '#core/dataset/readIssue.ts';

/** Where what is wrong with one file is reported. */
export interface FileReport {
  readonly file: string;
  /** The record at that place was left out. */
  error(kind: ReadIssueKind, path: string, detail?: string): void;
  /** The record at that place was taken in another way than it says. */
  warning(kind: ReadIssueKind, path: string, detail?: string): void;
}

/** Issues of one file, as they are reported for all. */
export function reportOn(file: string, report: (issue: ReadIssue) => void): FileReport {
  return {
    file,
    error: (kind, path, detail = '') => report({ severity: 'error', kind, file, path, detail }),
    warning: (kind, path, detail = '') => report({ severity: 'warning', kind, file, path, detail }),
  };
}
