import { resetHistory } from '#store/historyStore.ts';
import { readHistories } from '../history/readHistory.ts';
import { openProjectId } from '../readImage.ts';
import { reportError } from '../report.ts';
import type { Services } from '../services.ts';

/**
 * Deletes bytes that no image refers to any more.
 *
 * @returns false when another tab is open, whose undo may want them; failures are told
 */
export async function freeUnused(services: Services): Promise<boolean> {
  try {
    return await services.storage.sweep();
  } catch (error) {
    reportError(services, error);
    return true;
  }
}

/**
 * Deletes what the history of the open project tells from before each image's last snapshot; steps from
 * before it can no longer be undone.
 */
export async function shortenHistory(services: Services): Promise<void> {
  try {
    // no change may be on its way that counts on what is deleted
    await services.edits.run(() => services.storage.shortenHistory(openProjectId(services)));
    const { history, session } = services.stores;
    resetHistory(history, history.getState().newestSeq);
    await readHistories(services, session.getState().openImageId);
  } catch (error) {
    reportError(services, error);
  }
}
