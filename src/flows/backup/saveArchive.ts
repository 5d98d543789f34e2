import type { ImageId } from '#core/annotation/ids.ts';
import { advanceJob, endJob, startJob } from '#store/jobsStore.ts';
import { isAbort, reportError, say } from '../report.ts';
import type { Services } from '../services.ts';
import { draftArchive, type ArchiveOrder } from './archivePlan.ts';
import { archiveNameOf } from './archiveName.ts';
import { rememberBackup } from './backupState.ts';

export interface SaveOptions {
  readonly hasImages: boolean;
  readonly passphrase: string; // '': not sealed
}

/** Hands the whole open project out as one file. @returns whether it was written */
export async function saveBackup(services: Services, options: SaveOptions): Promise<boolean> {
  return save(services, options, { kind: 'backup', imageIds: null });
}

/**
 * Hands some images of the open project out, with their objects and no history, to be merged back later.
 * A project that came in a package hands out the bases it came with, under the same package id.
 *
 * @returns whether it was written
 */
export async function exportPackage(
  services: Services,
  imageIds: readonly ImageId[],
  options: SaveOptions,
): Promise<boolean> {
  return save(services, options, { kind: 'package', imageIds: new Set(imageIds) });
}

async function save(
  services: Services,
  { hasImages, passphrase }: SaveOptions,
  what: Pick<ArchiveOrder, 'kind' | 'imageIds'>,
): Promise<boolean> {
  const { stores, archives } = services;
  const { document } = stores.document.getState();
  if (!document) return false;
  const { id: projectId, name } = document.project;
  const totalCount = what.imageIds?.size ?? document.images.size;
  const { signal, ...job } = openJob(services, what.kind, totalCount);
  const order = { ...what, projectId, hasImages, onProgress: job.advance };
  const draft = draftArchive(services, order);
  const suffix = what.kind === 'package' ? '-package' : '';
  const fileName = archiveNameOf(name, services.now(), suffix);
  try {
    const key = passphrase === '' ? null : await archives.newSealKey(passphrase);
    const content = await archives.write(draft.plan, key, signal);
    if (!(await archives.save(fileName, content, signal))) return false;
    const { missingCount } = draft.tally;
    say(services, 'info', { about: 'archived', kind: what.kind, fileName, missingCount });
    const seq = draft.texts()?.lastSeq ?? 0;
    if (what.kind === 'backup') await rememberBackup(services, projectId, { seq, fileName });
    return true;
  } catch (error) {
    if (!isAbort(error)) reportError(services, error);
    return false;
  } finally {
    job.end();
  }
}

function openJob({ stores, newId }: Services, kind: ArchiveOrder['kind'], totalCount: number) {
  const controller = new AbortController();
  const id = newId();
  const name = kind === 'backup' ? 'writeBackup' : 'exportPackage';
  const cancel = () => controller.abort();
  startJob(stores.jobs, { id, name, doneCount: 0, totalCount, cancel });
  return {
    signal: controller.signal,
    advance: (doneCount: number) => advanceJob(stores.jobs, id, doneCount),
    end: () => endJob(stores.jobs, id),
  };
}
