import * as v from 'valibot';
import type { DataSetImage } from '#core/dataset/dataSet.ts';
import type { Split } from '#core/project/split.ts';
import { readCsv, textOfCell } from '../codecs/csv.ts';
import { DataSetBuilder } from '../codecs/dataSetBuilder.ts';
import { reportOn, type FileReport } from '../codecs/fileReport.ts';
import { parseJsonText } from '../codecs/jsonValues.ts';
import { attributeSpecSchema } from '../codecs/objectSchemas.ts';
import { sizeOf, statedImage } from '../codecs/statedImage.ts';
import type { FormatReader, InputFiles, ReadContext } from '../format.ts';
import { objectColumns } from './columns.ts';
import { readObjectRow } from './objectRow.ts';

/** The tables that `csvWriter` writes; `objects.csv` under any name is enough. */
export const csvReader: FormatReader = {
  async recognise(files) {
    const path = await objectsPathIn(files);
    return path === null ? 0 : 0.9;
  },
  async read(files, context) {
    const builder = new DataSetBuilder();
    const path = await objectsPathIn(files);
    if (path === null) return builder.finish('');
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const reading = { files, context, builder, images: new Map<string, number | null>() };
    await readTable(reading, `${folder}categories.csv`, readCategory);
    await readTable(reading, `${folder}images.csv`, readImage);
    await readTable(reading, path, readObject);
    return builder.finish('');
  },
};

const needed = ['image', 'category', 'x', 'y', 'width', 'height'] as const;

/** A file whose first line names our columns. */
async function objectsPathIn(files: InputFiles): Promise<string | null> {
  for (const path of files.paths.filter((each) => /\.csv$/iu.test(each))) {
    const head = files.decode(await files.headOf(path));
    const [header] = readCsv(head.split(/\r?\n/u, 1)[0] ?? '');
    if (needed.every((column) => header?.cells.includes(column))) return path;
  }
  return null;
}

interface Reading {
  readonly files: InputFiles;
  readonly context: ReadContext;
  readonly builder: DataSetBuilder;
  /** Places of images by the names in the tables; null: the image cannot be taken. */
  readonly images: Map<string, number | null>;
}

interface Row {
  readonly at: string; // its line
  readonly report: FileReport;
  /** The cell of a column; '' where there is none. */
  cell(column: string): string;
}

async function readTable(
  reading: Reading,
  path: string,
  readRow: (row: Row, reading: Reading) => void | Promise<void>,
): Promise<void> {
  const { files, context } = reading;
  if (!files.paths.includes(path)) return;
  const report = reportOn(path, (issue) => context.report(issue));
  const text = await files.textOf(path);
  if (text === null) {
    report.error('notText', '');
    return;
  }
  let columns: ReadonlyMap<string, number> | null = null;
  for (const { line, end, cells } of readCsv(text)) {
    if (!columns) {
      columns = new Map(cells.map((column, i) => [column, i]));
      continue;
    }
    const places = columns;
    const cell = (column: string): string => cells[places.get(column) ?? -1] ?? '';
    context.stopIfAborted();
    if (readRow === readObject) context.progress(Math.min(1, end / text.length));
    await readRow({ at: `line ${line}`, report, cell }, reading);
  }
}

function readCategory({ at, report, cell }: Row, { builder }: Reading): void {
  const name = textOfCell(cell('category'));
  const specs = cell('attributes');
  const read = v.safeParse(
    v.array(attributeSpecSchema),
    specs === '' ? [] : parseJsonText(specs, report, at),
  );
  if (!read.success) report.warning('wrongShape', at, 'attributes');
  const color = cell('color');
  const category = {
    name,
    supercategory: textOfCell(cell('supercategory')),
    color: /^#[0-9a-f]{6}$/iu.test(color) ? color : null,
    attributes: read.success ? read.output : [],
  };
  if (name === '') report.error('wrongShape', at, 'category');
  else if (!builder.addCategory(category)) report.error('duplicateName', at, name);
}

async function readImage(row: Row, reading: Reading): Promise<void> {
  const { at, report, cell } = row;
  const split = cell('split');
  const tags = cell('tags');
  const read = v.safeParse(v.array(v.string()), tags === '' ? [] : parseJsonText(tags, report, at));
  if (!read.success) report.warning('wrongShape', at, 'tags');
  const isFirst = !reading.images.has(textOfCell(cell('image')));
  if (!isFirst) report.error('duplicateName', at, cell('image'));
  await imagePlace(row, reading, {
    width: cell('width'),
    height: cell('height'),
    split: split === 'train' || split === 'val' || split === 'test' ? split : null,
    tags: read.success ? read.output : [],
    contentHash: cell('sha256') || null,
  });
}

interface ImageCells {
  readonly width: string;
  readonly height: string;
  readonly split: Split | null;
  readonly tags: readonly string[];
  readonly contentHash: string | null;
}

/** The place of the image of a row, which is made when no row named it before; null: it cannot be. */
async function imagePlace(
  { at, report, cell }: Row,
  { files, builder, images }: Reading,
  { width, height, ...said }: ImageCells,
): Promise<number | null> {
  const name = textOfCell(cell('image'));
  const known = images.get(name);
  if (known !== undefined) return known;
  const size = sizeOf(Number(width), Number(height));
  const stated = await statedImage(files, { name, size, path: at }, report);
  const image: DataSetImage | null = stated && name !== '' ? { ...stated, ...said } : null;
  const place = image && builder.addImage(image);
  if (image && place === null) report.error('duplicateName', at, image.fileName);
  images.set(name, place);
  return place;
}

async function readObject(row: Row, reading: Reading): Promise<void> {
  const { builder } = reading;
  const { at, report, cell } = row;
  const place = await imagePlace(row, reading, {
    width: cell('image_width'),
    height: cell('image_height'),
    split: null,
    tags: [],
    contentHash: null,
  });
  const size = place === null ? null : builder.sizeOf(place);
  const category = textOfCell(cell('category'));
  if (place === null || size === null) report.error('missingImage', at, cell('image'));
  else if (category === '') report.error('missingCategory', at);
  else {
    const cells = Object.fromEntries(objectColumns.map((column) => [column, cell(column)]));
    const object = readObjectRow(cells, { size, report, at });
    if (object) builder.addObject(place, { ...object, category: builder.categoryOf(category) });
  }
}
