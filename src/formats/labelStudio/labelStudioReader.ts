import { DataSetBuilder } from '../codecs/dataSetBuilder.ts';
import { reportOn, type FileReport } from '../codecs/fileReport.ts';
import { readJsonFile } from '../codecs/jsonFile.ts';
import { asJsonList, asJsonObject, asJsonText } from '../codecs/jsonValues.ts';
import { sizeOf, statedImage } from '../codecs/statedImage.ts';
import type { FormatReader, InputFiles, ReadContext } from '../format.ts';
import { imageNamesOf, imageUrlIn } from './imageName.ts';
import { readLabelConfig, type LabelConfig } from './labelConfig.ts';
import { objectsOfResults } from './resultObjects.ts';
import { contentOfTask, type TaskContent } from './taskResults.ts';

/**
 * Tasks of Label Studio, in full or in the short form, with or without their configuration: polygons,
 * rectangles also turned, ellipses and brushes. Key points, videos, texts and choices about whole images
 * are reported.
 */
export const labelStudioReader: FormatReader = {
  async recognise(files) {
    return (await taskFilesIn(files)).length > 0 ? 0.9 : 0;
  },
  async read(files, context) {
    const builder = new DataSetBuilder();
    const config = await configIn(files, context);
    for (const category of config.categories) builder.addCategory(category);
    const paths = await taskFilesIn(files);
    for (const [i, path] of paths.entries()) {
      const report = reportOn(path, (issue) => context.report(issue));
      await readTasks({ files, context, builder, config, path, report }, (share) =>
        context.progress((i + share) / paths.length),
      );
    }
    return builder.finish('');
  },
};

async function taskFilesIn(files: InputFiles): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of files.paths.filter((each) => /\.json$/iu.test(each))) {
    const head = files.decode(await files.headOf(path));
    const isFull = /"data"\s*:\s*\{/u.test(head) && /"(?:annotations|predictions)"\s*:/u.test(head);
    const isShort = head.includes('"original_width"') && /"[a-z]+labels"\s*:/u.test(head);
    const isTask = /^\uFEFF?\s*[[{]/u.test(head) && (isFull || isShort);
    if (isTask && !head.includes('"categories"')) found.push(path);
  }
  return found;
}

const noConfig: LabelConfig = { categories: [], specs: new Map(), fault: null };

/** The first file of XML that configures labels. */
async function configIn(files: InputFiles, context: ReadContext): Promise<LabelConfig> {
  for (const path of files.paths.filter((each) => /\.xml$/iu.test(each))) {
    const head = files.decode(await files.headOf(path));
    if (!/<View[\s>]/u.test(head)) continue;
    const text = await files.textOf(path);
    const config = text === null ? noConfig : await readLabelConfig(text);
    if (config.fault !== null)
      reportOn(path, (issue) => context.report(issue)).error('notXml', '', config.fault);
    return config;
  }
  return noConfig;
}

interface Reading {
  readonly files: InputFiles;
  readonly context: ReadContext;
  readonly builder: DataSetBuilder;
  readonly config: LabelConfig;
  readonly path: string;
  readonly report: FileReport;
}

async function readTasks(reading: Reading, progress: (share: number) => void): Promise<void> {
  const { files, context, report } = reading;
  const value = await readJsonFile(files, report);
  if (value === undefined) return;
  const single = asJsonObject(value);
  const tasks = asJsonList(value) ?? (single ? [single] : []);
  for (const [i, each] of tasks.entries()) {
    context.stopIfAborted();
    progress(i / tasks.length);
    const task = asJsonObject(each);
    if (task) await readTask(reading, contentOfTask(task, `[${i}]`, report), `[${i}]`);
    else report.error('wrongShape', `[${i}]`);
  }
}

async function readTask(reading: Reading, content: TaskContent, at: string): Promise<void> {
  const { builder, config, report } = reading;
  const { data, results } = content;
  const url = imageUrlIn(data);
  if (url === null) {
    report.error('missingImage', at, Object.keys(data).join(', ').slice(0, 200));
    return;
  }
  const image = await imageOf(reading, url, { at, content });
  if (!image) return;
  const split = asJsonText(data['split']);
  const tags = (asJsonList(data['tags']) ?? []).filter((tag) => typeof tag === 'string');
  const place = builder.addImage({
    ...image,
    split: split === 'train' || split === 'val' || split === 'test' ? split : null,
    tags,
    contentHash: null,
  });
  if (place === null) {
    report.error('duplicateName', at, image.fileName);
    return;
  }
  for (const { category, object } of objectsOfResults(results, {
    size: image.size,
    config,
    report,
  })) {
    builder.addObject(place, { ...object, category: builder.categoryOf(category) });
  }
}

/** The image of a task: its picture, or what its regions say of it. */
async function imageOf(
  { files, report }: Reading,
  url: string,
  { at, content }: { readonly at: string; readonly content: TaskContent },
) {
  const sized = content.results.find(({ result }) => result['original_width'] !== undefined);
  const size = sizeOf(sized?.result['original_width'], sized?.result['original_height']);
  const names = imageNamesOf(url);
  for (const name of names) {
    const picture = await files.pictureOf(name);
    if (picture) return statedImage(files, { name, size, path: at }, report);
  }
  const [name] = names;
  if (name !== undefined) return statedImage(files, { name, size, path: at }, report);
  report.error('missingImage', at, url);
  return null;
}
