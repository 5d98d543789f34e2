import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import type { Loss } from '#core/dataset/loss.ts';
import type { ReadIssue } from '#core/dataset/readIssue.ts';
import type {
  FormatReader,
  FormatWriter,
  InputFiles,
  OutputContent,
  WriteContext,
} from '#formats/format.ts';
import { defaultWriteOptions, type WriteOptions } from '#formats/writeOptions.ts';
import { memoryFiles } from './memoryFiles.ts';

/** Files that a writer made, without the pictures. */
export interface WrittenFiles {
  readonly files: ReadonlyMap<string, string | Uint8Array<ArrayBuffer>>;
  readonly pictures: readonly string[]; // paths
  readonly losses: readonly Loss[];
}

/** A data set that a reader made, with all its objects. */
export interface ReadDataSet {
  readonly dataSet: DataSet;
  readonly objects: readonly (readonly DataSetObject[])[]; // by image
  readonly issues: readonly ReadIssue[];
}

/** All that a writer makes of a data set. Every picture is grey, its red value 10 × column, green 10 × row. */
export async function writeAll(
  writer: FormatWriter,
  dataSet: DataSet,
  options: Partial<WriteOptions> = {},
): Promise<WrittenFiles> {
  const losses: Loss[] = [];
  const context: WriteContext = {
    createdAt: Date.UTC(2026, 0, 2, 3, 4, 5),
    fileNames: dataSet.images.map(({ fileName }) => fileName),
    options: { ...defaultWriteOptions, ...options },
    pixelsOf: (image) => Promise.resolve(pixelsOf(dataSet, image)),
    lose: (loss) => losses.push(loss),
  };
  const files = new Map<string, string | Uint8Array<ArrayBuffer>>();
  const pictures: string[] = [];
  for await (const { path, content } of writer.write(dataSet, context)) {
    if (files.has(path) || pictures.includes(path)) throw new Error(`${path} is written twice.`);
    if (content.kind === 'picture') pictures.push(path);
    else files.set(path, await contentOf(content));
  }
  return { files, pictures, losses };
}

/** All that a reader makes of files. */
export async function readAll(reader: FormatReader, files: InputFiles): Promise<ReadDataSet> {
  const issues: ReadIssue[] = [];
  const dataSet = await reader.read(files, {
    report: (issue) => issues.push(issue),
    progress: () => undefined,
    stopIfAborted: () => undefined,
  });
  const objects = await Promise.all(dataSet.images.map((_, image) => dataSet.objectsOf(image)));
  return { dataSet, objects, issues };
}

/** What comes back of a data set that was written; its pictures lie where the writer put them. */
export async function roundTrip(
  { writer, reader }: { readonly writer: FormatWriter; readonly reader: FormatReader },
  dataSet: DataSet,
  options: Partial<WriteOptions> = {},
): Promise<ReadDataSet & { readonly losses: readonly Loss[] }> {
  const { files, losses } = await writeAll(writer, dataSet, options);
  const read = await readAll(reader, memoryFiles(files, dataSet.images));
  return { ...read, losses };
}

async function contentOf(
  content: Exclude<OutputContent, { readonly kind: 'picture' }>,
): Promise<string | Uint8Array<ArrayBuffer>> {
  if (content.kind === 'bytes') return content.bytes;
  const pieces: string[] = [];
  for await (const piece of content.text) pieces.push(piece);
  return pieces.join('');
}

function pixelsOf({ images }: DataSet, image: number) {
  const size = images[image]?.size ?? { width: 1, height: 1 };
  const data = new Uint8ClampedArray(size.width * size.height * 4);
  for (let i = 0; i < data.length; i += 4) {
    const pixel = i / 4;
    data.set([(pixel % size.width) * 10, Math.floor(pixel / size.width) * 10, 128, 255], i);
  }
  return { size, data };
}
