import * as v from 'valibot';
import type { Size } from '#core/geometry/size.ts';
import { DataSetBuilder } from '../codecs/dataSetBuilder.ts';
import { reportOn, type FileReport } from '../codecs/fileReport.ts';
import { readJsonFile } from '../codecs/jsonFile.ts';
import { asJsonList, asJsonObject } from '../codecs/jsonValues.ts';
import { attributeSpecSchema } from '../codecs/objectSchemas.ts';
import { sizeOf, statedImage } from '../codecs/statedImage.ts';
import type { FormatReader, InputFiles, ReadContext } from '../format.ts';
import { nativeDataSetVersion } from './nativeWriter.ts';
import { objectFromJson } from './objectJson.ts';

/** Our own folder (see `nativeWriter`), and the mirror that a linked folder has. */
export const nativeReader: FormatReader = {
  async recognise(files) {
    const path = indexPathIn(files);
    if (path === null) return 0;
    const head = files.decode(await files.headOf(path));
    return /"format":\s*"maskwright-(?:dataset|folder)"/u.test(head.slice(0, 200)) ? 1 : 0;
  },
  async read(files, context) {
    const builder = new DataSetBuilder();
    const path = indexPathIn(files);
    if (path === null) return builder.finish('');
    const index = await readIndex(files, path, context);
    if (index === null) return builder.finish('');
    readCategories(index, builder);
    await readImages(files, { index, context, builder });
    return builder.finish(index.name);
  },
};

/** The table of contents that lies highest. */
function indexPathIn({ paths }: InputFiles): string | null {
  const found = paths.filter((path) => path === 'project.json' || path.endsWith('/project.json'));
  return found.toSorted((a, b) => a.split('/').length - b.split('/').length)[0] ?? null;
}

interface FolderIndex {
  readonly path: string;
  readonly report: FileReport;
  readonly name: string;
  readonly categories: readonly unknown[];
  readonly rows: readonly unknown[]; // one per image
}

async function readIndex(
  files: InputFiles,
  path: string,
  context: ReadContext,
): Promise<FolderIndex | null> {
  const report = reportOn(path, (issue) => context.report(issue));
  const value = await readJsonFile(files, report);
  if (value === undefined) return null;
  const index = asJsonObject(value);
  const rows = asJsonList(index?.['images']);
  const version = index?.['version'];
  if (!index || !rows || (typeof version === 'number' && version > nativeDataSetVersion)) {
    report.error('wrongShape', rows ? 'version' : 'images');
    return null;
  }
  const name = index['name'] ?? asJsonObject(index['project'])?.['name'];
  const categories = asJsonList(index['categories']) ?? [];
  return { path, report, name: typeof name === 'string' ? name : '', categories, rows };
}

const categorySchema = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  supercategory: v.optional(v.string(), ''),
  color: v.optional(v.nullable(v.string()), null),
  attributes: v.optional(v.array(attributeSpecSchema), []),
});

function readCategories({ categories, report }: FolderIndex, builder: DataSetBuilder): void {
  for (const [i, each] of categories.entries()) {
    const checked = v.safeParse(categorySchema, each, { abortEarly: true });
    if (!checked.success) report.error('wrongShape', `categories[${i}]`);
    else if (!builder.addCategory(checked.output)) {
      report.error('duplicateName', `categories[${i}]`, checked.output.name);
    }
  }
}

interface FolderReading {
  readonly index: FolderIndex;
  readonly context: ReadContext;
  readonly builder: DataSetBuilder;
}

const rowSchema = v.object({
  fileName: v.pipe(v.string(), v.minLength(1)),
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  split: v.optional(v.nullable(v.picklist(['train', 'val', 'test'])), null),
  tags: v.optional(v.array(v.string()), []),
  contentHash: v.optional(v.nullable(v.string()), null),
  annotations: v.optional(v.nullable(v.string()), null),
});

async function readImages(files: InputFiles, reading: FolderReading): Promise<void> {
  const { index, context, builder } = reading;
  const { report, rows } = index;
  const paths = new Set(files.paths);
  for (const [i, value] of rows.entries()) {
    context.stopIfAborted();
    context.progress(i / rows.length);
    const at = `images[${i}]`;
    const row = v.safeParse(rowSchema, value, { abortEarly: true });
    if (!row.success) {
      report.error('wrongShape', at);
      continue;
    }
    const { fileName, split, tags, annotations, contentHash } = row.output;
    const file = annotations === null ? null : besides(index.path, annotations);
    const content = file === null ? null : await readImageFile(files, { file, paths, context });
    const size = sizeOf(row.output.width, row.output.height) ?? content?.size ?? null;
    const image = await statedImage(files, { name: fileName, size, path: at }, report);
    if (image === null) continue;
    const hash = contentHash ?? content?.contentHash ?? null;
    const place = builder.addImage({ ...image, split, tags, contentHash: hash });
    if (place === null) report.error('duplicateName', at, image.fileName);
    else if (content) addObjects(content, { place, size: image.size, builder });
  }
}

function addObjects(
  { objects, report }: ImageContent,
  target: { readonly place: number; readonly size: Size; readonly builder: DataSetBuilder },
): void {
  for (const [i, each] of objects.entries()) {
    const read = objectFromJson(each, target.size, (name) => target.builder.categoryOf(name));
    if ('object' in read) target.builder.addObject(target.place, read.object);
    else report.error(read.kind, `objects[${i}]`, read.detail);
  }
}

interface ImageContent {
  readonly report: FileReport;
  readonly size: Size | null;
  readonly contentHash: string | null;
  readonly objects: readonly unknown[];
}

async function readImageFile(
  files: InputFiles,
  {
    file,
    paths,
    context,
  }: {
    readonly file: string;
    readonly paths: ReadonlySet<string>;
    readonly context: ReadContext;
  },
): Promise<ImageContent | null> {
  const report = reportOn(file, (issue) => context.report(issue));
  if (!paths.has(file)) {
    report.error('missingFile', '');
    return null;
  }
  const value = await readJsonFile(files, report);
  if (value === undefined) return null;
  const content = asJsonObject(value);
  const objects = asJsonList(content?.['objects']);
  if (!objects) report.error('wrongShape', 'objects');
  const hash = content?.['contentHash'];
  return {
    report,
    size: sizeOf(content?.['width'], content?.['height']),
    contentHash: typeof hash === 'string' ? hash : null,
    objects: objects ?? [],
  };
}

/** A path that is relative to another file's folder. */
function besides(path: string, other: string): string {
  return `${path.slice(0, path.lastIndexOf('/') + 1)}${other}`;
}
