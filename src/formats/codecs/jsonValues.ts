import type { FileReport } from './fileReport.ts';

/**
 * What JSON text says; undefined when it is none, which is reported at `path`. For lines and cells; whole
 * files: `readJsonFile`.
 */
export function parseJsonText(text: string, report: FileReport, path: string): unknown {
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
