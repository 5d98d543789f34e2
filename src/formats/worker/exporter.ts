import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import type { LossSummary } from '#core/dataset/loss.ts';
import type { ReadIssue } from '#core/dataset/readIssue.ts';
import type { SelfCheckReport } from '#core/dataset/selfCheckReport.ts';
import type { Redaction } from '#core/pixels/redact.ts';
import type { TrainingPlan } from '#core/training/trainingPlan.ts';
import type { Format } from '../registry.ts';
import type { WriteOptions } from '../writeOptions.ts';

/** A format as somebody chooses it. */
export interface FormatInfo extends Pick<Format, 'id' | 'title' | 'options'> {
  readonly isChecked: boolean; // there is a reader to check what was written
}

/** What becomes of the pictures on their way out. */
export interface PicturePrivacy {
  readonly stripsMetadata: boolean;
  /** What is done to the pixels of objects of `hiddenCategories`; their pictures are written anew. */
  readonly redaction: Redaction;
  readonly hiddenCategories: readonly number[]; // indexes in the data set
}

/** One export, as plain data. */
export interface ExportPlan {
  readonly formatId: Format['id'];
  readonly options: WriteOptions;
  readonly createdAt: number; // ms since 1970, UTC
  readonly dataSet: Omit<DataSet, 'objectsOf'>;
  /** Where each image lies below the folder of images, see `WriteContext`. */
  readonly fileNames: readonly string[];
  readonly privacy: PicturePrivacy;
  readonly training: TrainingPlan | null; // null: images as they are, labels alone
}

/** What the worker asks the page for while it writes. */
export interface ExportHost {
  objectsOf(image: number): Promise<readonly DataSetObject[]>;
  /** The image's own file. */
  pictureOf(image: number): Promise<Blob>;
  /** Its upright pixels as the screen shows them; the asker closes the bitmap. */
  bitmapOf(image: number): Promise<ImageBitmap>;
}

/** One file of an export, complete. */
export interface ExportedFile {
  readonly path: string; // '/'-separated
  readonly content: Blob;
  readonly image: number | null; // the planned image that it is the picture of; null: what was written
}

/** What an export hands out: its files one by one, and at last how it ended. */
export type ExportStep =
  | { readonly kind: 'file'; readonly file: ExportedFile }
  | { readonly kind: 'outcome'; readonly outcome: ExportOutcome };

/** How far an export is; shares of the number of images. */
export interface ExportProgress {
  readonly stage: 'writing' | 'pictures' | 'checking';
  readonly doneCount: number; // of the images
}

/** What reading back has shown. */
export interface SelfCheck {
  readonly report: SelfCheckReport;
  readonly issueCount: number;
  readonly issues: readonly ReadIssue[]; // the first few
  /** Planned images that somebody edited while the export ran: what differs there may be that. */
  readonly editedImages: readonly number[];
}

/** How an export ended. */
export interface ExportOutcome {
  /** What was written: the name of each image, and the planned one it was made of; losses mean these. */
  readonly images: readonly { readonly fileName: string; readonly source: number }[];
  readonly losses: LossSummary;
  readonly selfCheck: SelfCheck | null; // null: the format has no reader
  readonly rewrittenImages: readonly number[]; // decoded and written anew
  readonly labelBytes: number; // of all files but the pictures
}

/** What a dry run has found so far. */
export interface DryRun {
  readonly losses: LossSummary;
  readonly doneCount: number; // images
  readonly isDone: boolean;
}

/** Writes data sets off the page. */
export interface Exporter {
  /** The formats that can be written, in the order in which they are offered. */
  formats(): Promise<readonly FormatInfo[]>;
  /**
   * Writes without keeping anything, to see what the format cannot say.
   *
   * @throws AppError; the signal's reason on abort
   */
  dryRun(
    plan: ExportPlan,
    host: ExportHost,
    options: { readonly onProgress: (dryRun: DryRun) => void; readonly signal: AbortSignal },
  ): Promise<DryRun>;
  /**
   * The files of an export, made one by one as they are asked for; at last what reading them back has
   * shown. To leave the iteration ends the work.
   *
   * @throws AppError; the signal's reason on abort
   */
  run(
    plan: ExportPlan,
    host: ExportHost,
    options: {
      readonly onProgress: (progress: ExportProgress) => void;
      readonly signal: AbortSignal;
    },
  ): AsyncIterable<ExportStep>;
}
