import type { ProjectId } from '#core/annotation/ids.ts';
import {
  backupsToDrop,
  daysWithoutBackup,
  isBackupDue,
  type WrittenBackup,
} from '#core/backup/backupPlan.ts';
import { AppError, type Failure } from '#core/failure.ts';
import type { BackupState } from '#storage/schema.ts';
import { endBackup, showReminder, startBackup } from '#store/backupStore.ts';
import { isAbort, reportError } from '../report.ts';
import type { Services } from '../services.ts';
import { archiveNameOf } from './archiveName.ts';
import { draftArchive } from './archivePlan.ts';
import { loadBackups, rememberBackup, reviseBackups } from './backupState.ts';

const lookMs = 60_000;

/** Looks every minute whether it is time for a backup, or for a word about it. */
export function followBackupSchedule(services: Services): { readonly stop: () => void } {
  const controller = new AbortController();
  const { signal } = controller;
  const run = async () => {
    await loadBackups(services);
    while (!signal.aborted) {
      await backUpWhenDue(services, signal);
      await remindOfBackup(services);
      await services.wait(lookMs, signal);
    }
  };
  run().catch((error: unknown) => {
    if (!isAbort(error)) reportError(services, error);
  });
  return { stop: () => controller.abort() };
}

/** Writes the open project to the folder when the plan says so. A failure is shown in the settings. */
export async function backUpWhenDue(services: Services, signal: AbortSignal): Promise<void> {
  const projectId = services.stores.document.getState().document?.project.id;
  if (!projectId || (await services.power.isLow())) return;
  // another tab may have written one
  const state = await services.storage.backupState();
  if (!state?.plan.isOn) return;
  const { plan, last } = state;
  const seq = await services.storage.lastSeqOf(projectId);
  if (!isBackupDue(plan, last[projectId] ?? null, { now: services.now(), seq })) return;
  await backUpNow(services, signal);
}

/** Writes the open project to the folder, now. Nothing happens while another tab is at it. */
export async function backUpNow(services: Services, signal: AbortSignal): Promise<void> {
  const { stores, storage } = services;
  const project = stores.document.getState().document?.project;
  if (!project) return;
  await storage.backUpAlone(async () => {
    const state = await storage.backupState();
    if (!state?.folder) return;
    startBackup(stores.backup);
    try {
      await writeToFolder(services, { ...state, folder: state.folder }, project, signal);
      endBackup(stores.backup, null);
    } catch (error) {
      const failure = failureOf(error);
      endBackup(stores.backup, failure);
      if (failure) await rememberFailure(services, project.id);
      else if (!isAbort(error)) throw error;
    }
  });
}

/** Says so when the open project has edits and no backup for days, and none is made by itself. */
export async function remindOfBackup(services: Services): Promise<void> {
  const { stores, storage, now } = services;
  const { document } = stores.document.getState();
  const { plan, last, reminderDays } = stores.backup.getState();
  if (!document || document.images.size === 0 || plan.isOn || reminderDays !== null) return;
  const former = last[document.project.id];
  const since = Math.max(
    former?.at ?? 0,
    document.project.createdAt,
    stores.settings.getState().remindedAt,
  );
  const days = daysWithoutBackup(plan, since, now());
  if (days === null) return;
  const hasNews = (await storage.lastSeqOf(document.project.id)) !== (former?.seq ?? 0);
  const sinceBackup = former?.at ?? document.project.createdAt;
  if (hasNews) showReminder(stores.backup, daysWithoutBackup(plan, sinceBackup, now()) ?? days);
}

type FolderState = BackupState & { readonly folder: FileSystemDirectoryHandle };

async function writeToFolder(
  services: Services,
  { folder, sealKey, plan }: FolderState,
  { id: projectId, name }: { readonly id: ProjectId; readonly name: string },
  signal: AbortSignal,
): Promise<void> {
  const { archives } = services;
  if ((await archives.folderPermission(folder, false)) !== 'granted') {
    throw new AppError({ code: 'backup/folder-lost', folderName: folder.name });
  }
  const at = services.now();
  const draft = draftArchive(services, {
    kind: 'backup',
    projectId,
    imageIds: null,
    hasImages: plan.hasImages,
    onProgress: () => undefined,
  });
  // projects may have the same name
  const fileName = archiveNameOf(name, at, `-${projectId.slice(0, 8)}`);
  const content = await archives.write(draft.plan, sealKey, signal);
  const sizeBytes = await archives.writeToFolder(folder, fileName, content, signal);
  const written = { projectId, fileName, at, sizeBytes };
  // one of the same second was written over
  await reviseBackups(services, (state) => ({
    ...state,
    written: [...without(state.written, written), written],
  }));
  await rememberBackup(services, projectId, { seq: draft.texts()?.lastSeq ?? 0, fileName });
  await dropOldBackups(services, folder, projectId);
}

/** Files that the schedule wrote itself, and no others. */
async function dropOldBackups(
  services: Services,
  folder: FileSystemDirectoryHandle,
  projectId: ProjectId,
): Promise<void> {
  const { plan, written } = (await services.storage.backupState()) ?? { written: [], plan: null };
  if (!plan) return;
  for (const each of backupsToDrop(written, projectId, plan.keepCount)) {
    await services.archives.removeFromFolder(folder, each.fileName);
    await reviseBackups(services, (state) => ({ ...state, written: without(state.written, each) }));
  }
}

function without(
  written: readonly WrittenBackup[],
  { fileName }: WrittenBackup,
): readonly WrittenBackup[] {
  return written.filter((each) => each.fileName !== fileName);
}

async function rememberFailure(services: Services, projectId: ProjectId): Promise<void> {
  const failedAt = services.now();
  await reviseBackups(services, (state) => {
    const former = state.last[projectId] ?? { at: 0, seq: -1, fileName: '', failedAt: null };
    return { ...state, last: { ...state.last, [projectId]: { ...former, failedAt } } };
  });
}

function failureOf(error: unknown): Failure | null {
  return error instanceof AppError ? error.failure : null;
}
