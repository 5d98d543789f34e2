import type { Change } from '#core/project/change.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import type { ChangeVerb } from '#core/project/journal.ts';
import type { ImageFiles } from '#storage/schema.ts';
import { recordChange } from '#store/documentStore.ts';
import { countPendingWrites } from '#store/jobsStore.ts';
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
  readonly files?: ReadonlyMap<string, ImageFiles>; // by blobKey
}

/** Puts a change on disk and counts it as pending until it is there. Runs inside the edit queue. */
export async function writeChange(
  { stores, storage, newId, now }: Services,
  document: ProjectDocument,
  change: Change,
  { verb = 'did', files = new Map() }: WriteOptions = {},
): Promise<void> {
  countPendingWrites(stores.jobs, 1);
  const by = stores.settings.getState().displayName;
  try {
    await storage.commit(document.project.id, change, {
      verb,
      changeId: newId(),
      at: now(),
      by,
      files,
    });
  } finally {
    countPendingWrites(stores.jobs, -1);
  }
}
