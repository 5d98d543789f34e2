import type { IDBPDatabase } from 'idb';
import type { ProjectId } from '#core/annotation/ids.ts';
import type { ImportRun, MaskwrightSchema } from './schema.ts';

/** The imports that have not ended: what a crash leaves is found here. */
export interface ImportRuns {
  importRuns(projectId: ProjectId): Promise<readonly ImportRun[]>;
  /** Writes a run over the one with its id. Handles that the browser cannot keep become null. */
  saveImportRun(run: ImportRun): Promise<void>;
  /** Nothing happens when there is no such run. */
  advanceImportRun(id: string, doneCount: number): Promise<void>;
  deleteImportRun(id: string): Promise<void>;
}

export function importRunsIn(database: IDBPDatabase<MaskwrightSchema>): ImportRuns {
  return {
    async importRuns(projectId) {
      const runs = await database.getAll('importRuns');
      return runs
        .filter((run) => run.projectId === projectId)
        .toSorted((a, b) => a.startedAt - b.startedAt);
    },
    async saveImportRun(run) {
      try {
        await database.put('importRuns', run);
      } catch (error) {
        if (!(error instanceof DOMException && error.name === 'DataCloneError')) throw error;
        await database.put('importRuns', { ...run, handles: null });
      }
    },
    async advanceImportRun(id, doneCount) {
      const transaction = database.transaction('importRuns', 'readwrite');
      const run = await transaction.store.get(id);
      if (run) await transaction.store.put({ ...run, doneCount });
      await transaction.done;
    },
    deleteImportRun: (id) => database.delete('importRuns', id),
  };
}
