import type { Failure } from '#core/failure.ts';

/** What tells two versions of a file apart without reading it. */
export interface FileStat {
  readonly sizeBytes: number;
  readonly lastModified: number; // ms since 1970, UTC
}

/** A file on its way in. It is opened when its turn comes, so that memory holds only those in work. */
export interface Arrival {
  readonly path: string; // '/'-separated, from the folder or archive that was opened
  readonly stat: FileStat | null; // null: known once it is open
  /** @throws AppError image/unreadable, import/…, folder/… */
  open(): Promise<File>;
}

/** A file that does not come in, with the reason. */
export interface LeftOut {
  readonly path: string;
  readonly failure: Failure;
  /** The file itself where it is merely no image by its name: it may hold annotations. */
  readonly other?: Arrival;
}

/** A file that is no image by its name. */
export function notAnImage(arrival: Arrival): LeftOut {
  const { path } = arrival;
  return { path, failure: { code: 'import/not-an-image', fileName: path }, other: arrival };
}

/** Something that holds files: a folder, an archive, a handful of chosen files. */
export interface ImportSource {
  readonly title: string; // name of the folder, the archive or the first file
  readonly kind: 'files' | 'folder';
  /** Where it can be found again in another session; null where the browser cannot keep that. */
  readonly handles: readonly FileSystemHandle[] | null;
  /** The folder, where its images can be read in place; else null. */
  readonly folder: FileSystemDirectoryHandle | null;
  /** Every file in no order; what is hidden or of the system is passed over. Rejects on abort. */
  walk(signal: AbortSignal): AsyncIterable<Arrival | LeftOut>;
}
