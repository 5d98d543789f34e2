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
import type { PictureTransform } from '#core/training/pictureTransform.ts';
import { fingerprintOf } from './fingerprint.ts';
import { keptFiles } from './keptFiles.ts';
import { outputSetOf, type OutputSet } from './outputSet.ts';

/** What an export needs of a browser, besides its host. */
export interface PictureTools {
  /** Upright pixels of an image that is not touched. */
  pixelsOf(bitmap: ImageBitmap): RgbaPixels;
  /** The file without metadata; as it is where it has none. @throws AppError export/metadata-stays */
  strip(file: Blob, fileName: string): Promise<Blob>;
  /** Written anew with all masks made unreadable, as JPEG where the name says so, else as PNG. */
  redact(file: Blob, masks: readonly Rle[], options: RedactOptions): Promise<Blob>;
  /** Cut, scaled and padded after the masks are made unreadable; written anew as `redact` does. */
  transform(
    file: Blob,
    masks: readonly Rle[],
    options: RedactOptions & { readonly transform: PictureTransform },
  ): Promise<Blob>;
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
  const output = await outputSetOf(plan, {
    ...plan.dataSet,
    objectsOf: (image) => {
      asked.add(image);
      tell(false);
      return host.objectsOf(image);
    },
  });
  const context: WriteContext = {
    createdAt: plan.createdAt,
    fileNames: output.fileNames,
    options: plan.options,
    pixelsOf: async (image) => emptyPixels(output, image),
    lose: (loss) => losses.add(loss),
  };
  for await (const { content } of writer?.write(output.dataSet, context) ?? []) {
    if (content.kind === 'text') for await (const _ of content.text); // it is told while it is written
  }
  return tell(true);
}

function emptyPixels({ dataSet }: OutputSet, image: number): RgbaPixels {
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
  readonly #source: DataSet; // as planned
  #output: OutputSet | null = null;
  #labelBytes = 0;
  #pictureCount = 0;

  constructor(job: ExportJob, onProgress: (progress: ExportProgress) => void) {
    this.#job = job;
    this.#onProgress = onProgress;
    this.#source = { ...job.plan.dataSet, objectsOf: (image) => this.#objectsOf(image) };
  }

  async *files(): AsyncGenerator<ExportedFile, void, undefined> {
    const { plan, format } = this.#job;
    const writer = await format.loadWriter?.();
    if (!writer) return;
    const output = await outputSetOf(plan, this.#source);
    this.#output = output;
    const context: WriteContext = {
      createdAt: plan.createdAt,
      fileNames: output.fileNames,
      options: plan.options,
      pixelsOf: (image) => this.#pixelsOf(output, image),
      lose: (loss) => this.#losses.add(loss),
    };
    for await (const { path, content } of writer.write(output.dataSet, context)) {
      yield content.kind === 'picture'
        ? await this.#pictureFile(output, path, content.image)
        : await this.#labelFile(path, content);
    }
    if (plan.training === null) return;
    const { trainingFiles } = await import('./trainingKit.ts');
    for await (const { path, content } of trainingFiles(output, plan.training)) {
      if (content.kind === 'text') {
        yield { path, content: await blobOfText(content.text), image: null };
      }
    }
  }

  async finish(): Promise<ExportOutcome> {
    const { fileNames, sources } = this.#output ?? { fileNames: [], sources: [] };
    return {
      images: fileNames.map((fileName, image) => ({ fileName, source: sources[image] ?? image })),
      losses: this.#losses.summary(),
      selfCheck: this.#output && (await this.#check(this.#output)),
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

  async #pictureFile(output: OutputSet, path: string, image: number): Promise<ExportedFile> {
    const { host, plan } = this.#job;
    const fileName = output.fileNames[image] ?? path;
    const size = output.dataSet.images[image]?.size;
    if (size) this.#pictures.set(path, { fileName, size });
    const source = output.sources[image] ?? image;
    const content = await this.#treated(await host.pictureOf(source), output, image);
    this.#pictureCount += 1;
    const share = this.#pictureCount / output.fileNames.length;
    const doneCount = Math.floor(share * plan.fileNames.length);
    this.#onProgress({ stage: 'pictures', doneCount });
    return { path, content, image: source };
  }

  async #treated(file: Blob, output: OutputSet, image: number): Promise<Blob> {
    const { plan, tools } = this.#job;
    const masks = await this.#hiddenMasks(output.sources[image] ?? image);
    const fileName = output.fileNames[image] ?? '';
    const options = { fileName, redaction: plan.privacy.redaction };
    const transform = output.transforms[image] ?? null;
    if (masks.length > 0 || transform) this.#rewritten.add(image);
    if (transform) return tools.transform(file, masks, { ...options, transform });
    if (masks.length > 0) return tools.redact(file, masks, options);
    return plan.privacy.stripsMetadata ? tools.strip(file, fileName) : file;
  }

  async #hiddenMasks(image: number): Promise<readonly Rle[]> {
    const hidden = new Set(this.#job.plan.privacy.hiddenCategories);
    if (hidden.size === 0) return [];
    const objects = await this.#job.host.objectsOf(image);
    return objects.filter(({ category }) => hidden.has(category)).map(({ mask }) => mask);
  }

  /** Of formats that cut objects out; those are not made for training, so that no picture is transformed. */
  async #pixelsOf(output: OutputSet, image: number): Promise<RgbaPixels> {
    const { plan, host, tools } = this.#job;
    const source = output.sources[image] ?? image;
    const bitmap = await host.bitmapOf(source);
    try {
      const pixels = tools.pixelsOf(bitmap);
      const masks = await this.#hiddenMasks(source);
      const fileName = output.fileNames[image] ?? '';
      const { redaction } = plan.privacy;
      return masks.length > 0 ? tools.redactPixels(pixels, masks, { fileName, redaction }) : pixels;
    } finally {
      bitmap.close();
    }
  }

  async #check(output: OutputSet): Promise<SelfCheck | null> {
    const reader = await this.#job.format.loadReader?.();
    if (!reader) return null;
    let issueCount = 0;
    const issues: ReadIssue[] = [];
    const read = await reader.read(keptFiles(this.#kept, this.#knownPictures(output)), {
      report: (issue) => {
        issueCount += 1;
        if (issues.length < issueLimit) issues.push(issue);
      },
      progress: () => undefined,
      stopIfAborted: () => undefined,
    });
    const written = new Map(this.#fingerprints);
    const { images } = this.#source;
    const report = await compareDataSets({
      written: output.dataSet,
      fileNames: output.fileNames,
      read,
      onImage: (done) => {
        const doneCount = Math.floor((done / output.fileNames.length) * images.length);
        this.#onProgress({ stage: 'checking', doneCount });
      },
    });
    const editedImages = [...written.keys()].filter(
      (image) => written.get(image) !== this.#fingerprints.get(image),
    );
    return { report, issueCount, issues, editedImages: editedImages.toSorted((a, b) => a - b) };
  }

  /** Where the pictures lie in the export; where they do not go along, where they would. */
  #knownPictures({ dataSet, fileNames }: OutputSet): ReadonlyMap<string, InputPicture> {
    const known = new Map(this.#pictures);
    const written = new Set([...this.#pictures.values()].map(({ fileName }) => fileName));
    for (const [image, { size }] of dataSet.images.entries()) {
      const fileName = fileNames[image];
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
