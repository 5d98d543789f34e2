import * as v from 'valibot';
import { DataSetBuilder } from '../codecs/dataSetBuilder.ts';
import { reportOn, type FileReport } from '../codecs/fileReport.ts';
import { readJsonFile } from '../codecs/jsonFile.ts';
import { asJsonObject, parseJsonText } from '../codecs/jsonValues.ts';
import { sizeOf, statedImage } from '../codecs/statedImage.ts';
import type { FormatReader, InputFiles, ReadContext } from '../format.ts';
import { readMaskPng } from './maskPng.ts';
import { splitOfFolder } from './paths.ts';
import { columnsOf, readObjects } from './rowObjects.ts';

/** Folders with a `metadata.jsonl`, those of `huggingFaceWriter` and others with boxes or such masks. */
export const huggingFaceReader: FormatReader = {
  async recognise(files) {
    const [path] = tablesIn(files);
    if (path === undefined) return 0;
    const head = files.decode(await files.headOf(path));
    if (!head.includes('"file_name"')) return 0;
    return head.includes('"objects"') || head.includes('"mask_file_name"') ? 0.95 : 0.5;
  },
  async read(files, context) {
    const builder = new DataSetBuilder();
    const names = await readNames(files, context);
    for (const name of names.values()) builder.categoryOf(name);
    const reading = { files, context, builder, names, paths: new Set(files.paths) };
    const tables = tablesIn(files);
    for (const [i, path] of tables.entries()) {
      await readTable(reading, path, (share) => context.progress((i + share) / tables.length));
    }
    return builder.finish('');
  },
};

/** In the order train, validation, test, then all others. */
function tablesIn({ paths }: InputFiles): readonly string[] {
  const order = ['train', 'val', 'test'];
  const rankOf = (path: string): number => {
    const rank = order.indexOf(splitOfFolder(folderOf(path)) ?? '');
    return rank < 0 ? order.length : rank;
  };
  const tables = paths.filter((path) => /(?:^|\/)metadata\.jsonl$/u.test(path));
  return tables.toSorted((a, b) => rankOf(a) - rankOf(b));
}

interface Reading {
  readonly files: InputFiles;
  readonly context: ReadContext;
  readonly builder: DataSetBuilder;
  readonly names: ReadonlyMap<number, string>; // of categories, by id
  readonly paths: ReadonlySet<string>;
}

async function readNames(
  files: InputFiles,
  context: ReadContext,
): Promise<ReadonlyMap<number, string>> {
  const path = files.paths.find((each) => /(?:^|\/)id2label\.json$/u.test(each));
  if (path === undefined) return new Map();
  const report = reportOn(path, (issue) => context.report(issue));
  const value = await readJsonFile(files, report);
  if (value === undefined) return new Map();
  const labels = asJsonObject(value);
  if (!labels) report.error('wrongShape', '');
  const names = new Map<number, string>();
  for (const [key, name] of Object.entries(labels ?? {})) {
    if (!/^\d{1,9}$/u.test(key) || typeof name !== 'string' || name === '') {
      report.error('wrongShape', key);
    } else names.set(Number(key), name);
  }
  return names;
}

async function readTable(
  reading: Reading,
  path: string,
  progress: (share: number) => void,
): Promise<void> {
  const report = reportOn(path, (issue) => reading.context.report(issue));
  const text = await reading.files.textOf(path);
  if (text === null) {
    report.error('notText', '');
    return;
  }
  const lines = text.split('\n');
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    reading.context.stopIfAborted();
    progress(i / lines.length);
    await readRow(reading, { line, at: `line ${i + 1}`, path, report });
  }
}

const rowSchema = v.object({
  file_name: v.pipe(v.string(), v.minLength(1)),
  mask_file_name: v.optional(v.nullable(v.string()), null),
  width: v.optional(v.nullable(v.number())),
  height: v.optional(v.nullable(v.number())),
  objects: v.optional(v.unknown()),
});

interface RowPlace {
  readonly line: string;
  readonly at: string;
  readonly path: string;
  readonly report: FileReport;
}

async function readRow(reading: Reading, { line, at, path, report }: RowPlace): Promise<void> {
  const { files, builder, names } = reading;
  const value = parseJsonText(line, report, at);
  if (value === undefined) return;
  const row = v.safeParse(rowSchema, value, { abortEarly: true });
  if (!row.success) {
    report.error('wrongShape', at, row.issues[0].message);
    return;
  }
  const { file_name: name, mask_file_name: maskName, width, height, objects } = row.output;
  const folder = folderOf(path);
  const columns = columnsOf(objects);
  // masks that the table itself holds need no picture of them
  const needsPng = maskName !== null && !columns?.has('rle');
  const maskFile = needsPng ? `${folder}${maskName}` : null;
  const png = maskFile === null ? null : await readMaskPng(reading, maskFile);
  const size = sizeOf(width, height) ?? png?.size ?? null;
  const isThere = (await files.pictureOf(`${folder}${name}`)) !== null;
  const wanted = isThere ? `${folder}${name}` : name;
  const image = await statedImage(files, { name: wanted, size, path: at }, report);
  if (!image) return;
  const split = splitOfFolder(folder);
  // splits may name their images alike
  const spare = folder + name === image.fileName ? null : folder + name;
  const place = builder.addImage({ ...image, split, tags: [], contentHash: null }, spare);
  if (place === null) {
    report.error('duplicateName', at, image.fileName);
    return;
  }
  for (const { categoryId, ...object } of readObjects(
    { columns, masks: png, size: image.size },
    { at, report },
  )) {
    const category = builder.categoryOf(names.get(categoryId) ?? String(categoryId));
    builder.addObject(place, { ...object, category });
  }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
