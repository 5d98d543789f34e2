import type { IDBPDatabase } from 'idb';
import { AppError } from '#core/failure.ts';
import { commitChange, type Commit, type CommitReceipt } from './commitChange.ts';
import type { MaskwrightSchema } from './schema.ts';
import { SnapshotPace } from './snapshots.ts';

/** The browser may go on counting for a moment what was deleted. */
const retryDelaysMs = [0, 200, 800];

/** Each gives up something that can be made again, what is missed least first. */
export type RoomMakers = readonly (() => Promise<void>)[];

/** Carries changes to disk and keeps in mind what the next ones, and a sweep, have to know of them. */
export class ChangeWriter {
  private readonly database: IDBPDatabase<MaskwrightSchema>;
  private readonly roomMakers: RoomMakers;
  private readonly pace = new SnapshotPace();
  private readonly touchedBlobKeys = new Set<string>();

  constructor(database: IDBPDatabase<MaskwrightSchema>, roomMakers: RoomMakers) {
    this.database = database;
    this.roomMakers = roomMakers;
  }

  /** On a full disk it makes room, step by step, and tries again. @throws AppError storage/… */
  async commit(commit: Commit): Promise<CommitReceipt> {
    for (const edit of commit.change.edits) {
      if (edit.kind === 'image' && edit.before) this.touchedBlobKeys.add(edit.before.blobKey);
    }
    try {
      return await commitChange(this.database, commit, this.pace);
    } catch (error) {
      return this.commitWithRoom(commit, error, this.roomMakers);
    }
  }

  private async commitWithRoom(
    commit: Commit,
    error: unknown,
    [makeRoom, ...further]: RoomMakers,
  ): Promise<CommitReceipt> {
    if (!isDiskFull(error) || !makeRoom) throw error;
    await makeRoom();
    try {
      return await this.commitAfter(commit, retryDelaysMs);
    } catch (next) {
      return this.commitWithRoom(commit, next, further);
    }
  }

  private async commitAfter(
    commit: Commit,
    [delayMs = 0, ...further]: readonly number[],
  ): Promise<CommitReceipt> {
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    try {
      return await commitChange(this.database, commit, this.pace);
    } catch (error) {
      if (!isDiskFull(error) || further.length === 0) throw error;
      return this.commitAfter(commit, further);
    }
  }

  /** Whether an undo of this session may want these bytes. */
  hasTouched(blobKey: string): boolean {
    return this.touchedBlobKeys.has(blobKey);
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof AppError && error.failure.code === 'storage/quota-exceeded';
}
