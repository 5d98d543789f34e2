import type { ImageId } from '#core/annotation/ids.ts';
import { traceOf } from '#core/project/history.ts';
import { isWholeHistory } from '#core/project/replay.ts';
import { addOlderTraces, beginHistory, type HistoryKey } from '#store/historyStore.ts';
import { reportError } from '../report.ts';
import type { Services } from '../services.ts';

/** Entries that are read at a time: few enough that nobody waits for them, be their masks large. */
const pageLength = 128;

/** Reads the newest steps of the project and of an image, unless that was done before. */
export async function readHistories(services: Services, imageId: ImageId | null): Promise<void> {
  const keys: readonly HistoryKey[] = imageId === null ? [''] : ['', imageId];
  try {
    await Promise.all(keys.map((key) => readFirst(services, key)));
  } catch (error) {
    reportError(services, error);
  }
}

async function readFirst(services: Services, key: HistoryKey): Promise<void> {
  const { history } = services.stores;
  beginHistory(history, key);
  if (history.getState().histories.get(key)?.reachedSeq === Infinity) {
    await readOlder(services, key);
  }
}

/**
 * Reads the next older part of a history.
 *
 * @returns whether there may be more
 * @throws AppError storage/…
 */
export async function readOlder(services: Services, key: HistoryKey): Promise<boolean> {
  const { stores, storage } = services;
  beginHistory(stores.history, key);
  const { document } = stores.document.getState();
  const before = stores.history.getState().histories.get(key)?.reachedSeq ?? 0;
  if (!document || before === 0) return false;
  const projectId = document.project.id;
  const range = { imageId: key, before, count: pageLength };
  const { entries, fromSeq } = await storage.historyPage(projectId, range);
  if (stores.document.getState().document?.project.id !== projectId) return false;
  addOlderTraces(stores.history, key, {
    before,
    traces: entries.map(traceOf),
    reachedSeq: fromSeq,
    isFromStart: fromSeq > 0 || key === '' || entries.length === 0 || isWholeHistory(entries),
  });
  return fromSeq > 0;
}
