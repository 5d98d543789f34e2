import type { ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { RecordEdit } from '#core/project/change.ts';
import type { OpenArchive } from '#files/archive/openArchive.ts';
import type { FileRecord, NativeRecords } from '#formats/native/index.ts';
import type { ProjectRestore } from '#storage/restoreProject.ts';
import type { Services } from '../services.ts';
import { recordCountOf, recordOf, recordsOf, verifyBackup, type OpenBackup } from './openBackup.ts';
import { SeqMap } from './seqMap.ts';

/** How far a restore is, 0…1 of each part. */
export interface RestoreProgress {
  readonly part: 'verify' | 'write';
  readonly share: number;
}

export interface RestoreOptions {
  readonly name: string; // of the new project
  onProgress(progress: RestoreProgress): void;
}

/** What a restored project lacks. */
export interface Restored {
  readonly projectId: ProjectId;
  readonly missingCount: number; // images without bytes, here and in the file
}

/**
 * Makes a new project of a backup or package. All of the file is read before anything is written. Ids,
 * masks and the order of the history are as they were; the project's own id and the numbers of history
 * entries are new, for they are unique in the database. Nothing of it is seen or stays until it is whole.
 *
 * @throws AppError archive/…, storage/…; the signal's reason on abort
 */
export async function restoreBackup(
  services: Services,
  backup: OpenBackup,
  { name, onProgress }: RestoreOptions,
  signal: AbortSignal,
): Promise<Restored> {
  const totalBytes = backup.manifest.entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  await expectRoom(services, totalBytes);
  await verifyBackup(backup, (share) => onProgress({ part: 'verify', share }), signal);
  const projectId = services.newId() as ProjectId;
  const onShare = (share: number) => onProgress({ part: 'write', share });
  const writer = new ProjectWriter(backup, { projectId, onShare }, signal);
  await services.storage.restoreProject(projectId, (restore) => writer.write(restore, name));
  const missing = await services.storage.missingBytes('blobs', [...writer.blobKeys]);
  return { projectId, missingCount: missing.size };
}

/** Some more than the bytes themselves, for the database around them. */
async function expectRoom({ storage }: Services, totalBytes: number): Promise<void> {
  const freeBytes = await storage.freeBytes();
  if (freeBytes !== null && totalBytes * 1.1 > freeBytes) {
    throw new AppError({ code: 'storage/quota-exceeded' });
  }
}

interface ProjectWriterOptions {
  readonly projectId: ProjectId;
  onShare(share: number): void; // of the writing, 0…1
}

/** Puts the records of an archive under a new project, in an order that no sweep mistakes for waste. */
class ProjectWriter {
  /** Of images that are not read in place. */
  readonly blobKeys = new Set<string>();
  private readonly archive: OpenArchive;
  private readonly backup: OpenBackup;
  private readonly projectId: ProjectId;
  private readonly onShare: (share: number) => void;
  private readonly signal: AbortSignal;
  private readonly files = new Map<string, FileRecord>();
  private doneCount = 0; // records and files

  constructor(
    backup: OpenBackup,
    { projectId, onShare }: ProjectWriterOptions,
    signal: AbortSignal,
  ) {
    this.backup = backup;
    this.archive = backup.archive;
    this.projectId = projectId;
    this.onShare = onShare;
    this.signal = signal;
  }

  async write(restore: ProjectRestore, name: string): Promise<void> {
    const { archive, signal } = this;
    const { manifest } = this.backup;
    await this.listFiles();
    await this.each('categories.jsonl', (categories) => restore.put({ categories }));
    await this.putImages(restore);
    await this.each('annotations.jsonl', (annotations) => restore.put({ annotations }));
    await this.each('packageBases.jsonl', (packageBases) => restore.put({ packageBases }));
    if (manifest.packageId !== null && manifest.bases === 'content') {
      await restore.putBases(manifest.packageId);
    }
    await this.putHistory(restore);
    await this.putFiles(restore);
    const { view, viewports } = await recordOf(archive, 'views.json', signal);
    await restore.put({ viewports });
    const project = await recordOf(archive, 'project.json', signal);
    signal.throwIfAborted();
    await restore.finish({ ...project, id: this.projectId, name, deletedAt: null }, view);
  }

  private async each<Name extends keyof NativeRecords>(
    name: Name,
    put: (records: readonly NativeRecords[Name][]) => Promise<void>,
  ): Promise<void> {
    for await (const records of recordsOf(this.archive, name, this.signal)) {
      for (let at = 0; at < records.length; at += batchSize) {
        this.signal.throwIfAborted();
        const batch = records.slice(at, at + batchSize);
        await put(batch);
        this.advance(batch.length);
      }
    }
  }

  private advance(by: number): void {
    this.doneCount += by;
    const totalCount = recordCountOf(this.backup.manifest) + 2 * this.files.size;
    this.onShare(Math.min(1, this.doneCount / totalCount));
  }

  private listFiles(): Promise<void> {
    return this.each('files.jsonl', async (records) => {
      for (const record of records) this.files.set(record.blobKey, record);
    });
  }

  /** What was read in place from a folder is the project's own when its bytes came along. */
  private putImages(restore: ProjectRestore): Promise<void> {
    return this.each('images.jsonl', async (records) => {
      const images = records.map((image) => {
        const isLinked = image.isLinked && !this.files.get(image.blobKey)?.image;
        if (!isLinked) this.blobKeys.add(image.blobKey);
        return isLinked === image.isLinked ? image : { ...image, isLinked };
      });
      await restore.put({ images });
    });
  }

  private async putHistory(restore: ProjectRestore): Promise<void> {
    const wanted: number[] = [];
    await this.each('snapshots.jsonl', async (records) => {
      wanted.push(...records.map(({ seq }) => seq));
    });
    const seqs = new SeqMap(wanted);
    await this.each('journal.jsonl', async (records) => {
      const entries = records.map((record) => {
        const { seq: _, ...entry } = record;
        const edits = entry.edits.map((edit) => this.ofThisProject(edit));
        return { ...entry, edits, projectId: this.projectId };
      });
      const given = await restore.putJournal(entries);
      seqs.add(
        records.map(({ seq }) => seq),
        given,
      );
    });
    await this.each('snapshots.jsonl', (records) =>
      restore.put({ snapshots: records.map((each) => ({ ...each, seq: seqs.get(each.seq) })) }),
    );
  }

  /** An edit of the project itself names it; undone, it must not reach the one it was copied from. */
  private ofThisProject(edit: RecordEdit): RecordEdit {
    if (edit.kind !== 'project') return edit;
    const id = this.projectId;
    const { before, after } = edit;
    return { ...edit, before: before && { ...before, id }, after: after && { ...after, id } };
  }

  private async putFiles(restore: ProjectRestore): Promise<void> {
    const { archive, signal } = this;
    const read = async (bytes: FileRecord['image']) =>
      bytes && archive.blob(bytes.name, bytes.mimeType, signal);
    for (const [blobKey, { image, thumbnail }] of this.files) {
      signal.throwIfAborted();
      if (this.blobKeys.has(blobKey)) {
        await restore.putFiles(blobKey, {
          blob: await read(image),
          thumbnail: await read(thumbnail),
        });
      }
      this.advance(1);
    }
  }
}

/** Records a transaction. */
const batchSize = 500;
