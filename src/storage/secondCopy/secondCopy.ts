import type { ProjectId } from '#core/annotation/ids.ts';
import { copyEditOf } from '#core/backup/copyLines.ts';
import type { Change } from '#core/project/change.ts';
import type { CommitReceipt } from '../commitChange.ts';
import { copiedProjectIds, openCopyRoot, sizeOf } from './copyFolder.ts';
import { CopyWorker, type CopyState } from './copyWorker.ts';
import { readCopy, type ReadableCopy } from './readCopy.ts';

/**
 * All records of every project once more, outside of IndexedDB: what the labels come back from when the
 * browser throws its database away. Pictures are not in it. Nothing here ever fails or holds anything up.
 */
export interface SecondCopy {
  /** Takes in a change that storage has taken; returns at once. */
  append(projectId: ProjectId, change: Change, receipt: CommitReceipt): void;
  /** Makes the copy of a project what storage holds; to be called when there is time for it. */
  attend(projectId: ProjectId): Promise<void>;
  /** Writes the copy of a project anew. */
  renew(projectId: ProjectId): Promise<void>;
  /** Deletes the copy of a project, which nobody is offered from then on. */
  remove(projectId: ProjectId): Promise<void>;
  /** Deletes all copies for the sake of space; they are made again when there is enough. */
  giveUp(): Promise<void>;
  /** The projects that have one, whether or not storage knows them. */
  projectIds(): Promise<readonly ProjectId[]>;
  /** @returns null when there is none that can be read */
  read(projectId: ProjectId): Promise<ReadableCopy | null>;
  /** What all copies take, bytes. */
  sizeBytes(): Promise<number>;
  stateOf(projectId: ProjectId): CopyState;
  /** Calls back whenever the state of a project may be another. @returns ends it */
  watch(listener: () => void): () => void;
}

/** The second copy in the private file system, written by a worker that starts with the first change. */
export function openSecondCopy(): SecondCopy {
  const worker = new CopyWorker();
  return {
    append(projectId, { edits }, { previousSeq, seq }) {
      if (seq > previousSeq) {
        worker.append(projectId, { previousSeq, seq, edits: edits.map(copyEditOf) });
      }
    },
    attend: (projectId) => worker.ask({ kind: 'attend', projectId }),
    renew: (projectId) => worker.ask({ kind: 'renew', projectId }),
    remove: (projectId) => worker.ask({ kind: 'remove', projectId }),
    giveUp: () => worker.ask({ kind: 'giveUp' }),
    projectIds: () => quietly(copiedProjectIds, []),
    read: (projectId) => quietly(() => readCopy(projectId), null),
    sizeBytes: () =>
      quietly(async () => {
        const root = await openCopyRoot(false);
        return root ? sizeOf(root) : 0;
      }, 0),
    stateOf: (projectId) => worker.stateOf(projectId),
    watch: (listener) => worker.watch(listener),
  };
}

/** Where there is no private file system there is no second copy. */
async function quietly<Value>(work: () => Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await work();
  } catch {
    return otherwise;
  }
}
