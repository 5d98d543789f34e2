import type { IDBPDatabase } from 'idb';
import type { BackupState, MaskwrightSchema } from './schema.ts';

/** The schedule of backups, where their folder is and what was written there. */
export interface BackupStates {
  /** @returns null before anything was chosen */
  backupState(): Promise<BackupState | null>;
  /** @param revise runs in the transaction that writes; null before anything was chosen */
  reviseBackupState(revise: (state: BackupState | null) => BackupState): Promise<BackupState>;
  /** Runs a job unless another tab is at one. @returns whether it ran */
  backUpAlone(job: () => Promise<void>): Promise<boolean>;
}

const backupStateKey = 'backups';

export function backupStateIn(database: IDBPDatabase<MaskwrightSchema>): BackupStates {
  return {
    backupState: async () => (await database.get('backupState', backupStateKey)) ?? null,
    async reviseBackupState(revise) {
      const transaction = database.transaction('backupState', 'readwrite');
      const state = revise((await transaction.store.get(backupStateKey)) ?? null);
      await Promise.all([transaction.store.put(state, backupStateKey), transaction.done]);
      return state;
    },
    backUpAlone: (job) =>
      navigator.locks.request('maskwright-backup', { ifAvailable: true }, async (lock) => {
        if (lock) await job();
        return lock !== null;
      }),
  };
}
