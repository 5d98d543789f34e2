import type { ByteShelf } from '#core/cache/byteShelf.ts';
import type { Archives } from '#files/archive/archives.ts';
import type { ImportSource } from '#files/arrival.ts';
import type { Folders } from '#files/folderLink.ts';
import type { ZipEntry } from '#files/saveZip.ts';
import type { Sample } from '#files/samples.ts';
import type { Exporter } from '#formats/worker/exporter.ts';
import type { OpenReadSession } from '#formats/worker/reader.ts';
import type { Images } from '#images/images.ts';
import type { ModelBench, SwitchingSegmenter } from '#sam/protocol.ts';
import type { ProjectChannel } from '#storage/projectChannel.ts';
import type { SecondCopy } from '#storage/secondCopy/secondCopy.ts';
import type { Storage } from '#storage/storage.ts';
import type { WriterLocks } from '#storage/writerLock.ts';
import type { Stores } from '#store/stores.ts';
import type { LatestTask } from './latestTask.ts';
import type { WriterSeat } from './projects/writerSeat.ts';
import type { SerialQueue } from './serialQueue.ts';

/** The doors to the disk, as flows use them. */
export interface Files {
  /** Null when the person closes the dialog. */
  pickFiles(): Promise<ImportSource | null>;
  pickFolder(): Promise<ImportSource | null>;
  /** Files of annotations, with their images or without. */
  pickAnnotations(): Promise<ImportSource | null>;
  sourcesOfTransfer(transfer: DataTransfer): Promise<readonly ImportSource[]>;
  /** What a former session had opened; null when it may not be used any more. */
  sourcesOfHandles(handles: readonly FileSystemHandle[]): Promise<readonly ImportSource[] | null>;
  saveZip(
    fileName: string,
    entries: AsyncIterable<ZipEntry>,
    signal: AbortSignal,
  ): Promise<boolean>;
  readonly samples: readonly Sample[];
  fetchSample(sample: Sample): Promise<File>;
}

/** What the machine's battery says. */
export interface Power {
  /** Whether work ahead of time should wait for the mains. */
  isLow: () => Promise<boolean>;
}

/** Everything a flow may touch. Made once in app/, a fake in tests. */
export interface Services {
  readonly stores: Stores;
  readonly storage: Storage;
  readonly secondCopy: SecondCopy; // of all records, written by storage itself
  readonly images: Images;
  readonly files: Files;
  readonly exporter: Exporter; // writes data sets, in a worker
  readonly openReadSession: OpenReadSession; // reads them, in a worker
  readonly archives: Archives; // backups and packages
  readonly appVersion: string;
  readonly folders: Folders; // that projects sit on
  readonly embeddings: ByteShelf; // kept on disk by the segmenter; here to be told of and cleared
  readonly power: Power;
  readonly sam: SwitchingSegmenter;
  readonly modelBench: ModelBench; // models that the user brings
  readonly edits: SerialQueue; // every write to the document passes here
  readonly writerLocks: WriterLocks; // which tab writes to a project
  readonly channel: ProjectChannel; // to the other tabs
  readonly seat: WriterSeat; // where this tab stands with the open project
  readonly imageTask: LatestTask; // reading and encoding of the open image
  now(): number; // ms since 1970, UTC
  newId(): string; // UUID
  /** Rejects with the signal's reason on abort. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}
