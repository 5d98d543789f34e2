import { resolveMerge } from '#core/merge/resolveMerge.ts';
import { AppError } from '#core/failure.ts';
import { agreementOf } from '#core/metrics/agreement.ts';
import { closeMerge, showMerge, undecidedCountOf } from '#store/mergeStore.ts';
import { selectAnnotations, setPrompting } from '#store/sessionStore.ts';
import { commitEdit } from '../commitEdit.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import { planMergeNow } from './planMergeNow.ts';

/**
 * Carries the shown merge out as one change. It is planned anew on what is on disk by now: a conflict that
 * came up since is shown instead of being decided by nobody.
 *
 * @returns whether the merge is done; then the package is let go
 */
export async function applyMerge(services: Services): Promise<boolean> {
  const { stores } = services;
  const { open } = stores.merge.getState();
  if (!open || stores.document.getState().document?.project.id !== open.projectId) return false;
  let isNothingToWrite = false;
  const isWritten = await commitEdit(services, async (document) => {
    const { content } = open;
    const plan = await planMergeNow(services, document, content);
    const undecidedCount = undecidedCountOf({ ...open, plan });
    if (undecidedCount > 0) {
      const agreement = agreementOf(plan.pairs);
      showMerge(stores.merge, { ...open, plan, agreement });
      throw new AppError({ code: 'merge/undecided', conflictCount: undecidedCount });
    }
    const choiceOf = ({ id }: { readonly id: string }) => open.choices.get(id) ?? null;
    const change = resolveMerge(plan, choiceOf, services.newId);
    isNothingToWrite = change.edits.length === 0;
    return isNothingToWrite ? null : change;
  });
  if (!isWritten && !isNothingToWrite) return false;
  closeMerge(stores.merge);
  letGoOfLostObjects(services);
  say(services, 'info', { about: 'merged', imageCount: open.plan.images.length });
  return true;
}

/** What is selected or refined may be gone. */
function letGoOfLostObjects({ stores: { session, document } }: Services): void {
  const { openImageId, selectedIds, prompting } = session.getState();
  const objects = openImageId
    ? document.getState().document?.annotations.get(openImageId)
    : undefined;
  selectAnnotations(
    session,
    selectedIds.filter((id) => objects?.has(id)),
  );
  const base = prompting?.base;
  if (base && objects?.get(base.annotationId)?.mask !== base.mask) setPrompting(session, null);
}
