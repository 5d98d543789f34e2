import { rleToText } from '../mask/maskText.ts';
import type { Rle } from '../mask/rle.ts';
import type { RecordEdit } from '../project/change.ts';

/** The kinds of records that a second copy holds. */
export const copyKinds = [
  'project',
  'category',
  'image',
  'annotation',
  'packageBase',
  'views',
] as const;

export type CopyKind = (typeof copyKinds)[number];

/** What became of one record, as text: the record as JSON, whatever its fields, or that it is gone. */
export interface CopyLine {
  readonly kind: CopyKind;
  readonly id: string;
  readonly json: string | null; // null: deleted
}

/** An edit without what was before it. */
export interface CopyEdit {
  readonly kind: CopyKind;
  readonly id: string;
  readonly after: object | null;
}

/** What a second copy keeps of an edit. */
export function copyEditOf({ kind, before, after }: RecordEdit): CopyEdit {
  return { kind, id: (after ?? before)?.id ?? '', after };
}

/**
 * One line, with its end. Masks are written as in backups; the project that storage keeps a record
 * under is left out, for the copy is of one project.
 */
export function writeLine({ kind, id, after }: CopyEdit): string {
  return `${kind}\t${JSON.stringify(id)}\t${after === null ? '' : jsonOf(after)}\n`;
}

/** The lines of a text. Never throws; what is no line of ours is passed over. */
export function* readLines(text: string): Generator<CopyLine, void, undefined> {
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    if (end < 0) return;
    const line = lineOf(text.slice(at, end));
    if (line) yield line;
    at = end + 1;
  }
}

function lineOf(text: string): CopyLine | null {
  const first = text.indexOf('\t');
  const second = text.indexOf('\t', first + 1);
  const kind = copyKinds.find((each) => each === text.slice(0, first));
  const id = second < 0 ? null : idOf(text.slice(first + 1, second));
  if (!kind || id === null) return null;
  const json = text.slice(second + 1);
  return { kind, id, json: json === '' ? null : json };
}

function idOf(json: string): string | null {
  try {
    const id: unknown = JSON.parse(json);
    return typeof id === 'string' ? id : null;
  } catch {
    return null; // not ours
  }
}

function jsonOf(record: object): string {
  return JSON.stringify(record, (key, value: unknown) => {
    if (key === 'projectId') return undefined;
    return isRle(value) ? rleToText(value) : value;
  });
}

function isRle(value: unknown): value is Rle {
  return (
    typeof value === 'object' &&
    value !== null &&
    'counts' in value &&
    value.counts instanceof Uint32Array
  );
}
