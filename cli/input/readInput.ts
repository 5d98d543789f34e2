import type { DataSet } from '#core/dataset/dataSet.ts';
import type { ReadIssue } from '#core/dataset/readIssue.ts';
import { formatOf, formats, type Format } from '#formats/registry.ts';
import type { InputFiles } from '#formats/format.ts';
import { notReadOrWritten, wrongUse } from '../exitCode.ts';
import { PictureStore } from '../pictures/pictureStore.ts';
import type { Terminal } from '../terminal.ts';
import { imageOrderOf } from './imageOrder.ts';
import { inputFilesOf } from './inputFiles.ts';
import { openSource } from './openSource.ts';
import { withTruthLists } from './panopticResults.ts';
import { sortedByPath, type LeftOut, type Source } from './source.ts';

/** What was read from a path of the disk. */
export interface Input {
  readonly format: Format;
  readonly dataSet: DataSet;
  /** Indices of images by the ids that the files give them; null where they give none. */
  readonly imageOrder: readonly number[] | null;
  readonly pictures: PictureStore;
  readonly issues: IssueList;
  readonly leftOut: readonly LeftOut[];
  readonly newestAt: number; // ms since 1970: when the last of its files was changed
  close(): Promise<void>;
}

export interface InputChoice {
  readonly from: string | null; // id of a format; null: guessed
  readonly pictures: string | null; // folder or zip with the pictures, besides those of the input
  /** Where the ground truth is whose images and categories results of COCO name by their ids. */
  readonly truth?: string;
}

/** Counts issues and keeps the first of them. */
export class IssueList {
  errorCount = 0;
  warningCount = 0;
  readonly first: ReadIssue[] = [];

  add(issue: ReadIssue): void {
    if (issue.severity === 'error') this.errorCount += 1;
    else this.warningCount += 1;
    if (this.first.length < issueLimit) this.first.push(issue);
  }
}

const issueLimit = 1000;

/** Reads a folder, file or zip in the format that is named or guessed. @throws CommandError */
export async function readInput(
  path: string,
  { from, pictures: picturesPath, truth }: InputChoice,
  terminal: Terminal,
): Promise<Input> {
  const source = await openSource(path);
  const others = picturesPath === null ? [] : [await openSource(picturesPath)];
  if (truth !== undefined) others.push(await openSource(truth));
  const pictures = new PictureStore([...others, source]);
  const pictureOf = (name: string) => pictures.inputPictureOf(name);
  const alone = inputFilesOf(source, pictureOf);
  const format = from === null ? await recognised(alone, path) : readableFormat(from);
  const truthSource = truth === undefined ? null : (others.at(-1) ?? null);
  const joined = truthSource && (await joinedWithTruth(format, source, truthSource));
  const files = joined ? inputFilesOf(joined, pictureOf) : alone;
  const reader = await format.loadReader?.();
  if (!reader) throw wrongUse(`${format.id} cannot be read`);
  const issues = new IssueList();
  for (const { path: file, reason } of source.leftOut) {
    issues.add({ severity: 'error', kind: 'other', file, path: '', detail: reason });
  }
  const read = await reader.read(files, {
    report: (issue) => issues.add(issue),
    progress: (share) => terminal.progress('reading', share),
    stopIfAborted: () => terminal.signal.throwIfAborted(),
  });
  return {
    format,
    dataSet: {
      name: read.name === '' ? source.name : read.name,
      categories: read.categories,
      images: read.images,
      objectsOf: (image) => read.objectsOf(image),
    },
    imageOrder: imageOrderOf(read),
    pictures,
    issues,
    leftOut: source.leftOut,
    newestAt: newestOf(source),
    close: async () => {
      for (const each of [source, ...others]) await each.close();
    },
  };
}

/** Results with what they need of the ground truth; null: they stand alone. */
async function joinedWithTruth(
  { id }: Format,
  results: Source,
  truth: Source,
): Promise<Pick<Source, 'files'> | null> {
  if (id === 'coco-results') return beside(results, truth);
  return id === 'coco-panoptic' ? withTruthLists(results, truth) : null;
}

/** Results with the files that they are about; the results come first. */
function beside(results: Source, truth: Source): Pick<Source, 'files'> {
  const moved = [...results.files].map(([path, file]) => [`!results/${path}`, file] as const);
  return { files: sortedByPath([...moved, ...truth.files]) };
}

function readableFormat(id: string): Format {
  const format = formatOf(id);
  if (format?.loadReader) return format;
  const known = formats.filter(({ loadReader }) => loadReader !== null).map((each) => each.id);
  throw wrongUse(`--from ${id}: formats that can be read are ${known.join(', ')}`);
}

/** The format that is surest of itself; of equal ones the first of the registry. */
async function recognised(files: InputFiles, path: string): Promise<Format> {
  let best: Format | null = null;
  let highest = 0;
  for (const format of formats) {
    const reader = await format.loadReader?.();
    const share = reader ? await reader.recognise(files) : 0;
    if (share <= highest) continue;
    best = format;
    highest = share;
  }
  if (!best) throw notReadOrWritten(`${path} is of no format that we know; name it with --from`);
  return best;
}

function newestOf({ files }: Source): number {
  let newest = 0;
  for (const { modifiedAt } of files.values()) newest = Math.max(newest, modifiedAt);
  return newest;
}
