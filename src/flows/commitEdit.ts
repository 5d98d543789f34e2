import { AppError } from '#core/failure.ts';
import type { Change } from '#core/project/change.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import type { ChangeVerb } from '#core/project/journal.ts';
import type { ImageFiles } from '#storage/schema.ts';
import { recordChange } from '#store/documentStore.ts';
import { countPendingWrites } from '#store/jobsStore.ts';
import type { OverlapChoice } from '#store/objectsStore.ts';
import { setRole } from '#store/roleStore.ts';
import { isFollowing } from './projects/role.ts';
import { reportError } from './report.ts';
import type { Services } from './services.ts';
import { askAboutOverlaps, settleChange, tellSettlement, type Settlement } from './settleChange.ts';

type Plan = (document: ProjectDocument) => Change | null | Promise<Change | null>;

/**
 * One edit of the document: planned on the newest state, settled with the objects that it overlaps as
 * the project wants it, written to disk, and only then shown. Where the project wants a person to be
 * asked, other edits go on meanwhile, and the edit is planned anew with the answer.
 *
 * @param plan null when there is nothing to do (any more)
 * @returns whether the edit is on disk; a failure has been told to the user
 */
export async function commitEdit(services: Services, plan: Plan): Promise<boolean> {
  const first = await attempt(services, plan, null);
  if (typeof first === 'boolean') return first;
  const choice = await askAboutOverlaps(services, first.overlaps);
  return choice !== null && (await attempt(services, plan, choice)) === true;
}

/** @returns the overlaps when a person has to be asked first, and nothing is written */
async function attempt(
  services: Services,
  plan: Plan,
  choice: OverlapChoice | null,
): Promise<boolean | Extract<Settlement, { kind: 'ask' }>> {
  return services.edits.run(async () => {
    const { document } = services.stores.document.getState();
    try {
      const planned = document && (await plan(document));
      if (!document || !planned) return false;
      const settlement = await settleChange(services, document, planned, choice);
      if (settlement.kind === 'ask') return settlement;
      tellSettlement(services, settlement);
      if (settlement.kind === 'nothingLeft') return false;
      await writeChange(services, document, settlement.change);
      recordChange(services.stores.document, settlement.change);
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

/**
 * Puts a change on disk, counts it as pending until it is there, and tells the tabs that follow. Runs
 * inside the edit queue.
 *
 * @throws AppError storage/not-the-writer while another tab writes, storage/…
 */
export async function writeChange(
  services: Services,
  document: ProjectDocument,
  change: Change,
  { verb = 'did', files = new Map() }: WriteOptions = {},
): Promise<void> {
  const { stores, storage, newId, now } = services;
  if (isFollowing(services)) throw new AppError({ code: 'storage/not-the-writer' });
  const projectId = document.project.id;
  countPendingWrites(stores.jobs, 1);
  try {
    const by = stores.settings.getState().displayName;
    const details = { verb, changeId: newId(), at: now(), by, files };
    const receipt = await storage.commit(projectId, change, details);
    services.seat.seq = receipt.seq;
    services.channel.post({ kind: 'change', projectId, change, ...receipt });
  } catch (error) {
    const isLost = error instanceof AppError && error.failure.code === 'storage/not-the-writer';
    if (isLost) setRole(stores.role, 'follower');
    throw error;
  } finally {
    countPendingWrites(stores.jobs, -1);
  }
}
