import type { InputFiles } from '../format.ts';
import type { FileReport } from './fileReport.ts';

/** What a JSON file says; undefined when it is none, which is reported. A byte order mark is passed over. */
export async function readJsonFile(files: InputFiles, report: FileReport): Promise<unknown> {
  const text = await files.textOf(report.file);
  if (text === null) {
    report.error('notText', '');
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/u, ''));
    return value;
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    report.error(endsInTheMiddle(text) ? 'truncated' : 'notJson', '', detail);
    return undefined;
  }
}

/** Whether a bracket or a string is still open at the end. */
function endsInTheMiddle(text: string): boolean {
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isString) {
      if (character === '\\') at += 1;
      else if (character === '"') isString = false;
    } else if (character === '"') isString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
  }
  return isString || depth > 0;
}

/** An object of JSON, whatever is in it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object, and no list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value under a name of its own, not one that every object has; undefined when there is none. */
export function fieldOf(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
