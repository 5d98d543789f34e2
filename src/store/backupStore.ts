import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ProjectId } from '#core/annotation/ids.ts';
import { firstBackupPlan, type BackupPlan, type LastBackup } from '#core/backup/backupPlan.ts';
import type { Failure } from '#core/failure.ts';

/** What the interface shows of scheduled backups. */
export interface BackupStoreState {
  readonly plan: BackupPlan;
  readonly folderName: string | null; // null: none chosen
  /** Whether the folder can be written to without asking; null: not asked yet. */
  readonly permission: 'granted' | 'prompt' | 'denied' | null;
  readonly isSealed: boolean; // with the passphrase that was set
  readonly last: Readonly<Record<ProjectId, LastBackup>>;
  readonly writtenBytes: number; // of all files that the schedule wrote and keeps
  readonly isRunning: boolean;
  readonly failure: Failure | null; // of the last scheduled backup
  /** Days since the last backup of the open project, when it is time to say so. */
  readonly reminderDays: number | null;
}

export type BackupStore = StoreApi<BackupStoreState>;

export function createBackupStore(): BackupStore {
  return createStore<BackupStoreState>()(() => ({
    plan: firstBackupPlan,
    folderName: null,
    permission: null,
    isSealed: false,
    last: {},
    writtenBytes: 0,
    isRunning: false,
    failure: null,
    reminderDays: null,
  }));
}

/** Shows what storage says now. */
export function showBackups(
  store: BackupStore,
  shown: Pick<
    BackupStoreState,
    'plan' | 'folderName' | 'isSealed' | 'last' | 'writtenBytes' | 'permission'
  >,
): void {
  store.setState(shown);
}

export function startBackup(store: BackupStore): void {
  store.setState({ isRunning: true });
}

/** @param failure null: it is written */
export function endBackup(store: BackupStore, failure: Failure | null): void {
  store.setState({ isRunning: false, failure });
}

export function showReminder(store: BackupStore, reminderDays: number | null): void {
  store.setState({ reminderDays });
}
