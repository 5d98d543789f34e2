import type { ReadIssue } from '#core/dataset/readIssue.ts';
import type { Input, IssueList } from '../input/readInput.ts';
import type { Terminal } from '../terminal.ts';

const shownCount = 20;

/** What was wrong with an input, a line each, the first of them. */
export function tellIssues(
  { first, errorCount, warningCount }: IssueList,
  terminal: Terminal,
): void {
  for (const issue of first.slice(0, shownCount)) terminal.tell(lineOf(issue));
  const rest = errorCount + warningCount - Math.min(shownCount, first.length);
  if (rest > 0) terminal.tell(`… and ${rest} more; --json has up to 1000`);
}

function lineOf({ severity, kind, file, path, detail }: ReadIssue): string {
  const place = path === '' ? file : `${file}: ${path}`;
  return `${severity}: ${place}: ${kind}${detail === '' ? '' : ` (${detail})`}`;
}

/** An input for `--json`. */
export function inputJson({ format, dataSet, issues }: Input) {
  return {
    format: format.id,
    name: dataSet.name,
    images: dataSet.images.length,
    categories: dataSet.categories.map(({ name }) => name),
    errors: issues.errorCount,
    warnings: issues.warningCount,
    issues: issues.first,
  };
}
