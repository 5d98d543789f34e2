import { describe, expect, it } from 'vitest';
import type { ProjectId } from '../annotation/ids.ts';
import {
  backupsToDrop,
  daysWithoutBackup,
  firstBackupPlan,
  isBackupDue,
  type WrittenBackup,
} from './backupPlan.ts';

const hour = 3_600_000;
const plan = { ...firstBackupPlan, isOn: true };
const last = { at: 10 * hour, seq: 7, fileName: 'a', failedAt: null };

describe('isBackupDue', () => {
  it('is due an hour after the last one when something happened since', () => {
    expect(isBackupDue(plan, last, { now: 11 * hour, seq: 8 })).toBe(true);
    expect(isBackupDue(plan, last, { now: 11 * hour - 1, seq: 8 })).toBe(false);
    expect(isBackupDue(plan, last, { now: 99 * hour, seq: 7 })).toBe(false);
  });

  it('is due at once for a project without any, unless it is empty or the schedule is off', () => {
    expect(isBackupDue(plan, null, { now: 0, seq: 1 })).toBe(true);
    expect(isBackupDue(plan, null, { now: 0, seq: 0 })).toBe(false);
    expect(isBackupDue(firstBackupPlan, null, { now: 0, seq: 1 })).toBe(false);
  });

  it('waits a while after a failure', () => {
    const failed = { ...last, failedAt: 20 * hour };
    expect(isBackupDue(plan, failed, { now: 20 * hour + 60_000, seq: 8 })).toBe(false);
    expect(isBackupDue(plan, failed, { now: 20 * hour + 300_000, seq: 8 })).toBe(true);
  });
});

describe('daysWithoutBackup', () => {
  it('counts whole days from the third on, and never when that is wished', () => {
    expect(daysWithoutBackup(plan, 0, 71 * hour)).toBeNull();
    expect(daysWithoutBackup(plan, 0, 73 * hour)).toBe(3);
    expect(daysWithoutBackup({ ...plan, remindDays: null }, 0, 999 * hour)).toBeNull();
  });
});

describe('backupsToDrop', () => {
  const [p, q] = ['p' as ProjectId, 'q' as ProjectId];
  const backup = (projectId: ProjectId, at: number): WrittenBackup => ({
    projectId,
    at,
    fileName: `${projectId}${at}`,
    sizeBytes: 1,
  });
  const written = [backup(p, 3), backup(q, 1), backup(p, 1), backup(p, 2)];

  it('drops the oldest of the project and never those of another', () => {
    expect(backupsToDrop(written, p, 1).map(({ fileName }) => fileName)).toEqual(['p1', 'p2']);
    expect(backupsToDrop(written, q, 1)).toEqual([]);
  });

  it('keeps the newest, whatever it is asked', () => {
    expect(backupsToDrop(written, p, 0).map(({ fileName }) => fileName)).toEqual(['p1', 'p2']);
  });
});
