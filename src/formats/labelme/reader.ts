import { CategoryCollector } from '#core/dataset/categoryCollector.ts';
import type { DataSet, DataSetImage, DataSetObject } from '#core/dataset/dataSet.ts';
import type { Size } from '#core/geometry/size.ts';
import { reportOn, type FileReport } from '../codecs/fileReport.ts';
import { fieldOf, isJsonObject, readJsonFile, type JsonObject } from '../codecs/jsonFile.ts';
import { besideFile, placeImage, statedSize } from '../codecs/placeImage.ts';
import type { FormatReader, InputFiles, ReadContext } from '../format.ts';
import { joinShapes } from './joinShapes.ts';
import { readShape } from './readShape.ts';
import { shareOfTool } from './recognise.ts';

/**
 * LabelMe JSON of versions 3 to 7 and of the time before versions, one file for each image. Pictures
 * inside the files are not read. Objects are read again, file by file, when they are asked for.
 */
export const labelMeReader: FormatReader = {
  recognise: (files) => shareOfTool(files, 'labelMe'),
  read: (files, context) => readFolder(files, context, 'labels.txt'),
};

/** X-AnyLabeling JSON: LabelMe's with more shapes and words. */
export const xAnyLabelingReader: FormatReader = {
  recognise: (files) => shareOfTool(files, 'xAnyLabeling'),
  read: (files, context) => readFolder(files, context, 'classes.txt'),
};

interface LabelFile {
  readonly path: string;
  readonly image: DataSetImage;
}

async function readFolder(
  files: InputFiles,
  context: ReadContext,
  namesFile: string,
): Promise<DataSet> {
  const categories = new CategoryCollector();
  await readNames(files, namesFile, categories);
  const paths = files.paths.filter((path) => /\.json$/iu.test(path));
  const found: LabelFile[] = [];
  const taken = new Set<string>();
  for (const [i, path] of paths.entries()) {
    context.stopIfAborted();
    context.progress(i / paths.length);
    const report = reportOn(path, (issue) => context.report(issue));
    const file = await readLabelFile(files, report, categories);
    if (!file) continue;
    const { fileName } = file.image;
    if (taken.has(fileName)) {
      report.error('duplicateName', 'imagePath', `${fileName} has another file already`);
      continue;
    }
    taken.add(fileName);
    found.push(file);
    learnFrom(file, categories);
  }
  context.progress(1);
  return {
    name: '',
    categories: categories.list(),
    images: found.map(({ image }) => image),
    objectsOf: (image) => objectsAgain(files, found[image], categories),
  };
}

interface ReadLabelFile extends LabelFile {
  readonly objects: readonly DataSetObject[];
}

async function readLabelFile(
  files: InputFiles,
  report: FileReport,
  categories: CategoryCollector,
): Promise<ReadLabelFile | null> {
  const record = await readJsonFile(files, report);
  if (record === undefined) return null;
  if (!isJsonObject(record) || !Array.isArray(fieldOf(record, 'shapes'))) {
    report.error('wrongShape', 'shapes', 'not a file of LabelMe');
    return null;
  }
  const size = statedSize(fieldOf(record, 'imageWidth'), fieldOf(record, 'imageHeight'));
  const names = namesOf(record, report.file);
  const picture = await placeImage(files, { names, size, path: 'imagePath' }, report);
  if (!picture) return null;
  const tags = tagsOf(fieldOf(record, 'flags'));
  return {
    path: report.file,
    image: { ...picture, split: null, tags, contentHash: null },
    objects: objectsIn(record, picture.size, { report, categories }),
  };
}

function learnFrom({ objects }: ReadLabelFile, categories: CategoryCollector): void {
  for (const { category, attributes } of objects) categories.learn(category, attributes);
}

async function objectsAgain(
  files: InputFiles,
  file: LabelFile | undefined,
  categories: CategoryCollector,
): Promise<readonly DataSetObject[]> {
  if (!file) return [];
  const report = reportOn(file.path, () => undefined); // all of it was reported before
  const record = await readJsonFile(files, report);
  return isJsonObject(record) ? objectsIn(record, file.image.size, { report, categories }) : [];
}

function objectsIn(
  record: JsonObject,
  size: Size,
  { report, categories }: { readonly report: FileReport; readonly categories: CategoryCollector },
): readonly DataSetObject[] {
  const shapes = fieldOf(record, 'shapes');
  const list: readonly unknown[] = Array.isArray(shapes) ? shapes : [];
  const categoryOf = (label: string): number => categories.indexOf(label);
  return joinShapes(
    list.flatMap((value, i) => {
      const shape = readShape(value, `shapes[${i}]`, { size, report, categoryOf });
      return shape ? [shape] : [];
    }),
  );
}

/** Where the picture may be: as stated, beside the file by its name, beside it under the file's name. */
function namesOf(record: JsonObject, file: string): readonly string[] {
  const stem = file.replace(/\.[^./]*$/u, '');
  const stated = fieldOf(record, 'imagePath');
  if (typeof stated !== 'string' || stated === '') return [stem];
  const path = stated.replaceAll('\\', '/');
  const base = besideFile(file, path.slice(path.lastIndexOf('/') + 1));
  const isAbsolute = /^(?:\/|[a-z]:)/iu.test(path);
  return isAbsolute ? [base, stem] : [besideFile(file, path), base, stem];
}

function tagsOf(flags: unknown): readonly string[] {
  if (!isJsonObject(flags)) return [];
  return Object.entries(flags).flatMap(([name, value]) => (value === true ? [name] : []));
}

const maxNames = 10_000;
const noCategories = new Set(['', '__ignore__', '_background_']); // of labelme's own lists

/** The names that the tool was started with, in their order. */
async function readNames(
  files: InputFiles,
  namesFile: string,
  categories: CategoryCollector,
): Promise<void> {
  for (const path of files.paths) {
    if (path.slice(path.lastIndexOf('/') + 1) !== namesFile) continue;
    const lines = ((await files.textOf(path)) ?? '').split(/\r?\n/u, maxNames);
    for (const line of lines) if (!noCategories.has(line)) categories.indexOf(line);
  }
}
