import type { DBSchema } from 'idb';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { CategoryId, ImageId, ProjectId } from '#core/annotation/ids.ts';
import type { Viewport } from '#core/geometry/viewport.ts';
import type { BackupPlan, LastBackup, WrittenBackup } from '#core/backup/backupPlan.ts';
import type { OwnModel } from '#core/model/ownModel.ts';
import type { JournalEntry } from '#core/project/journal.ts';
import type { ImageSummary, Project } from '#core/project/project.ts';
import type { ImageSort } from '#core/query/imageSort.ts';

/** Of the one database of all projects. */
export const databaseName = 'maskwright';

/** The bytes of an image, apart from its row so that ten thousand rows load fast. */
export interface ImageFiles {
  readonly blob: Blob | null; // upright; null when it is read in place from a linked folder
  readonly thumbnail: Blob;
}

/** Where the user was in a project. */
export interface ProjectView {
  readonly openImageId: ImageId | null;
  readonly activeCategoryId: CategoryId | null;
  readonly query?: string; // of the gallery; absent: never asked
  readonly sort?: ImageSort;
}

/** The state of an image and its objects right after the journal entry `seq`. */
export interface ImageSnapshot {
  readonly projectId: ProjectId;
  readonly imageId: ImageId;
  readonly seq: number;
  readonly image: ImageSummary;
  readonly annotations: readonly Annotation[];
}

/** The tab that may write to a project: whoever wrote its token last. */
export interface WriterLease {
  readonly projectId: ProjectId;
  readonly token: string; // UUID
}

/** A record that could not be read, out of the way of all others. */
export interface QuarantinedRecord {
  readonly projectId: string; // '' when not even that could be read
  readonly store: string;
  readonly key: IDBValidKey;
  readonly value: unknown;
  readonly reason: string; // path and fault, in English
  readonly foundAt: number; // ms since 1970, UTC
}

/** A folder of the user's disk that a project reads from and writes its mirror to. */
export interface FolderLink {
  readonly projectId: ProjectId;
  readonly handle: FileSystemDirectoryHandle;
  /** The last journal entry that the mirror tells of; 0: none. */
  readonly mirroredSeq: number;
  /** Files of the folder that were offered and did not come in, such as duplicates. */
  readonly passedOver: readonly string[];
}

/** An image as it was when it left in a package: what a merge compares both sides with. */
export interface PackageBase {
  readonly projectId: ProjectId;
  readonly imageId: ImageId;
  readonly packageId: string; // UUID
  readonly image: ImageSummary;
  readonly annotations: readonly Annotation[];
}

/** An import that has not ended; what a crash leaves. */
export interface ImportRun {
  readonly id: string; // UUID
  readonly projectId: ProjectId;
  readonly startedAt: number; // ms since 1970, UTC
  readonly title: string; // name of the folder or archive, or of the first file
  readonly totalCount: number;
  readonly doneCount: number;
  /** Where the files can be found again; null where the browser cannot keep that. */
  readonly handles: readonly FileSystemHandle[] | null;
  readonly options: unknown; // what the flow needs to go on, checked when it is resumed
}

/** What a passphrase was made into, as the page's cryptography keeps it: neither can be read out. */
export interface StoredSealKey {
  readonly master: CryptoKey; // HKDF, not extractable
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iterations: number;
}

/** Backups that are written by themselves; one record for all projects. */
export interface BackupState {
  readonly plan: BackupPlan;
  readonly folder: FileSystemDirectoryHandle | null;
  readonly sealKey: StoredSealKey | null; // null: not sealed
  readonly written: readonly WrittenBackup[];
  readonly last: Readonly<Record<ProjectId, LastBackup>>;
}

/** Records carry the project they belong to: equal ids may stand in several, such as in a restored copy. */
export type Owned<Record> = Record & { readonly projectId: ProjectId };

/** A key in a store that all projects share. */
export type OwnKey = [projectId: string, id: string];

/** IndexedDB database {@link databaseName}, version {@link schemaVersion}. */
export interface MaskwrightSchema extends DBSchema {
  projects: { key: string; value: Project };
  categories: { key: OwnKey; value: Owned<Category>; indexes: { byProject: string } };
  images: {
    key: OwnKey;
    value: Owned<ImageSummary>;
    indexes: { byProject: string; byBlobKey: string };
  };
  annotations: {
    key: OwnKey;
    value: Owned<Annotation>;
    indexes: { byProject: string; byImage: OwnKey; byCategory: OwnKey };
  };
  blobs: { key: string; value: Blob }; // by ImageSummary.blobKey
  thumbnails: { key: string; value: Blob }; // by ImageSummary.blobKey
  projectViews: { key: string; value: ProjectView };
  viewports: { key: OwnKey; value: Viewport };
  ownModels: { key: string; value: OwnModel };
  /** `seq` is given by the database. */
  journal: { key: number; value: JournalEntry; indexes: { byProject: string; byImage: OwnKey } };
  snapshots: { key: OwnKey; value: ImageSnapshot };
  leases: { key: string; value: WriterLease };
  quarantine: { key: number; value: QuarantinedRecord };
  folderLinks: { key: string; value: FolderLink };
  packageBases: { key: OwnKey; value: PackageBase };
  importRuns: { key: string; value: ImportRun };
  backupState: { key: string; value: BackupState }; // under backupStateKey
}
