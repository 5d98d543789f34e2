import { AppError } from '#core/failure.ts';
import type { Change } from '#core/project/change.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import {
  reachOf,
  type ChangeReach,
  type ChangeVerb,
  type WrittenStep,
} from '#core/project/journal.ts';
import type { ImageFiles } from '#storage/schema.ts';
import { recordChange } from '#store/documentStore.ts';
import { noteChange } from '#store/historyStore.ts';
import { countPendingWrites } from '#store/jobsStore.ts';
import { setRole } from '#store/roleStore.ts';
import { noteWritten } from './history/noteWritten.ts';
import { isFollowing } from './projects/role.ts';
import { reportError } from './report.ts';
import type { Services } from './services.ts';

/**
 * One edit of the document: planned on the newest state, written to disk, and only then shown.
 *
 * @param plan null when there is nothing to do (any more)
 * @returns whether the edit is on disk; a failure has been told to the user
 */
export async function commitEdit(
  services: Services,
  plan: (document: ProjectDocument) => Change | null | Promise<Change | null>,
): Promise<boolean> {
  return services.edits.run(async () => {
    const { document } = services.stores.document.getState();
    try {
      const change = document && (await plan(document));
      if (!document || !change) return false;
      await writeChange(services, document, change);
      recordChange(services.stores.document, change);
      return true;
    } catch (error) {
      reportError(services, error);
      return false;
    }
  });
}

export interface WriteOptions {
  readonly verb?: ChangeVerb;
  /** The step that it takes back, does again or goes on with; absent: a new one. */
  readonly changeId?: string;
  readonly reach?: ChangeReach; // absent: what follows from the edits and the screen
  readonly files?: ReadonlyMap<string, ImageFiles>; // by blobKey
}

/**
 * Puts a change on disk, counts it as pending until it is there, and tells history and the tabs that
 * follow. Runs inside the edit queue.
 *
 * @returns the id of the step that it is, or is part of
 * @throws AppError storage/not-the-writer while another tab writes, storage/…
 */
export async function writeChange(
  services: Services,
  document: ProjectDocument,
  change: Change,
  options: WriteOptions = {},
): Promise<string> {
  const { stores, storage, now } = services;
  if (isFollowing(services)) throw new AppError({ code: 'storage/not-the-writer' });
  const projectId = document.project.id;
  countPendingWrites(stores.jobs, 1);
  try {
    const by = stores.settings.getState().displayName;
    const { verb = 'did', changeId = services.newId(), files = new Map() } = options;
    const reach = options.reach ?? reachHere(services, change);
    const details = { verb, changeId, at: now(), by, reach };
    const receipt = await storage.commit(projectId, change, { ...details, files });
    services.seat.seq = receipt.seq;
    const step: WrittenStep = { change, ...details };
    noteWritten(stores.history, { projectId, step, seq: receipt.seq });
    noteChange(stores.history, change, changeId);
    services.channel.post({ kind: 'change', projectId, ...step, ...receipt });
    return changeId;
  } catch (error) {
    const isLost = error instanceof AppError && error.failure.code === 'storage/not-the-writer';
    if (isLost) setRole(stores.role, 'follower');
    throw error;
  } finally {
    countPendingWrites(stores.jobs, -1);
  }
}

/** What is done in the gallery is found again there, be it to one image only. */
function reachHere({ stores }: Services, { edits }: Change): ChangeReach {
  const reach = reachOf(edits);
  const isGallery = stores.session.getState().screen === 'gallery';
  return isGallery && reach === 'image' ? 'images' : reach;
}
