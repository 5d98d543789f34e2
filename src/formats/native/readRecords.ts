import * as v from 'valibot';
import { recordSchemas, type NativeFileName, type NativeRecords } from './schemas.ts';

/** Longest line that is read, UTF-16 units: a mask of 24 MP with noise in every pixel still fits. */
export const maxLineLength = 64 * 1024 * 1024;

/** Nesting of the deepest record is 9. */
const maxDepth = 32;

export type RecordFault = 'line-too-long' | 'not-json' | 'too-deep' | 'bad-record';

/** Why a line cannot be read. */
export interface RecordIssue {
  readonly file: string;
  readonly line: number; // from 1
  readonly fault: RecordFault;
  readonly reason: string; // path and what is wrong there, in English
}

/** Good records in the order of the file, and what is wrong with the others. */
export interface RecordBatch<Record> {
  readonly value: readonly Record[];
  readonly issues: readonly RecordIssue[];
}

/**
 * The records of a file, a batch for each piece of text that holds the end of a line. Never throws by
 * itself; after a line that is too long nothing more is read.
 */
export async function* readRecords<Name extends NativeFileName>(
  file: Name,
  text: AsyncIterable<string>,
  lineLimit = maxLineLength,
): AsyncGenerator<RecordBatch<NativeRecords[Name]>> {
  let rest = '';
  let line = 0;
  const batchOf = (lines: readonly string[]) => {
    const first = line + 1;
    line += lines.length;
    return readLines(file, lines, first);
  };
  for await (const piece of text) {
    const end = piece.lastIndexOf('\n');
    const tail = end < 0 ? piece : piece.slice(end + 1);
    const lines = end < 0 ? [] : (rest + piece.slice(0, end)).split('\n');
    rest = end < 0 ? rest + piece : tail;
    if (rest.length > lineLimit || lines.some(({ length }) => length > lineLimit)) {
      const reason = `more than ${lineLimit} characters`;
      yield { value: [], issues: [{ file, line: line + 1, fault: 'line-too-long', reason }] };
      return;
    }
    if (lines.length > 0) yield batchOf(lines);
  }
  if (rest !== '') yield batchOf([rest]);
}

/** One record, of a file that is one line. */
export function readRecord<Name extends NativeFileName>(
  file: Name,
  text: string,
): RecordBatch<NativeRecords[Name]> {
  return readLines(file, [text], 1);
}

function readLines<Name extends NativeFileName>(
  file: Name,
  lines: readonly string[],
  first: number,
): RecordBatch<NativeRecords[Name]> {
  const value: NativeRecords[Name][] = [];
  const issues: RecordIssue[] = [];
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const read = readLine(file, text);
    if ('record' in read) value.push(read.record);
    else issues.push({ file, line: first + index, ...read });
  }
  return { value, issues };
}

type ReadLine<Record> =
  { readonly record: Record } | { readonly fault: RecordFault; readonly reason: string };

function readLine<Name extends NativeFileName>(
  file: Name,
  text: string,
): ReadLine<NativeRecords[Name]> {
  const parsed = parseJson(text);
  if ('fault' in parsed) return parsed;
  const checked = v.safeParse(recordSchemas[file], parsed.record, { abortEarly: true });
  if (checked.success) return { record: checked.output as NativeRecords[Name] };
  const [issue] = checked.issues;
  const path = v.getDotPath(issue);
  const reason = path === null ? issue.message : `${path}: ${issue.message}`;
  return { fault: 'bad-record', reason: reason.slice(0, 300) };
}

/** JSON of foreign origin: no deeper than any record of ours, so that whoever walks it needs no care. */
export function parseJson(text: string): ReadLine<unknown> {
  try {
    const record: unknown = JSON.parse(text);
    if (isDeeperThan(record, maxDepth)) return { fault: 'too-deep', reason: `> ${maxDepth}` };
    return { record };
  } catch (cause) {
    if (cause instanceof RangeError) return { fault: 'too-deep', reason: cause.message };
    return { fault: 'not-json', reason: String(cause).slice(0, 300) };
  }
}

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  if (Array.isArray(value)) {
    // a long list of numbers is no nesting
    return value.some((item) => typeof item === 'object' && isDeeperThan(item, depth - 1));
  }
  return Object.values(value).some((item) => isDeeperThan(item, depth - 1));
}
