import type { DataSet, DataSetCategory, DataSetObject } from '#core/dataset/dataSet.ts';
import type { FormatReader, InputFiles, ReadContext } from '#formats/format.ts';
import { findLabels, type LabelledPicture } from './findLabels.ts';
import { isInLabelFolder, isLabelPath, isNameList, isPicture } from './paths.ts';
import { readNames } from './readNames.ts';
import { classesIn, readRows, type RowIssue } from './readRows.ts';

/** Outlines, and boxes where nothing finer is there. */
export const yoloSegReader = readerOf('outlines');

/** Boxes, and outlines where they are there. */
export const yoloDetectReader = readerOf('boxes');

/** Rotated boxes, as shares or in pixels (DOTA). */
export const yoloObbReader = readerOf('corners');

/** What most rows of a file hold. */
type RowKind = 'outlines' | 'boxes' | 'corners';

/** All three read the same files in the same way: rows say themselves what they are. */
function readerOf(kind: RowKind): FormatReader {
  return { recognise: (files) => recognise(files, kind), read };
}

async function recognise(files: InputFiles, kind: RowKind): Promise<number> {
  const labels = files.paths.filter(isLabelPath);
  const inFolders = labels.filter(isInLabelFolder);
  const others = labels.length <= files.paths.filter(isPicture).length + 1 ? labels : [];
  for (const path of (inFolders.length > 0 ? inFolders : others).slice(0, 20)) {
    const head = files.decode(await files.headOf(path));
    const [row = ''] = head.trimStart().split(/\r\n|\n|\r/u);
    const found = kindOf(row.trim().split(/\s+/u));
    if (found === null) continue;
    const hasNames = files.paths.some((each) => isNameList(each) || /\.ya?ml$/iu.test(each));
    const surely = hasNames ? 0.9 : 0.6;
    return found === kind ? surely : surely - 0.3;
  }
  return 0;
}

function kindOf(tokens: readonly string[]): RowKind | null {
  const numbers = tokens.findIndex((token) => !/^[+-]?[\d.]+(?:e[+-]?\d+)?$/iu.test(token));
  if (numbers === 8) return 'corners';
  if (numbers !== -1) return null;
  if (tokens.length === 5 || tokens.length === 6) return 'boxes';
  if (tokens.length === 9) return 'corners';
  return tokens.length >= 7 && tokens.length % 2 === 1 ? 'outlines' : null;
}

async function read(files: InputFiles, context: ReadContext): Promise<DataSet> {
  const { names, folders } = await readNames(files, context);
  const pictures = await findLabels(files, folders, context);
  const categories = categoriesOf(names ?? (await namesInUse(files, pictures)), context);
  const places = new Map(categories.map(({ name, label }, i) => [label ?? name, i]));
  const byName = new Map(categories.map(({ name }, i) => [name, i]));
  const categoryOf = (label: string): number | null => {
    return places.get(label.replace(/^0+(?=\d)/u, '')) ?? byName.get(label) ?? null;
  };
  const objectsOf = async (image: number, report: (issue: RowIssue) => void) => {
    const found = pictures[image];
    if (!found || found.labelPath === null) return [];
    const text = (await files.textOf(found.labelPath)) ?? '';
    return readRows(text, { size: found.picture.size, categoryOf, report });
  };
  for (const [image, { labelPath }] of pictures.entries()) {
    context.stopIfAborted();
    context.progress(image / pictures.length);
    if (labelPath === null) continue;
    if ((await files.textOf(labelPath)) === null) {
      context.report({ severity: 'error', kind: 'notText', file: labelPath, path: '', detail: '' });
    }
    await objectsOf(image, ({ severity, kind, line, detail }) => {
      context.report({ severity, kind, file: labelPath, path: `line ${line}`, detail });
    });
  }
  return {
    name: '',
    categories: categories.map(({ name }) => category(name)),
    images: pictures.map(({ picture: { fileName, size }, split }) => {
      return { fileName, size, split, tags: [], contentHash: null };
    }),
    objectsOf: (image): Promise<readonly DataSetObject[]> => objectsOf(image, () => undefined),
  };
}

interface NamedClass {
  readonly label: string | null; // as rows have it
  readonly name: string;
}

/** Names made unique. */
function categoriesOf(
  names: readonly string[] | readonly NamedClass[],
  context: ReadContext,
): readonly NamedClass[] {
  const taken = new Set<string>();
  return names.map((each, i) => {
    const { label, name } = typeof each === 'string' ? { label: String(i), name: each } : each;
    let unique = name;
    for (let copy = 2; taken.has(unique); copy += 1) unique = `${name} (${copy})`;
    taken.add(unique);
    if (unique !== name) {
      const issue = { severity: 'warning', kind: 'duplicateName', detail: name } as const;
      context.report({ ...issue, file: '', path: `names[${i}]` });
    }
    return { label, name: unique };
  });
}

/** Classes that rows name where no file names them. */
async function namesInUse(
  files: InputFiles,
  pictures: readonly LabelledPicture[],
): Promise<readonly NamedClass[]> {
  const used = new Set<string>();
  for (const { labelPath } of pictures) {
    if (labelPath === null) continue;
    for (const label of classesIn((await files.textOf(labelPath)) ?? '')) {
      used.add(label.replace(/^0+(?=\d)/u, ''));
    }
  }
  const isNumber = (label: string): boolean => /^\d+$/u.test(label);
  return [...used]
    .toSorted((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1))
    .map((label) => ({ label, name: isNumber(label) ? `class_${label}` : label }));
}

function category(name: string): DataSetCategory {
  return { name, supercategory: '', color: null, attributes: [] };
}
