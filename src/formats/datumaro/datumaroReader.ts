import type { DataSetCategory } from '#core/dataset/dataSet.ts';
import type { Size } from '#core/geometry/size.ts';
import type { Split } from '#core/project/split.ts';
import { DataSetBuilder } from '../codecs/dataSetBuilder.ts';
import { reportOn, type FileReport } from '../codecs/fileReport.ts';
import { readJsonFile } from '../codecs/jsonFile.ts';
import { asJsonList, asJsonNumber, asJsonObject, asJsonText } from '../codecs/jsonValues.ts';
import { sizeOf, statedImage } from '../codecs/statedImage.ts';
import type { FormatReader, InputFiles, ReadContext } from '../format.ts';
import { readAnnotation } from './annotation.ts';

/**
 * Datumaro's JSON, old layouts too. Labels of whole images become tags; points, lines, captions and
 * cuboids are reported.
 * Source: open-edge-platform/datumaro, `plugins/data_formats/datumaro/base.py`.
 */
export const datumaroReader: FormatReader = {
  async recognise(files) {
    return (await subsetsIn(files)).length > 0 ? 0.95 : 0;
  },
  async read(files, context) {
    const builder = new DataSetBuilder();
    const paths = await subsetsIn(files);
    for (const [i, path] of paths.entries()) {
      const report = reportOn(path, (issue) => context.report(issue));
      await readSubset({ files, context, builder, path, report }, (share) =>
        context.progress((i + share) / paths.length),
      );
    }
    return builder.finish('');
  },
};

/** In the order train, val, test, then all others. */
async function subsetsIn(files: InputFiles): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of files.paths.filter((each) => /\.json$/iu.test(each))) {
    const head = files.decode(await files.headOf(path));
    const isOurs =
      head.includes('"dm_format_version"') ||
      /"categories"\s*:\s*\{\s*"(?:label|mask|points)"\s*:/u.test(head) ||
      (/"infos?"\s*:\s*\{/u.test(head) && /"items"\s*:\s*\[/u.test(head));
    if (isOurs) found.push(path);
  }
  const order = ['train', 'val', 'test'];
  const rankOf = (path: string): number =>
    (order.indexOf(splitOf(path) ?? '') + order.length + 1) % (order.length + 1);
  return found.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** The subset is the name of the file. */
function subsetOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/iu, '');
}

function splitOf(path: string): Split | null {
  const subset = subsetOf(path).toLowerCase();
  if (subset === 'train' || subset === 'test') return subset;
  return subset === 'val' || subset === 'validation' ? 'val' : null;
}

interface Reading {
  readonly files: InputFiles;
  readonly context: ReadContext;
  readonly builder: DataSetBuilder;
  readonly path: string;
  readonly report: FileReport;
}

async function readSubset(reading: Reading, progress: (share: number) => void): Promise<void> {
  const { files, context, builder, report } = reading;
  const value = await readJsonFile(files, report);
  if (value === undefined) return;
  const root = asJsonObject(value);
  const items = asJsonList(root?.['items']);
  if (!root || !items) {
    report.error('wrongShape', 'items');
    return;
  }
  const categories = categoriesOf(root['categories'], report);
  for (const category of categories) if (category) builder.addCategory(category);
  const names = categories.map((category) => category?.name ?? null);
  for (const [i, item] of items.entries()) {
    context.stopIfAborted();
    progress(i / items.length);
    await readItem(reading, { item, names, at: `items[${i}]` });
  }
}

/** By label id; null where a label has no name. */
function categoriesOf(value: unknown, report: FileReport): readonly (DataSetCategory | null)[] {
  const root = asJsonObject(value);
  const labels = asJsonList(asJsonObject(root?.['label'])?.['labels']) ?? [];
  const colors = new Map<number, string>();
  for (const each of asJsonList(asJsonObject(root?.['mask'])?.['colormap']) ?? []) {
    const entry = asJsonObject(each);
    const label = asJsonNumber(entry?.['label_id']);
    const rgb = ['r', 'g', 'b'].map((channel) => asJsonNumber(entry?.[channel]) ?? -1);
    if (label === null || !rgb.every(isByte)) continue;
    colors.set(label, `#${rgb.map((sample) => sample.toString(16).padStart(2, '0')).join('')}`);
  }
  return labels.map((each, i) => {
    const label = asJsonObject(each);
    const name = asJsonText(label?.['name']) ?? '';
    if (name === '') {
      report.error('wrongShape', `categories.label.labels[${i}]`);
      return null;
    }
    const supercategory = asJsonText(label?.['parent']) ?? '';
    return { name, supercategory, color: colors.get(i) ?? null, attributes: [] };
  });
}

function isByte(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 255;
}

async function readItem(
  reading: Reading,
  {
    item,
    names,
    at,
  }: { readonly item: unknown; readonly names: readonly (string | null)[]; readonly at: string },
): Promise<void> {
  const { builder, report } = reading;
  const record = asJsonObject(item);
  const id = asJsonText(record?.['id']);
  if (!record || id === null) {
    report.error('wrongShape', at);
    return;
  }
  const media = asJsonObject(record['image']) ?? asJsonObject(record['media']);
  if (!media && (record['point_cloud'] ?? record['video'] ?? record['video_frame'])) {
    report.error('other', at, 'no image: a video or a point cloud');
    return;
  }
  const annotations = asJsonList(record['annotations']) ?? [];
  const name = asJsonText(media?.['path']) || `${id}.jpg`;
  const size = sizeIn(media) ?? sizeOfMasks(annotations);
  const image = await namedImage(reading, { name, size, at });
  if (!image) return;
  const tags = new Set(
    (asJsonList(asJsonObject(record['attr'])?.['tags']) ?? []).filter(
      (tag) => typeof tag === 'string',
    ),
  );
  const objects = annotations.flatMap((annotation, i) => {
    const path = `${at}.annotations[${i}]`;
    const read = readAnnotation(annotation, { size: image.size, names, report, path });
    if (read === null) return [];
    if ('tag' in read) tags.add(read.tag);
    return 'tag' in read ? [] : [read];
  });
  const split = splitOf(reading.path);
  // subsets may name their images alike
  const spare = `${subsetOf(reading.path)}/${name}`;
  const place = builder.addImage(
    { ...image, split, tags: [...tags], contentHash: null },
    spare === image.fileName ? null : spare,
  );
  if (place === null) report.error('duplicateName', at, image.fileName);
  else {
    for (const { category, object } of objects) {
      builder.addObject(place, { ...object, category: builder.categoryOf(category) });
    }
  }
}

/** Datumaro looks for a picture in the folder of its subset, then in that of all images. */
async function namedImage(
  { files, path, report }: Reading,
  { name, size, at }: { readonly name: string; readonly size: Size | null; readonly at: string },
) {
  for (const folder of [`images/${subsetOf(path)}/`, 'images/']) {
    const picture = await files.pictureOf(folder + name);
    if (picture) return statedImage(files, { name: folder + name, size, path: at }, report);
  }
  return statedImage(files, { name, size, path: at }, report);
}

/** Datumaro's sizes are height, width. */
function sizeIn(record: Readonly<Record<string, unknown>> | null): Size | null {
  const [height, width] = asJsonList(record?.['size']) ?? [];
  return sizeOf(width, height);
}

function sizeOfMasks(annotations: readonly unknown[]): Size | null {
  for (const annotation of annotations) {
    const size = sizeIn(asJsonObject(asJsonObject(annotation)?.['rle']));
    if (size) return size;
  }
  return null;
}
