import type { IDBPDatabase } from 'idb';
import { AppError } from '#core/failure.ts';
import { commitChange, type Commit, type CommitReceipt } from './commitChange.ts';
import type { MaskwrightSchema } from './schema.ts';
import { SnapshotPace } from './snapshots.ts';

/** Carries changes to disk and keeps in mind what the next ones, and a sweep, have to know of them. */
export class ChangeWriter {
  private readonly database: IDBPDatabase<MaskwrightSchema>;
  private readonly makeRoom: () => Promise<void>;
  private readonly pace = new SnapshotPace();
  private readonly touchedBlobKeys = new Set<string>();

  /** @param makeRoom gives up what can be made again */
  constructor(database: IDBPDatabase<MaskwrightSchema>, makeRoom: () => Promise<void>) {
    this.database = database;
    this.makeRoom = makeRoom;
  }

  /** On a full disk it makes room and tries once more. @throws AppError storage/… */
  async commit(commit: Commit): Promise<CommitReceipt> {
    for (const edit of commit.change.edits) {
      if (edit.kind === 'image' && edit.before) this.touchedBlobKeys.add(edit.before.blobKey);
    }
    try {
      return await commitChange(this.database, commit, this.pace);
    } catch (error) {
      if (!(error instanceof AppError && error.failure.code === 'storage/quota-exceeded')) {
        throw error;
      }
      await this.makeRoom();
      return commitChange(this.database, commit, this.pace);
    }
  }

  /** Whether an undo of this session may want these bytes. */
  hasTouched(blobKey: string): boolean {
    return this.touchedBlobKeys.has(blobKey);
  }
}
