import { compareDataSets } from '#core/dataset/compareDataSets.ts';
import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import { LossCounter } from '#core/dataset/loss.ts';
import type { ReadIssue } from '#core/dataset/readIssue.ts';
import { AppError } from '#core/failure.ts';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import type { Rle } from '#core/mask/rle.ts';
import type {
  DryRun,
  ExportedFile,
  ExportHost,
  ExportOutcome,
  ExportPlan,
  ExportProgress,
  ExportStep,
  SelfCheck,
} from './exporter.ts';
import type { InputPicture, OutputContent, WriteContext } from '../format.ts';
import type { Format } from '../registry.ts';
import { blobOfText } from './blobOfText.ts';
import { fingerprintOf } from './fingerprint.ts';
import { keptFiles } from './keptFiles.ts';

/** What an export needs of a browser, besides its host. */
export interface PictureTools {
  /** Upright pixels of an image that is not touched. */
  pixelsOf(bitmap: ImageBitmap): RgbaPixels;
  /** The file without metadata; as it is where it has none. @throws AppError export/metadata-stays */
  strip(file: Blob, fileName: string): Promise<Blob>;
  /** Written anew with all masks made unreadable, as JPEG where the name says so, else as PNG. */
  redact(file: Blob, masks: readonly Rle[], options: RedactOptions): Promise<Blob>;
  redactPixels(pixels: RgbaPixels, masks: readonly Rle[], options: RedactOptions): RgbaPixels;
}

export interface RedactOptions extends Pick<ExportPlan['privacy'], 'redaction'> {
  readonly fileName: string;
}

export interface ExportJob {
  readonly plan: ExportPlan;
  readonly format: Format;
  readonly host: ExportHost;
  readonly tools: PictureTools;
}

const issueLimit = 100;

/**
 * The files of an export, one by one, and at last what its own reader made of them. What the format
 * wrote is kept in blobs until it is read back, the pictures are not.
 */
export async function* runExport(
  job: ExportJob,
  onProgress: (progress: ExportProgress) => void,
): AsyncGenerator<ExportStep, void, undefined> {
  const run = new ExportRun(job, onProgress);
  for await (const file of run.files()) yield { kind: 'file', file };
  yield { kind: 'outcome', outcome: await run.finish() };
}

/** Writes without keeping anything; formats that cut objects out see empty pictures. */
export async function runDry(
  { plan, format, host }: Omit<ExportJob, 'tools'>,
  onProgress: (dryRun: DryRun) => void,
): Promise<DryRun> {
  const losses = new LossCounter();
  const asked = new Set<number>();
  const writer = await format.loadWriter?.();
  const tell = (isDone: boolean): DryRun => {
    const doneCount = isDone ? plan.dataSet.images.length : Math.max(0, asked.size - 1);
    const dryRun = { losses: losses.summary(), doneCount, isDone };
    onProgress(dryRun);
    return dryRun;
  };
  const dataSet: DataSet = {
    ...plan.dataSet,
    objectsOf: (image) => {
      asked.add(image);
      tell(false);
      return host.objectsOf(image);
    },
  };
  const context: WriteContext = {
    createdAt: plan.createdAt,
    fileNames: plan.fileNames,
    options: plan.options,
    pixelsOf: async (image) => emptyPixels(plan, image),
    lose: (loss) => losses.add(loss),
  };
  for await (const { content } of writer?.write(dataSet, context) ?? []) {
    if (content.kind === 'text') for await (const _ of content.text); // it is told while it is written
  }
  return tell(true);
}

function emptyPixels({ dataSet }: ExportPlan, image: number): RgbaPixels {
  const size = dataSet.images[image]?.size ?? { width: 1, height: 1 };
  return { size, data: new Uint8ClampedArray(size.width * size.height * 4) };
}

class ExportRun {
  readonly #job: ExportJob;
  readonly #onProgress: (progress: ExportProgress) => void;
  readonly #losses = new LossCounter();
  readonly #kept = new Map<string, Blob>();
  readonly #pictures = new Map<string, InputPicture>();
  readonly #fingerprints = new Map<number, number>();
  readonly #rewritten = new Set<number>();
  readonly #dataSet: DataSet;
  #labelBytes = 0;
  #pictureCount = 0;

  constructor(job: ExportJob, onProgress: (progress: ExportProgress) => void) {
    this.#job = job;
    this.#onProgress = onProgress;
    this.#dataSet = { ...job.plan.dataSet, objectsOf: (image) => this.#objectsOf(image) };
  }

  async *files(): AsyncGenerator<ExportedFile, void, undefined> {
    const { plan, format } = this.#job;
    const writer = await format.loadWriter?.();
    if (!writer) return;
    const context: WriteContext = {
      createdAt: plan.createdAt,
      fileNames: plan.fileNames,
      options: plan.options,
      pixelsOf: (image) => this.#pixelsOf(image),
      lose: (loss) => this.#losses.add(loss),
    };
    for await (const { path, content } of writer.write(this.#dataSet, context)) {
      yield content.kind === 'picture'
        ? await this.#pictureFile(path, content.image)
        : await this.#labelFile(path, content);
    }
  }

  async finish(): Promise<ExportOutcome> {
    return {
      losses: this.#losses.summary(),
      selfCheck: await this.#check(),
      rewrittenImages: [...this.#rewritten].toSorted((a, b) => a - b),
      labelBytes: this.#labelBytes,
    };
  }

  async #objectsOf(image: number): Promise<readonly DataSetObject[]> {
    const objects = await this.#job.host.objectsOf(image);
    this.#fingerprints.set(image, fingerprintOf(objects));
    this.#onProgress({ stage: 'writing', doneCount: this.#fingerprints.size });
    return objects;
  }

  async #labelFile(
    path: string,
    content: Exclude<OutputContent, { readonly kind: 'picture' }>,
  ): Promise<ExportedFile> {
    const blob =
      content.kind === 'text' ? await blobOfText(content.text) : new Blob([content.bytes]);
    this.#kept.set(path, blob);
    this.#labelBytes += blob.size;
    return { path, content: blob, image: null };
  }

  async #pictureFile(path: string, image: number): Promise<ExportedFile> {
    const { plan, host } = this.#job;
    const fileName = plan.fileNames[image] ?? path;
    const size = plan.dataSet.images[image]?.size;
    if (size) this.#pictures.set(path, { fileName, size });
    const file = await host.pictureOf(image);
    const content = await this.#treated(file, image, fileName);
    this.#pictureCount += 1;
    this.#onProgress({ stage: 'pictures', doneCount: this.#pictureCount });
    return { path, content, image };
  }

  async #treated(file: Blob, image: number, fileName: string): Promise<Blob> {
    const { plan, tools } = this.#job;
    const masks = await this.#hiddenMasks(image);
    if (masks.length > 0) {
      this.#rewritten.add(image);
      return tools.redact(file, masks, { fileName, redaction: plan.privacy.redaction });
    }
    return plan.privacy.stripsMetadata ? tools.strip(file, fileName) : file;
  }

  async #hiddenMasks(image: number): Promise<readonly Rle[]> {
    const hidden = new Set(this.#job.plan.privacy.hiddenCategories);
    if (hidden.size === 0) return [];
    const objects = await this.#job.host.objectsOf(image);
    return objects.filter(({ category }) => hidden.has(category)).map(({ mask }) => mask);
  }

  async #pixelsOf(image: number): Promise<RgbaPixels> {
    const { plan, host, tools } = this.#job;
    const bitmap = await host.bitmapOf(image);
    try {
      const pixels = tools.pixelsOf(bitmap);
      const masks = await this.#hiddenMasks(image);
      const fileName = plan.fileNames[image] ?? '';
      const { redaction } = plan.privacy;
      return masks.length > 0 ? tools.redactPixels(pixels, masks, { fileName, redaction }) : pixels;
    } finally {
      bitmap.close();
    }
  }

  async #check(): Promise<SelfCheck | null> {
    const { plan, format, host } = this.#job;
    const reader = await format.loadReader?.();
    if (!reader) return null;
    let issueCount = 0;
    const issues: ReadIssue[] = [];
    const read = await reader.read(keptFiles(this.#kept, this.#knownPictures()), {
      report: (issue) => {
        issueCount += 1;
        if (issues.length < issueLimit) issues.push(issue);
      },
      progress: () => undefined,
      stopIfAborted: () => undefined,
    });
    const editedImages: number[] = [];
    const written: DataSet = {
      ...plan.dataSet,
      objectsOf: async (image) => {
        const objects = await host.objectsOf(image);
        const former = this.#fingerprints.get(image);
        if (former !== undefined && former !== fingerprintOf(objects)) editedImages.push(image);
        return objects;
      },
    };
    const report = await compareDataSets({
      written,
      fileNames: plan.fileNames,
      read,
      onImage: (doneCount) => this.#onProgress({ stage: 'checking', doneCount }),
    });
    return { report, issueCount, issues, editedImages };
  }

  /** Where the pictures lie in the export; where they do not go along, where they would. */
  #knownPictures(): ReadonlyMap<string, InputPicture> {
    const { plan } = this.#job;
    const known = new Map(this.#pictures);
    const written = new Set([...this.#pictures.values()].map(({ fileName }) => fileName));
    for (const [image, { size }] of plan.dataSet.images.entries()) {
      const fileName = plan.fileNames[image];
      if (fileName === undefined || written.has(fileName)) continue;
      known.set(fileName, { fileName, size });
    }
    return known;
  }
}

/** The format of a plan that can be written. @throws AppError export/write-failed when there is none */
export function formatToWrite(formats: readonly Format[], id: string): Format {
  const format = formats.find((each) => each.id === id);
  if (format?.loadWriter) return format;
  throw new AppError({ code: 'export/write-failed', reason: `no format ${id}` });
}
