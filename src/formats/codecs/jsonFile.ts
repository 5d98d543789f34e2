import type { InputFiles } from '../format.ts';
import type { FileReport } from './fileReport.ts';

/**
 * What a JSON file holds; undefined where it holds none, which is then reported as `notText`,
 * `truncated` or `notJson`. A byte order mark at its beginning is passed over.
 */
export async function readJsonFile(
  files: InputFiles,
  path: string,
  report: FileReport,
): Promise<unknown> {
  const text = await files.textOf(path);
  if (text === null) {
    report.error('notText', '');
    return undefined;
  }
  return parseJsonText(text, report);
}

/** The same for text that is there already. */
export function parseJsonText(text: string, report: FileReport, path = ''): unknown {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    const value: unknown = JSON.parse(plain);
    return value;
  } catch (error) {
    const isCutOff = /end of (?:JSON|data)|Unterminated/iu.test(String(error));
    report.error(isCutOff ? 'truncated' : 'notJson', path, String(error));
    return undefined;
  }
}

/** The value as an object of any keys; null when it is none. */
export function asJsonObject(value: unknown): Readonly<Record<string, unknown>> | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : null;
}

/** The value as a list; null when it is none. */
export function asJsonList(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

/** The value as a finite number; null when it is none. */
export function asJsonNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The value as text; null when it is none. */
export function asJsonText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
