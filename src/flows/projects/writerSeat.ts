import type { ProjectId } from '#core/annotation/ids.ts';
import type { HeldLock } from '#storage/writerLock.ts';
import { SerialQueue } from '../serialQueue.ts';

/** Where this tab stands with the project that is open in it; the flows of this folder write it. */
export class WriterSeat {
  projectId: ProjectId | null = null;
  held: HeldLock | null = null; // while this tab writes
  waiting: AbortController | null = null; // of a follower for the lock
  /** Of the newest journal entry that the document in memory has taken in. */
  seq = 0;
  /** Opening, closing, taking over and stepping down, one after the other. */
  readonly moves = new SerialQueue();
}
