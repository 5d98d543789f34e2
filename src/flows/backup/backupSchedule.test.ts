import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/failure.ts';
import { openArchive } from '#files/archive/openArchive.ts';
import { settled, type FakeServices } from '#testing/fakes.ts';
import { openStudio } from '#testing/openStudio.ts';
import { testProject } from '#testing/records.ts';
import { renameProject } from '../projects/reviseProject.ts';
import { backUpWhenDue, remindOfBackup } from './backupSchedule.ts';
import {
  allowBackupFolder,
  changeBackupPlan,
  chooseBackupFolder,
  loadBackups,
  setBackupPassphrase,
} from './backupState.ts';

const { signal } = new AbortController();
const hourMs = 3_600_000;
let services: FakeServices;

beforeEach(async () => {
  ({ services } = await openStudio());
  await loadBackups(services);
});

describe('scheduled backups', () => {
  it('are written when an hour of work is over, and not while nothing happens', async () => {
    await chooseBackupFolder(services);
    await look();
    expect(names()).toEqual([]);
    await edit();
    await look();
    expect(names()).toHaveLength(1);
    services.elapse(2 * hourMs);
    await look();
    expect(names()).toHaveLength(1);
    await edit();
    await look();
    expect(names()).toHaveLength(2);
    await edit();
    services.elapse(hourMs / 2);
    await look();
    expect(names()).toHaveLength(2);
  });

  it('leave the newest few of their own and every file of others', async () => {
    await chooseBackupFolder(services);
    await changeBackupPlan(services, { keepCount: 2 });
    services.archives.inFolder.set('holiday.maskwright', new Blob());
    const written: string[] = [];
    for (let i = 0; i < 4; i += 1) {
      await edit();
      await look();
      written.push(names().at(-1) ?? '');
      services.elapse(hourMs);
    }
    expect(names()).toEqual(['holiday.maskwright', ...written.slice(2)]);
    expect(services.stores.backup.getState().last[testProject.id]?.fileName).toBe(written[3]);
  });

  it('are sealed by a key that does not give its passphrase away', async () => {
    await chooseBackupFolder(services);
    await setBackupPassphrase(services, 'open sesame');
    const state = await services.storage.backupState();
    expect(state?.sealKey?.master.extractable).toBe(false);
    expect(JSON.stringify(state)).not.toContain('sesame');
    await edit();
    await look();
    const [file] = services.archives.inFolder.values();
    expect((await openArchive(file ?? new Blob(), 'open sesame')).isSealed).toBe(true);
    await setBackupPassphrase(services, '');
    expect(services.stores.backup.getState().isSealed).toBe(false);
  });

  it('say that the folder is lost, wait, and go on when it is allowed again', async () => {
    await chooseBackupFolder(services);
    services.archives.allowFolder('prompt');
    await edit();
    await look();
    const { backup } = services.stores;
    expect(backup.getState()).toMatchObject({
      isRunning: false,
      permission: 'prompt',
      failure: { code: 'backup/folder-lost', folderName: 'Backups' },
    });
    services.archives.allowFolder('granted');
    await allowBackupFolder(services);
    await look();
    expect(names()).toEqual([]);
    services.elapse(300_000);
    await look();
    expect(names()).toHaveLength(1);
    expect(backup.getState()).toMatchObject({ failure: null, permission: 'granted' });
  });

  it('fail without a trace in the list of what was written', async () => {
    await chooseBackupFolder(services);
    services.archives.failNextFolderWrite(
      new AppError({ code: 'backup/folder-lost', folderName: 'Backups' }),
    );
    await edit();
    await look();
    expect((await services.storage.backupState())?.written).toEqual([]);
    expect(services.stores.backup.getState().last[testProject.id]).toMatchObject({
      at: 0,
      fileName: '',
    });
  });
});

describe('the reminder', () => {
  it('comes after three days of work without a backup, and only then', async () => {
    const { backup } = services.stores;
    await edit();
    services.elapse(71 * hourMs);
    await remindOfBackup(services);
    expect(backup.getState().reminderDays).toBeNull();
    services.elapse(2 * hourMs);
    await remindOfBackup(services);
    expect(backup.getState().reminderDays).toBe(3);
  });

  it('keeps quiet when nothing was done, when it is switched off or when backups run', async () => {
    const { backup } = services.stores;
    services.elapse(99 * 24 * hourMs);
    await remindOfBackup(services);
    await edit();
    await changeBackupPlan(services, { remindDays: null });
    await remindOfBackup(services);
    await changeBackupPlan(services, { remindDays: 1, isOn: true });
    await remindOfBackup(services);
    expect(backup.getState().reminderDays).toBeNull();
  });
});

async function look(): Promise<void> {
  await backUpWhenDue(services, signal);
  await settled();
}

let editCount = 0;

async function edit(): Promise<void> {
  editCount += 1;
  await renameProject(services, testProject.id, `Name ${editCount}`);
}

function names(): readonly string[] {
  return [...services.archives.inFolder.keys()];
}
