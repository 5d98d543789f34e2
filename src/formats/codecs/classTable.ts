import { colourNumber } from './labelImage.ts';
import type { LabelImage } from './labelImage.ts';
import { isBackgroundName, isIgnoredName, readLabelMap } from './labelMap.ts';
import { vocColour } from './vocPalette.ts';
import type { InputFiles } from '#formats/format.ts';

/** What the values of somebody's masks mean. */
export interface ClassTable {
  /** By index; '' where nothing is or nobody judged. Null: nobody says, each value is a class. */
  readonly byIndex: readonly string[] | null;
  readonly byColour: ReadonlyMap<number, string>;
}

/**
 * The names that lie beside masks: `labelmap.txt` (name and colour; the line is the index), Datumaro's
 * `dataset_meta.json`, or a name a line from 0 (labelme's `class_names.txt`, ISAT's `classification.txt`
 * and the like). Names such as `_background_`, `__ignore__` and `void` mean that nothing is there.
 */
export async function readClassTable(files: InputFiles): Promise<ClassTable> {
  for (const path of files.paths) {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    const text = sources.has(name) ? await files.textOf(path) : null;
    if (text === null) continue;
    const table =
      name === 'labelmap.txt' || name === 'label_map.txt'
        ? ofLabelMap(text)
        : name === 'dataset_meta.json'
          ? ofDatasetMeta(text)
          : ofLines(text);
    if (table) return table;
  }
  return { byIndex: null, byColour: new Map() };
}

const sources = new Set([
  'labelmap.txt',
  'label_map.txt',
  'dataset_meta.json',
  'class_names.txt',
  'classification.txt',
  'classes.txt',
  'labels.txt',
]);

/** The name of a value; '' where nothing is; null when nobody knows it. */
export function classOf(
  { byIndex, byColour }: ClassTable,
  value: number,
  kind: LabelImage['kind'],
): string | null {
  if (value === 0 && kind !== 'colour') return '';
  if (kind === 'colour') {
    const named = byColour.get(value);
    if (named !== undefined) return named;
    if (value === 0 || value === voidColour) return '';
    const index = byColour.size > 0 ? -1 : indexOfColour(value);
    return index < 0 ? null : classOf({ byIndex, byColour }, index, 'palette');
  }
  if (byIndex?.[value] !== undefined) return byIndex[value];
  if (value === 255) return '';
  return byIndex ? null : `class_${value}`;
}

const voidColour = colourNumber(vocColour(255));

/** The index of a colour in VOC's palette; −1 when it is not among them. */
function indexOfColour(value: number): number {
  for (let index = 1; index < 255; index += 1) {
    if (colourNumber(vocColour(index)) === value) return index;
  }
  return -1;
}

function ofLabelMap(text: string): ClassTable | null {
  const labels = readLabelMap(text);
  if (labels.length === 0) return null;
  return {
    byIndex: labels.map(({ name }) => meaning(name)),
    byColour: new Map(labels.map(({ name, colour }) => [colourNumber(colour), meaning(name)])),
  };
}

function ofLines(text: string): ClassTable | null {
  const lines = text.split(/\r\n|\n|\r/u).map((line) => line.trim());
  while (lines.at(-1) === '') lines.pop();
  if (isIgnoredName(lines[0] ?? '')) lines.shift(); // labelme's −1
  if (lines.length === 0 || lines.length > 65_536) return null;
  return { byIndex: lines.map(meaning), byColour: new Map() };
}

function ofDatasetMeta(text: string): ClassTable | null {
  const data = parsed(text);
  if (!isRecord(data) || !isRecord(data['label_map'])) return null;
  const colours: readonly unknown[] = Array.isArray(data['segmentation_colors'])
    ? data['segmentation_colors']
    : [];
  const byIndex: string[] = [];
  const byColour = new Map<number, string>();
  for (const [key, name] of Object.entries(data['label_map']).slice(0, 65_536)) {
    const index = Number(key);
    if (!Number.isInteger(index) || index < 0 || index > 65_535 || typeof name !== 'string')
      continue;
    const meant = key === String(data['background_label']) ? '' : meaning(name);
    byIndex[index] = meant;
    const colour: readonly unknown[] = Array.isArray(colours[index]) ? colours[index] : [];
    const [red, green, blue] = colour;
    if (typeof red === 'number' && typeof green === 'number' && typeof blue === 'number') {
      byColour.set(colourNumber([red, green, blue]), meant);
    }
  }
  return { byIndex: Array.from(byIndex, (name) => name), byColour };
}

function meaning(name: string): string {
  return isBackgroundName(name) || isIgnoredName(name) ? '' : name;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null; // whatever is wrong with it
  }
}

/** Whether something is an object with keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
