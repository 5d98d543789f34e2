import type { IDBPDatabase } from 'idb';
import type { ProjectId } from '#core/annotation/ids.ts';
import type { MaskwrightSchema } from './schema.ts';

/**
 * Deletes what history tells of the images of a project from before their last snapshot. What they
 * can be rebuilt of stays: the snapshot and all that came after it. Images without one are left alone.
 */
export async function shortenHistory(
  database: IDBPDatabase<MaskwrightSchema>,
  projectId: ProjectId,
): Promise<void> {
  const keys = await database.getAllKeys(
    'snapshots',
    IDBKeyRange.bound([projectId], [projectId, []]),
  );
  for (const key of keys) {
    const transaction = database.transaction(['snapshots', 'journal'], 'readwrite');
    const journal = transaction.objectStore('journal');
    const [snapshot, seqs] = await Promise.all([
      transaction.objectStore('snapshots').get(key),
      journal.index('byImage').getAllKeys(key),
    ]);
    const old = snapshot ? seqs.filter((seq) => seq <= snapshot.seq) : [];
    await Promise.all([...old.map((seq) => journal.delete(seq)), transaction.done]);
  }
}
