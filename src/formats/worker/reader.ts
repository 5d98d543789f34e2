import type { DataSetObject } from '#core/dataset/dataSet.ts';
import type { ReadableFormat, ReadSummary } from '#core/dataset/readSummary.ts';
import type { Size } from '#core/geometry/size.ts';
import type { InputPicture } from '../format.ts';

/** The files that somebody chose, and the pictures that they may be about. */
export interface ReadSource {
  readonly paths: readonly string[]; // of all files, '/'-separated
  readonly picturePaths: readonly string[]; // those among them that are pictures by their names
  readonly projectPictures: readonly InputPicture[];
}

/** What the worker asks the page for while it reads. */
export interface ReadHost {
  /** @throws AppError when it cannot be opened */
  fileOf(path: string): Promise<File>;
  /** Of a picture among the files, upright; null when it cannot be told. */
  sizeOf(path: string): Promise<Size | null>;
}

/** Files that are being read, in a worker of their own. */
export interface ReadSession {
  /** All formats that can be read, the likeliest first. @throws AppError; the reason of `end` */
  recognise(): Promise<readonly ReadableFormat[]>;
  /** Reads anew. @throws AppError import/unreadable-annotations, image/unreadable; the reason of `end` */
  read(formatId: string, onProgress: (share: number) => void): Promise<ReadSummary>;
  /** Of an image of the data set that was read last. */
  objectsOf(image: number): Promise<readonly DataSetObject[]>;
  /** Lets go of everything; what is under way is rejected with an AbortError. */
  end(): void;
}

/** Starts to read files off the page. */
export type OpenReadSession = (source: ReadSource, host: ReadHost) => Promise<ReadSession>;
