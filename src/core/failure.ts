import type { OtherKind, TiffVariant } from './image/unreadable.ts';

/**
 * Every expected failure of the studio, as data. Stations throw it inside an {@link AppError}, flows
 * catch it once, the interface turns the code into a sentence and an offer (retry, free space …).
 */
export type Failure =
  | { readonly code: 'image/unsupported'; readonly fileName: string; readonly mimeType: string }
  | { readonly code: 'text/not-loaded' } // the texts of another language
  | { readonly code: 'image/undecodable'; readonly fileName: string }
  | { readonly code: 'image/empty-file'; readonly fileName: string }
  | { readonly code: 'image/unreadable'; readonly fileName: string }
  | {
      readonly code: 'image/too-large';
      readonly fileName: string;
      readonly width: number;
      readonly height: number;
      readonly limitMegapixels: number; // of pictures of this kind
      readonly limitSidePx: number;
    }
  | { readonly code: 'image/other-kind'; readonly fileName: string; readonly kind: OtherKind }
  | {
      readonly code: 'image/tiff-variant';
      readonly fileName: string;
      readonly variant: TiffVariant;
    }
  | { readonly code: 'image/truncated'; readonly fileName: string }
  | {
      readonly code: 'image/file-too-large';
      readonly fileName: string;
      readonly sizeBytes: number;
      readonly limitBytes: number;
    }
  | {
      readonly code: 'image/too-many-pages';
      readonly fileName: string;
      readonly pageCount: number;
      readonly limit: number;
    }
  | { readonly code: 'image/too-slow'; readonly fileName: string; readonly limitSeconds: number }
  | { readonly code: 'image/reader-lost'; readonly fileName: string } // the worker, or a part loaded late
  | { readonly code: 'model/download-failed'; readonly url: string; readonly status: number }
  | { readonly code: 'model/checksum-mismatch'; readonly url: string }
  | { readonly code: 'model/start-failed'; readonly reason: string }
  | { readonly code: 'model/file-missing'; readonly sha256: string } // of a model that the user brought
  | { readonly code: 'inference/out-of-memory' }
  | { readonly code: 'inference/failed'; readonly reason: string }
  | { readonly code: 'inference/worker-lost' }
  | { readonly code: 'inference/device-lost'; readonly reason: string }
  | { readonly code: 'storage/unavailable'; readonly reason: string }
  | { readonly code: 'storage/quota-exceeded' }
  | { readonly code: 'storage/blocked' }
  | { readonly code: 'storage/newer-version' }
  | { readonly code: 'storage/lost' } // projects were here, and the database is empty
  | { readonly code: 'storage/copy-unreadable' } // the second copy of a project
  | { readonly code: 'storage/record-missing'; readonly record: string }
  | { readonly code: 'storage/image-missing'; readonly fileName: string } // its bytes, not its row
  | { readonly code: 'history/lost' } // entries of a step were given up, or could not be read
  | { readonly code: 'storage/write-failed'; readonly reason: string }
  | { readonly code: 'storage/not-the-writer' } // another tab took the project over
  | { readonly code: 'project/not-found' }
  | { readonly code: 'project/in-bin'; readonly name: string }
  | { readonly code: 'archive/not-ours' }
  | { readonly code: 'archive/damaged'; readonly entry: string; readonly reason: string }
  | { readonly code: 'archive/hostile'; readonly reason: string } // made to do harm, or as good as
  | { readonly code: 'archive/newer-version'; readonly version: number }
  | { readonly code: 'archive/passphrase-needed' }
  | { readonly code: 'archive/wrong-passphrase' }
  | { readonly code: 'archive/unwritable'; readonly record: string } // holds what text cannot say
  | { readonly code: 'archive/not-a-package' } // a backup where a package was asked for
  | { readonly code: 'backup/folder-lost'; readonly folderName: string } // no longer allowed, or gone
  | { readonly code: 'import/not-an-image'; readonly fileName: string } // by its name, in a folder
  | { readonly code: 'import/already-there'; readonly fileName: string; readonly twin: string }
  | { readonly code: 'import/encrypted'; readonly fileName: string }
  | { readonly code: 'import/grows-too-large'; readonly fileName: string } // out of an archive
  | { readonly code: 'import/damaged-in-archive'; readonly fileName: string }
  | { readonly code: 'import/archive-damaged'; readonly fileName: string }
  | { readonly code: 'import/nothing-found' }
  | { readonly code: 'import/unreadable-annotations'; readonly reason: string } // ours, in English
  | { readonly code: 'folder/permission-lost'; readonly folderName: string }
  | { readonly code: 'folder/not-found'; readonly folderName: string }
  | { readonly code: 'folder/file-missing'; readonly fileName: string }
  | { readonly code: 'folder/file-changed'; readonly fileName: string }
  | { readonly code: 'folder/other-size'; readonly fileName: string; readonly count: number }
  | { readonly code: 'folder/taken'; readonly folderName: string } // by the mirror of another project
  | { readonly code: 'folder/other-folder'; readonly folderName: string }
  | { readonly code: 'folder/write-failed'; readonly folderName: string; readonly reason: string }
  | { readonly code: 'export/nothing-to-export' }
  | { readonly code: 'export/write-failed'; readonly reason: string }
  | { readonly code: 'export/metadata-stays'; readonly fileName: string } // it cannot be taken off
  | { readonly code: 'split/locked' } // since its export
  | { readonly code: 'merge/undecided'; readonly conflictCount: number }
  | { readonly code: 'category/in-use'; readonly name: string; readonly annotationCount: number }
  | { readonly code: 'category/duplicate-name'; readonly name: string }
  | { readonly code: 'category/hotkey-taken'; readonly key: string; readonly name: string }
  | { readonly code: 'category/no-list'; readonly fileName: string }; // in the file

/** An expected failure on its way to whoever started the work. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.code, options);
    this.failure = failure;
  }
}

/** Stops on a broken assumption of our own code: a bug, not something a user can cause. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}
