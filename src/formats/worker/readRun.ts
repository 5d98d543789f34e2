import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import type { ReadIssue } from '#core/dataset/readIssue.ts';
import type {
  ReadableFormat,
  ReadImage,
  ReadMarks,
  ReadSummary,
} from '#core/dataset/readSummary.ts';
import { AppError } from '#core/failure.ts';
import { areaOf } from '#core/mask/measures.ts';
import type { Format } from '../registry.ts';
import { hostFiles } from './hostFiles.ts';
import type { ReadHost, ReadSource } from './reader.ts';

const issueLimit = 20_000;

/** Of the time that an import takes until it can be looked at; the rest goes to counting. */
const readingShare = 0.7;

/** Reads files that somebody chose and keeps the data set. */
export class ReadRun {
  readonly #formats: readonly Format[];
  readonly #source: ReadSource;
  readonly #host: ReadHost;
  #dataSet: DataSet | null = null;

  constructor(formats: readonly Format[], source: ReadSource, host: ReadHost) {
    this.#formats = formats.filter(({ loadReader }) => loadReader !== null);
    this.#source = source;
    this.#host = host;
  }

  /** All formats that can be read, the likeliest first. */
  async recognise(): Promise<readonly ReadableFormat[]> {
    const found: ReadableFormat[] = [];
    const source = { ...this.#source, paths: sampleOf(this.#source) };
    const host = rememberingHost(this.#host);
    for (const { id, title, loadReader } of this.#formats) {
      const reader = await loadReader?.();
      const files = hostFiles(source, host, id);
      found.push({ id, title, score: (await reader?.recognise(files)) ?? 0 });
    }
    return found.toSorted((a, b) => b.score - a.score);
  }

  /** @throws AppError import/unreadable-annotations when there is no such reader */
  async read(formatId: string, onProgress: (share: number) => void): Promise<ReadSummary> {
    const format = this.#formats.find(({ id }) => id === formatId);
    const reader = await format?.loadReader?.();
    if (!format || !reader) {
      throw new AppError({
        code: 'import/unreadable-annotations',
        reason: `no reader ${formatId}`,
      });
    }
    this.#dataSet = null;
    const issues: ReadIssue[] = [];
    let issueCount = 0;
    const dataSet = await reader.read(hostFiles(this.#source, this.#host, format.id), {
      report(issue) {
        issueCount += 1;
        if (issues.length < issueLimit) issues.push(issue);
      },
      progress: (share) => onProgress(share * readingShare),
      stopIfAborted: () => undefined, // the worker is ended instead
    });
    const counted = await countObjects(dataSet, (share) =>
      onProgress(readingShare + share * (1 - readingShare)),
    );
    this.#dataSet = dataSet;
    return { formatId, name: dataSet.name, ...counted, issueCount, issues };
  }

  /** Of the data set that was read last. */
  async objectsOf(image: number): Promise<readonly DataSetObject[]> {
    return (await this.#dataSet?.objectsOf(image)) ?? [];
  }
}

type Counted = Pick<ReadSummary, 'categories' | 'images' | 'objectCount' | 'marks'>;

async function countObjects(
  dataSet: DataSet,
  onProgress: (share: number) => void,
): Promise<Counted> {
  const byCategory = dataSet.categories.map(() => 0);
  const images: ReadImage[] = [];
  const marks = { crowdCount: 0, scoredCount: 0, boxOnlyCount: 0 };
  const stated = { statedAreaCount: 0, statedBoxCount: 0 };
  let objectCount = 0;
  for (const [index, image] of dataSet.images.entries()) {
    const counts = new Map<number, number>();
    for (const object of await dataSet.objectsOf(index)) {
      const { category } = object;
      counts.set(category, (counts.get(category) ?? 0) + 1);
      byCategory[category] = (byCategory[category] ?? 0) + 1;
      objectCount += 1;
      if (object.isCrowd) marks.crowdCount += 1;
      if (object.score !== null) marks.scoredCount += 1;
      if (object.isBoxOnly) marks.boxOnlyCount += 1;
      countStated(object, stated);
    }
    images.push({ ...image, objectCounts: [...counts] });
    onProgress((index + 1) / dataSet.images.length);
  }
  const categories = dataSet.categories.map((category, index) => ({
    ...category,
    objectCount: byCategory[index] ?? 0,
  }));
  return { categories, images, objectCount, marks: { ...marks, ...stated } };
}

type Stated = { -readonly [Key in 'statedAreaCount' | 'statedBoxCount']: ReadMarks[Key] };

function countStated({ statedArea, box, mask }: DataSetObject, stated: Stated): void {
  if (statedArea !== null && statedArea !== areaOf(mask)) stated.statedAreaCount += 1;
  if (box !== null) stated.statedBoxCount += 1;
}

/** So many files tell what all are; of a folder of ten thousand each reader would look into every one. */
const sampleCount = 300;

/** All pictures, and of the other files those that lie highest: lists and settings are at the top. */
function sampleOf({ paths, picturePaths }: ReadSource): readonly string[] {
  const pictures = new Set(picturePaths);
  const depthOf = (path: string) => path.split('/').length;
  const others = paths.filter((path) => !pictures.has(path));
  const sample = others.toSorted((a, b) => depthOf(a) - depthOf(b)).slice(0, sampleCount);
  return [...picturePaths, ...sample];
}

/** Every reader looks at the same files: each is opened once. */
function rememberingHost(host: ReadHost): ReadHost {
  const files = new Map<string, Promise<File>>();
  return {
    sizeOf: (path) => host.sizeOf(path),
    fileOf(path) {
      const opening = files.get(path) ?? host.fileOf(path);
      files.set(path, opening);
      return opening;
    },
  };
}
