import { writeFile } from 'node:fs/promises';
import { compareDataSets } from '#core/dataset/compareDataSets.ts';
import type { DataSet } from '#core/dataset/dataSet.ts';
import { verdictOn, writeExportReport, type ExportReport } from '#core/dataset/exportReport.ts';
import { LossCounter } from '#core/dataset/loss.ts';
import { outputNames } from '#core/dataset/outputNames.ts';
import type { SelfCheckReport } from '#core/dataset/selfCheckReport.ts';
import type { InputPicture, WriteContext } from '#formats/format.ts';
import type { Format } from '#formats/registry.ts';
import type { WriteOptions } from '#formats/writeOptions.ts';
import { wrongUse } from '../exitCode.ts';
import { inputFilesOf } from '../input/inputFiles.ts';
import { openSource } from '../input/openSource.ts';
import { IssueList } from '../input/readInput.ts';
import type { PictureStore } from '../pictures/pictureStore.ts';
import { pictureFinder } from '../pictures/pictureFinder.ts';
import type { Terminal } from '../terminal.ts';
import { complete, discard, prepare, type Destination } from './destination.ts';
import { writeFolder } from './folderOutput.ts';
import { encoded, onePiece, type OutputEntry } from './outputEntry.ts';
import { writeZip } from './zipOutput.ts';

/** All that an export is made of. */
export interface ExportJob {
  readonly dataSet: DataSet;
  readonly format: Format;
  readonly options: WriteOptions;
  readonly createdAt: number; // ms since 1970, UTC
  readonly pictures: Pick<PictureStore, 'fileOf' | 'pixelsOf' | 'orientationOf'>;
  readonly link: 'copy' | 'hardlink' | 'none';
  readonly destination: Destination;
}

/** What came of it. */
export interface ExportOutcome {
  readonly report: ExportReport;
  readonly missingPictures: readonly string[]; // that should have gone along
  readonly turnedCount: number; // pictures that go along as they are, turned by EXIF
}

/**
 * Writes a data set, reads it back, compares, and puts the report beside it. Until it is complete it has
 * another name; whatever goes wrong, nothing is left.
 */
export async function exportDataSet(job: ExportJob, terminal: Terminal): Promise<ExportOutcome> {
  const { destination } = job;
  await prepare(destination);
  try {
    const run = new ExportRun(job, terminal);
    await run.write();
    const outcome = await run.finish();
    terminal.signal.throwIfAborted();
    await complete(destination);
    await writeFile(destination.reportPath, writeExportReport(outcome.report));
    return outcome;
  } catch (error) {
    await discard(destination);
    throw error;
  }
}

class ExportRun {
  readonly #job: ExportJob;
  readonly #terminal: Terminal;
  readonly #losses = new LossCounter();
  readonly #fileNames: readonly string[];
  readonly #pictures = new Map<string, InputPicture>();
  readonly #missing: string[] = [];
  readonly #dataSet: DataSet;
  readonly #counts = new Map<number, number>();
  #turnedCount = 0;

  constructor(job: ExportJob, terminal: Terminal) {
    const { dataSet } = job;
    this.#job = job;
    this.#terminal = terminal;
    this.#fileNames = outputNames(dataSet.images.map(({ fileName }) => fileName));
    this.#dataSet = { ...dataSet, objectsOf: (image) => this.#objectsOf(image) };
  }

  async write(): Promise<void> {
    const { destination, createdAt, link } = this.#job;
    const { partialPath, isZip } = destination;
    if (isZip) await writeZip(partialPath, this.#entries(), createdAt);
    else await writeFolder(partialPath, this.#entries(), link === 'hardlink');
    this.#terminal.progress('writing', 1);
  }

  async finish(): Promise<ExportOutcome> {
    const { dataSet, format, createdAt } = this.#job;
    const issues = new IssueList();
    const selfCheck = await this.#selfCheck(issues);
    const losses = this.#losses.summary();
    const report: ExportReport = {
      format: format.id,
      formatTitle: format.title,
      dataSet: dataSet.name,
      createdAt,
      imageNames: this.#fileNames,
      objectCount: [...this.#counts.values()].reduce((sum, count) => sum + count, 0),
      losses,
      verdict: verdictOn(selfCheck, losses),
      selfCheck,
      issueCount: issues.errorCount + issues.warningCount,
      issues: issues.first.slice(0, 100),
      editedImages: [],
      privacy: {
        stripsMetadata: false,
        pseudonymises: false,
        redaction: null,
        hiddenCategories: [],
        rewrittenImages: [],
      },
    };
    return { report, missingPictures: this.#missing, turnedCount: this.#turnedCount };
  }

  async *#entries(): AsyncGenerator<OutputEntry> {
    const { dataSet, format, options, createdAt, pictures } = this.#job;
    const writer = await format.loadWriter?.();
    if (!writer) throw wrongUse(`${format.id} cannot be written`);
    this.#tellOfNames();
    const context: WriteContext = {
      createdAt,
      fileNames: this.#fileNames,
      options,
      pixelsOf: (image) => pictures.pixelsOf(dataSet.images[image]?.fileName ?? ''),
      lose: (loss) => this.#losses.add(loss),
    };
    for await (const { path, content } of writer.write(this.#dataSet, context)) {
      this.#terminal.signal.throwIfAborted();
      switch (content.kind) {
        case 'text':
          yield { path, content: { kind: 'pieces', pieces: encoded(content.text) } };
          break;
        case 'bytes':
          yield { path, content: { kind: 'pieces', pieces: onePiece(content.bytes) } };
          break;
        case 'picture':
          yield* this.#picture(path, content.image);
      }
    }
  }

  #tellOfNames(): void {
    for (const [image, { fileName }] of this.#job.dataSet.images.entries()) {
      const name = this.#fileNames[image] ?? fileName;
      if (name === fileName) continue;
      const detail = `${fileName} → ${name}`;
      this.#losses.add({ kind: 'renamed', image, object: null, detail });
    }
  }

  async *#picture(path: string, image: number): AsyncGenerator<OutputEntry> {
    const { dataSet, pictures, link } = this.#job;
    const known = dataSet.images[image];
    if (!known) return;
    const fileName = this.#fileNames[image] ?? known.fileName;
    this.#pictures.set(path, { fileName, size: known.size });
    if (link === 'none') return;
    const file = pictures.fileOf(known.fileName);
    if (!file) {
      this.#missing.push(known.fileName);
      return;
    }
    if ((await pictures.orientationOf(known.fileName)) !== 1) this.#turnedCount += 1;
    yield { path, content: { kind: 'file', file } };
  }

  async #objectsOf(image: number) {
    this.#terminal.signal.throwIfAborted();
    this.#terminal.progress('writing', image / Math.max(1, this.#job.dataSet.images.length));
    const objects = await this.#job.dataSet.objectsOf(image);
    this.#counts.set(image, objects.length);
    return objects;
  }

  async #selfCheck(issues: IssueList): Promise<SelfCheckReport | null> {
    const { dataSet, format, destination } = this.#job;
    const reader = await format.loadReader?.();
    if (!reader) return null;
    const source = await openSource(destination.partialPath);
    try {
      const read = await reader.read(inputFilesOf(source, this.#knownPictures()), {
        report: (issue) => issues.add(issue),
        progress: (share) => this.#terminal.progress('reading back', share),
        stopIfAborted: () => this.#terminal.signal.throwIfAborted(),
      });
      return await compareDataSets({
        written: dataSet,
        fileNames: this.#fileNames,
        read,
        onImage: (doneCount) => {
          this.#terminal.signal.throwIfAborted();
          this.#terminal.progress('comparing', doneCount / Math.max(1, dataSet.images.length));
        },
      });
    } finally {
      await source.close();
    }
  }

  /** Where the writer put the pictures; by their names where it put none. */
  #knownPictures(): (name: string) => Promise<InputPicture | null> {
    const known = new Map(this.#pictures);
    if (known.size === 0) {
      for (const [image, { size }] of this.#job.dataSet.images.entries()) {
        const fileName = this.#fileNames[image] ?? '';
        known.set(fileName, { fileName, size });
      }
    }
    const find = pictureFinder(known.keys());
    return (name) => Promise.resolve(known.get(find(name) ?? '') ?? null);
  }
}
