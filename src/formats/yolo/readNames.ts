import { parse } from 'yaml';
import type { InputFiles, ReadContext } from '#formats/format.ts';
import { isNameList } from './paths.ts';

/** What `data.yaml` or its like says. */
export interface YoloNames {
  readonly names: readonly string[] | null; // by class from 0; null: nobody says
  /** Folders or lists that the data file names by their use, as they stand there. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
}

/** More classes than anybody has: a number beyond it is damage. */
const maxClasses = 100_000;

/**
 * The names of classes: of the YAML file nearest to the root that has some, as a list or by number;
 * else one name per line in `*.names`, `classes.txt` or what other tools call it.
 * Source: docs of Ultralytics; darknet's obj.names; exports of Label Studio, labelImg and Roboflow.
 */
export async function readNames(files: InputFiles, context: ReadContext): Promise<YoloNames> {
  const folders = new Map<string, readonly string[]>();
  for (const path of files.paths.filter((each) => /\.ya?ml$/iu.test(each)).toSorted(nearestFirst)) {
    const data = yamlMap(await files.textOf(path));
    if (!data) {
      context.report({ severity: 'error', kind: 'notYaml', file: path, path: '', detail: '' });
      continue;
    }
    const names = namesIn(data);
    if (!names) continue;
    for (const key of ['train', 'val', 'validation', 'test'])
      folders.set(key, textsIn(data.get(key)));
    return { names, folders };
  }
  const lists = files.paths.filter(isNameList).toSorted(nearestFirst);
  for (const path of lists) {
    const text = await files.textOf(path);
    const lines = text?.trimEnd().split(/\r\n|\n|\r/u) ?? [];
    if (text === null || text.trim() === '' || lines.length > maxClasses) continue;
    return { names: lines.map((line, i) => line.trim() || `class_${i}`), folders };
  }
  return { names: null, folders };
}

function nearestFirst(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || (a < b ? -1 : 1);
}

/** A YAML file as a map of texts, lists and maps; null when it is none. */
function yamlMap(text: string | null): ReadonlyMap<unknown, unknown> | null {
  if (text === null) return null;
  try {
    const data: unknown = parse(text, { schema: 'failsafe', mapAsMap: true, logLevel: 'error' });
    return data instanceof Map ? data : null;
  } catch {
    return null; // whatever is wrong with it
  }
}

function namesIn(data: ReadonlyMap<unknown, unknown>): readonly string[] | null {
  const names = data.get('names');
  if (Array.isArray(names)) return names.slice(0, maxClasses).map((name, i) => nameOf(name, i));
  if (names instanceof Map) {
    const byClass = new Map<number, unknown>();
    for (const [key, name] of names) {
      const number = Number(key);
      if (Number.isInteger(number) && number >= 0 && number < maxClasses) byClass.set(number, name);
    }
    const count = [...byClass.keys()].reduce((a, b) => Math.max(a, b), -1) + 1;
    return Array.from({ length: count }, (_, i) => nameOf(byClass.get(i), i));
  }
  const count = Number(data.get('nc'));
  if (!(Number.isInteger(count) && count > 0 && count <= maxClasses)) return null;
  return Array.from({ length: count }, (_, i) => `class_${i}`);
}

function nameOf(name: unknown, number: number): string {
  return typeof name === 'string' && name.trim() !== '' ? name : `class_${number}`;
}

function textsIn(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((each) => typeof each === 'string');
}
