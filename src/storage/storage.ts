import type { IDBPDatabase } from 'idb';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { CategoryId, ImageId, ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { Viewport } from '#core/geometry/viewport.ts';
import type { Change } from '#core/project/change.ts';
import type { JournalEntry } from '#core/project/journal.ts';
import type { ImageSummary, Project } from '#core/project/project.ts';
import { ChangeWriter, type RoomMakers } from './changeWriter.ts';
import { failureOf, type CommitDetails, type CommitReceipt } from './commitChange.ts';
import { backupStateIn, type BackupStates } from './backupState.ts';
import { exportsOf, type RecordExports } from './exportRecords.ts';
import { folderLinksIn, type FolderLinks } from './folderLinks.ts';
import { historyRecordsIn, type HistoryRecords } from './historyRecords.ts';
import { importRunsIn, type ImportRuns } from './importRuns.ts';
import { startFreshLog } from './freshLog.ts';
import { openDatabase } from './openDatabase.ts';
import { ownModelsIn, type OwnModels } from './ownModels.ts';
import { announceTab, isOtherTabOpen } from './otherTabs.ts';
import { projectCareIn, type ProjectCare } from './projectCare.ts';
import { faultOf } from './recordSchemas.ts';
import { restoresOf, sweepHalfProjects, type ProjectRestores } from './restoreProject.ts';
import type { MaskwrightSchema, ProjectView } from './schema.ts';
import type { SecondCopy } from './secondCopy/secondCopy.ts';
import { SoundRecords } from './soundRecords.ts';
import { sweepOrphans } from './sweepOrphans.ts';
import { DamageReports, upkeepIn, type Upkeep } from './upkeep.ts';

/** A project as it lies in storage, without the objects of its images. */
export interface StoredProject {
  readonly project: Project;
  readonly categories: readonly Category[];
  readonly images: readonly ImageSummary[];
  readonly view: ProjectView | null;
}

/** Everything that outlives the tab. Rejects with AppError storage/…; nothing is half written. */
export interface Storage
  extends
    OwnModels,
    ProjectCare,
    Upkeep,
    RecordExports,
    ProjectRestores,
    BackupStates,
    ImportRuns,
    HistoryRecords,
    FolderLinks {
  /** All projects, archived and deleted ones too, in no order. */
  projects(): Promise<readonly Project[]>;
  /** @returns null when there is no such project */
  loadProject(projectId: ProjectId): Promise<StoredProject | null>;
  /** Makes this tab the one that may write to the project; any other is refused from now on. */
  takeWriting(projectId: ProjectId): Promise<void>;
  /**
   * Resolves when the change, as a whole and with its journal entries, is on disk.
   *
   * @throws AppError storage/not-the-writer when another tab took the writing over
   */
  commit(projectId: ProjectId, change: Change, details: CommitDetails): Promise<CommitReceipt>;
  annotationsOf(projectId: ProjectId, imageId: ImageId): Promise<readonly Annotation[]>;
  countAnnotationsIn(projectId: ProjectId, categoryId: CategoryId): Promise<number>;
  /** What happened to an image, or with '' to the project as a whole; oldest first. */
  journalOf(projectId: ProjectId, imageId: ImageId | ''): Promise<readonly JournalEntry[]>;
  /** Bytes that storage keeps, not those of a linked image. @throws AppError storage/image-missing */
  blob(blobKey: string): Promise<Blob>;
  thumbnail(blobKey: string): Promise<Blob | null>;
  viewportOf(projectId: ProjectId, imageId: ImageId): Promise<Viewport | null>;
  /** @param viewport of the open image; null while its picture is not there */
  saveView(projectId: ProjectId, view: ProjectView, viewport: Viewport | null): Promise<void>;
  /**
   * Deletes what a crash left of a restore, and bytes of images that can no longer be brought back. Takes
   * its time and holds nothing up.
   *
   * @returns false when nothing was done: another tab is open, and its undo may want them
   */
  sweep(): Promise<boolean>;
}

type Database = IDBPDatabase<MaskwrightSchema>;

/**
 * @param makeRoom gives up what can be made again; called once when the disk is full, before the second
 *   copy and then a change are given up
 * @param secondCopy hears of all that is written; null: there is none
 * @throws AppError storage/newer-version, storage/blocked, storage/quota-exceeded, storage/unavailable
 */
export async function openStorage(
  onSuperseded: () => void,
  makeRoom: () => Promise<void> = async () => undefined,
  secondCopy: SecondCopy | null = null,
): Promise<Storage> {
  const database = await openDatabase(onSuperseded);
  announceTab();
  // a precaution that may fail, as on a full disk
  void startFreshLog().catch(() => undefined);
  const writerTokens = new Map<ProjectId, string>();
  const reports = new DamageReports();
  const records = new SoundRecords(database, reports.tell);
  const roomMakers = secondCopy ? [makeRoom, () => secondCopy.giveUp()] : [makeRoom];
  const writer = new ChangeWriter(database, roomMakers);
  return {
    projects: () => records.read('projects', () => database.getAll('projects')),
    loadProject: (projectId) => loadProject(database, records, projectId),
    async takeWriting(projectId) {
      writerTokens.set(projectId, await takeLease(database, projectId, roomMakers));
    },
    async commit(projectId, change, details) {
      const writerToken = writerTokens.get(projectId) ?? null;
      const receipt = await writer.commit({ ...details, projectId, change, writerToken });
      secondCopy?.append(projectId, change, receipt);
      return receipt;
    },
    annotationsOf: (projectId, imageId) => records.annotationsOf(projectId, imageId),
    countAnnotationsIn: (projectId, categoryId) =>
      database.countFromIndex('annotations', 'byCategory', [projectId, categoryId]),
    journalOf: (projectId, imageId) =>
      records.read('journal', () =>
        database.getAllFromIndex('journal', 'byImage', [projectId, imageId]),
      ),
    ...bytesAndViewsIn(database),
    ...ownModelsIn(database, records),
    ...withSecondCopy({ ...projectCareIn(database), ...upkeepIn(database, reports) }, secondCopy),
    ...exportsOf(database),
    ...restoresOf(database),
    ...backupStateIn(database),
    ...importRunsIn(database),
    ...historyRecordsIn(database, records),
    ...folderLinksIn(database),
    async sweep() {
      if (await isOtherTabOpen()) return false;
      await sweepHalfProjects(database);
      await sweepOrphans(database, (blobKey) => writer.hasTouched(blobKey));
      return true;
    },
  };
}

function bytesAndViewsIn(
  database: Database,
): Pick<Storage, 'blob' | 'thumbnail' | 'viewportOf' | 'saveView'> {
  return {
    blob: (blobKey) => blobOf(database, blobKey),
    thumbnail: async (blobKey) => (await database.get('thumbnails', blobKey)) ?? null,
    viewportOf: (projectId, imageId) => viewportOf(database, projectId, imageId),
    saveView: (projectId, view, viewport) => saveView(database, { projectId, view, viewport }),
  };
}

/** The second copy goes with its project, and is written anew when the journal no longer tells all. */
function withSecondCopy(
  care: ProjectCare & Upkeep,
  secondCopy: SecondCopy | null,
): ProjectCare & Upkeep {
  if (!secondCopy) return care;
  return {
    ...care,
    async purgeProject(projectId) {
      // first: what is deleted on purpose must not be offered again
      await secondCopy.remove(projectId);
      await care.purgeProject(projectId);
    },
    async shortenHistory(projectId) {
      await care.shortenHistory(projectId);
      void secondCopy.renew(projectId);
    },
  };
}

/**
 * Writes a token of this tab's own. On a disk without room even for that the former one is taken over,
 * so that the project opens all the same.
 */
async function takeLease(
  database: Database,
  projectId: ProjectId,
  roomMakers: RoomMakers,
): Promise<string> {
  const token = crypto.randomUUID();
  const write = async ([makeRoom, ...further]: RoomMakers): Promise<void> => {
    try {
      await database.put('leases', { projectId, token });
    } catch (error) {
      if (failureOf(error).code !== 'storage/quota-exceeded' || !makeRoom) throw error;
      await makeRoom();
      await write(further);
    }
  };
  try {
    await write(roomMakers);
    return token;
  } catch (cause) {
    const failure = failureOf(cause);
    if (failure.code !== 'storage/quota-exceeded') throw new AppError(failure, { cause });
    return (await database.get('leases', projectId))?.token ?? token;
  }
}

async function loadProject(
  database: Database,
  records: SoundRecords,
  projectId: ProjectId,
): Promise<StoredProject | null> {
  const [projects, categories, images, view] = await Promise.all([
    records.read('projects', async () => {
      const project = await database.get('projects', projectId);
      return project ? [project] : [];
    }),
    records.read('categories', () =>
      database.getAllFromIndex('categories', 'byProject', projectId),
    ),
    records.read('images', () => database.getAllFromIndex('images', 'byProject', projectId)),
    database.get('projectViews', projectId),
  ]);
  const [project] = projects;
  const isViewSound = view !== undefined && faultOf('projectViews', view) === null;
  return project ? { project, categories, images, view: isViewSound ? view : null } : null;
}

async function blobOf(database: Database, blobKey: string): Promise<Blob> {
  const blob = await database.get('blobs', blobKey);
  if (blob) return blob;
  const image = await database.getFromIndex('images', 'byBlobKey', blobKey);
  throw new AppError({ code: 'storage/image-missing', fileName: image?.fileName ?? blobKey });
}

async function viewportOf(
  database: Database,
  projectId: ProjectId,
  imageId: ImageId,
): Promise<Viewport | null> {
  const viewport = await database.get('viewports', [projectId, imageId]);
  return viewport && faultOf('viewports', viewport) === null ? viewport : null;
}

interface ViewRecord {
  readonly projectId: ProjectId;
  readonly view: ProjectView;
  readonly viewport: Viewport | null;
}

async function saveView(
  database: Database,
  { projectId, view, viewport }: ViewRecord,
): Promise<void> {
  const transaction = database.transaction(['projectViews', 'viewports'], 'readwrite');
  const writes: Promise<unknown>[] = [transaction.objectStore('projectViews').put(view, projectId)];
  if (view.openImageId && viewport) {
    const key: [string, string] = [projectId, view.openImageId];
    writes.push(transaction.objectStore('viewports').put(viewport, key));
  }
  // at once, not when the requests have answered: the page may be about to close
  transaction.commit();
  try {
    await Promise.all([...writes, transaction.done]);
  } catch (cause) {
    throw new AppError(failureOf(cause), { cause });
  }
}
