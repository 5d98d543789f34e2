import type { ProjectId } from '../annotation/ids.ts';

/** When backups are written by themselves, and how many stay. */
export interface BackupPlan {
  readonly isOn: boolean;
  readonly everyMinutes: number; // least time between two, while there are edits
  readonly keepCount: number; // of each project, ≥ 1; older ones are deleted
  readonly hasImages: boolean; // whether the bytes of images go along
  /** Without a folder: after how many days without a backup to remind of it; null: never. */
  readonly remindDays: number | null;
}

/** A file that the schedule wrote; no other may be deleted by it. */
export interface WrittenBackup {
  readonly projectId: ProjectId;
  readonly fileName: string;
  readonly at: number; // ms since 1970, UTC
  readonly sizeBytes: number;
}

/** How the last backup of a project went. */
export interface LastBackup {
  readonly at: number; // ms since 1970, UTC, of the last that succeeded; 0: none did
  /** The last journal entry that it holds: no later one means nothing new to save. */
  readonly seq: number;
  readonly fileName: string; // '' when none succeeded
  readonly failedAt: number | null; // when a later one failed; null: none did
}

export const firstBackupPlan: BackupPlan = {
  isOn: false,
  everyMinutes: 60,
  keepCount: 5,
  hasImages: false,
  remindDays: 3,
};

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** After a failure the next try is no sooner than this, so that a full disk is not written to all the time. */
const retryMs = 5 * minuteMs;

/**
 * Whether it is time for a backup of a project.
 *
 * @param last null: there was none yet
 * @param seq the newest journal entry of the project; 0: nothing happened in it
 */
export function isBackupDue(
  plan: BackupPlan,
  last: LastBackup | null,
  { now, seq }: { readonly now: number; readonly seq: number },
): boolean {
  if (!plan.isOn || seq === 0) return false;
  if (!last) return true;
  if (seq === last.seq) return false;
  if (last.failedAt !== null && now - last.failedAt < retryMs) return false;
  return now - last.at >= plan.everyMinutes * minuteMs;
}

/** Whole days since the last backup when it is time to remind of it; null when it is not. */
export function daysWithoutBackup(
  { remindDays }: BackupPlan,
  since: number,
  now: number,
): number | null {
  const days = Math.floor((now - since) / dayMs);
  return remindDays !== null && days >= remindDays ? days : null;
}

/** The files of a project beyond the newest `keepCount`, oldest first. */
export function backupsToDrop(
  written: readonly WrittenBackup[],
  projectId: ProjectId,
  keepCount: number,
): readonly WrittenBackup[] {
  const own = written.filter((each) => each.projectId === projectId);
  const sorted = own.toSorted((a, b) => a.at - b.at);
  return sorted.slice(0, Math.max(0, sorted.length - Math.max(1, keepCount)));
}
