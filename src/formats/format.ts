import type { DataSet } from '#core/dataset/dataSet.ts';
import type { Loss } from '#core/dataset/loss.ts';
import type { ReadIssue } from '#core/dataset/readIssue.ts';
import type { Size } from '#core/geometry/size.ts';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import type { WriteOptions } from './writeOptions.ts';

/** One file of an export. The host makes it: a zip, a folder. */
export interface OutputFile {
  readonly path: string; // '/'-separated, safe on every system
  readonly content: OutputContent;
}

export type OutputContent =
  | { readonly kind: 'text'; readonly text: Iterable<string> | AsyncIterable<string> } // UTF-8, LF
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'picture'; readonly image: number }; // the image's own file, as the host hands it out

/** What a writer needs besides the data set. */
export interface WriteContext {
  readonly createdAt: number; // ms since 1970, UTC
  /** Where each image lies below the folder of images: safe, unique, stems unique too. */
  readonly fileNames: readonly string[];
  readonly options: WriteOptions;
  /** Upright pixels, for formats that cut objects out. */
  pixelsOf(image: number): Promise<RgbaPixels>;
  /** To be told of everything that the format cannot say. */
  lose(loss: Loss): void;
}

/**
 * Turns a data set into files. The same input gives the same files, byte for byte, in the same order.
 * Objects are asked for image by image; nothing is kept of an image that is written.
 */
export interface FormatWriter {
  write(dataSet: DataSet, context: WriteContext): AsyncIterable<OutputFile>;
}

/** The files that somebody wants to read, as a folder. */
export interface InputFiles {
  readonly paths: readonly string[]; // '/'-separated, ascending
  /** The whole file. */
  bytesOf(path: string): Promise<Uint8Array<ArrayBuffer>>;
  /** The whole file as text: UTF-8, or GB 18030 where it is no UTF-8; null when it is neither. */
  textOf(path: string): Promise<string | null>;
  /** UTF-8 as text, for pieces of a stream that end between characters. */
  decode(utf8: Uint8Array<ArrayBuffer>): string;
  /** Its bytes piece by piece, for files that may be large. */
  streamOf(path: string): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Its first bytes, 64 KiB at most. */
  headOf(path: string): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * The picture that a file of annotations means by a name: by its path, then by its name alone, then
   * by its stem, where only one fits. Pictures may be among the files or in the project.
   */
  pictureOf(name: string): Promise<InputPicture | null>;
}

export interface InputPicture {
  readonly fileName: string; // as the data set shall name it
  readonly size: Size; // upright
}

/** What a reader needs besides the files. */
export interface ReadContext {
  report(issue: ReadIssue): void;
  /** Share of the work that is done, 0…1. */
  progress(share: number): void;
  /** Throws when nobody waits for the result any more. */
  stopIfAborted(): void;
}

/**
 * Turns files into a data set. Never throws on what is in them: good records are kept, all others are
 * reported with their place.
 */
export interface FormatReader {
  /** How surely these files are of the format, 0…1; looks at names and first bytes only. */
  recognise(files: InputFiles): Promise<number>;
  read(files: InputFiles, context: ReadContext): Promise<DataSet>;
}
