import type { ProjectId } from '#core/annotation/ids.ts';
import { firstBackupPlan, type BackupPlan } from '#core/backup/backupPlan.ts';
import type { BackupState } from '#storage/schema.ts';
import { showBackups } from '#store/backupStore.ts';
import type { Services } from '../services.ts';

export const noBackups: BackupState = {
  plan: firstBackupPlan,
  folder: null,
  sealKey: null,
  written: [],
  last: {},
};

/** Brings what storage knows of backups into memory. */
export async function loadBackups(services: Services): Promise<void> {
  await show(services, (await services.storage.backupState()) ?? noBackups);
}

/** Alters what storage knows of backups, and shows it. */
export async function reviseBackups(
  services: Services,
  revise: (state: BackupState) => BackupState,
): Promise<BackupState> {
  const state = await services.storage.reviseBackupState((former) => revise(former ?? noBackups));
  await show(services, state);
  return state;
}

/** Alters when backups are written and what they hold. */
export async function changeBackupPlan(
  services: Services,
  patch: Partial<BackupPlan>,
): Promise<void> {
  await reviseBackups(services, (state) => ({ ...state, plan: { ...state.plan, ...patch } }));
}

/** Asks for the folder that backups are written to; choosing one switches them on. */
export async function chooseBackupFolder(services: Services): Promise<void> {
  const folder = await services.archives.pickFolder();
  if (!folder) return;
  const former = (await services.storage.backupState())?.folder;
  const isSame = former ? await folder.isSameEntry(former) : false;
  await reviseBackups(services, (state) => ({
    ...state,
    folder,
    plan: { ...state.plan, isOn: true },
    // what lies in another folder is no longer ours to delete
    written: isSame ? state.written : [],
  }));
}

/** Shows the browser's question whether the studio may write to the folder. Must come of a click. */
export async function allowBackupFolder(services: Services): Promise<void> {
  const state = await services.storage.backupState();
  if (!state?.folder) return;
  await services.archives.folderPermission(state.folder, true);
  await show(services, state);
}

/** Seals the scheduled backups from now on; '' seals them no longer. The passphrase itself is not kept. */
export async function setBackupPassphrase(services: Services, passphrase: string): Promise<void> {
  const sealKey = passphrase === '' ? null : await services.archives.newSealKey(passphrase);
  await reviseBackups(services, (state) => ({ ...state, sealKey }));
}

/** A backup of a project was written, by hand or by itself. */
export async function rememberBackup(
  services: Services,
  projectId: ProjectId,
  { seq, fileName }: { readonly seq: number; readonly fileName: string },
): Promise<void> {
  const last = { at: services.now(), seq, fileName, failedAt: null };
  await reviseBackups(services, (state) => ({
    ...state,
    last: { ...state.last, [projectId]: last },
  }));
}

async function show({ stores, archives }: Services, state: BackupState): Promise<void> {
  const { plan, folder, sealKey, last, written } = state;
  showBackups(stores.backup, {
    plan,
    last,
    folderName: folder?.name ?? null,
    permission: folder && (await archives.folderPermission(folder, false)),
    isSealed: sealKey !== null,
    writtenBytes: written.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  });
}
