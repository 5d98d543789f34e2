import { AppError } from '#core/failure.ts';
import { reviseImages } from '#core/project/edits.ts';
import type { ImageSummary } from '#core/project/project.ts';
import type { Arrival } from '#files/arrival.ts';
import { setFindings, setFolderAccess, setScanning } from '#store/folderStore.ts';
import { commitEdit } from '../commitEdit.ts';
import { isFollowing, refuseToEdit } from '../projects/role.ts';
import { reportError, say } from '../report.ts';
import type { Services } from '../services.ts';
import {
  compareFolder,
  idsOf,
  movedCandidates,
  relinked,
  type FolderDifference,
  type FolderFile,
} from './compareFolder.ts';
import { showAgain } from './showAgain.ts';

/** Files asked for their size and time at once. */
const statsAtOnce = 64;

/**
 * Compares the folder with the project. Files that were moved or only touched are linked again at once;
 * what is new, changed or missing is kept in `stores.folder` for the person to decide.
 *
 * @param isAsked whether the person wants to know, also of files that were passed over before
 */
export async function rescanFolder(services: Services, isAsked: boolean): Promise<void> {
  // what it finds is written down, which is for the tab that writes
  if (isAsked ? refuseToEdit(services) : isFollowing(services)) return;
  const { stores } = services;
  const { handle, isScanning } = stores.folder.getState();
  if (!handle || isScanning) return;
  setScanning(stores.folder, true);
  try {
    const difference = await lookAtFolder(services, handle, isAsked);
    if (!difference) return;
    const rest = await linkAgain(services, handle, difference);
    if (stores.folder.getState().handle !== handle) return;
    setFindings(stores.folder, {
      newCount: rest.newFiles.length,
      changedIds: idsOf(rest.changed.map(({ image }) => image)),
      missingIds: idsOf(rest.missing),
    });
    if (rest !== difference) showAgain(services);
    const isSame = rest.newFiles.length + rest.changed.length + rest.missing.length === 0;
    if (isAsked && isSame) {
      say(services, 'info', { about: 'folderUnchanged', folderName: handle.name });
    }
  } catch (error) {
    noteLoss(services, error);
    if (isAsked || !(error instanceof AppError)) reportError(services, error);
  } finally {
    setScanning(stores.folder, false);
  }
}

/** Takes note that the folder cannot be used, where that is what the failure says. */
export function noteLoss({ stores }: Pick<Services, 'stores'>, error: unknown): void {
  if (!(error instanceof AppError)) return;
  if (error.failure.code === 'folder/permission-lost') {
    setFolderAccess(stores.folder, 'needsPermission');
  } else if (error.failure.code === 'folder/not-found') setFolderAccess(stores.folder, 'notFound');
}

/** @returns null when another project was opened meanwhile */
async function lookAtFolder(
  services: Services,
  handle: FileSystemDirectoryHandle,
  isAsked: boolean,
): Promise<FolderDifference | null> {
  const { stores, storage, folders } = services;
  const { document } = stores.document.getState();
  if (!document) return null;
  const files = await filesIn(folders.walk(handle, new AbortController().signal));
  const link = await storage.folderLink(document.project.id);
  const { document: now } = stores.document.getState();
  if (!link || now?.project.id !== document.project.id) return null;
  const passedOver = new Set(isAsked ? [] : link.passedOver);
  const difference = compareFolder(now.images.values(), files);
  return {
    ...difference,
    newFiles: difference.newFiles.filter(({ path }) => !passedOver.has(path)),
  };
}

async function filesIn(
  found: AsyncIterable<Arrival | { readonly failure: unknown }>,
): Promise<readonly FolderFile[]> {
  const files: FolderFile[] = [];
  let batch: Arrival[] = [];
  async function settle(): Promise<void> {
    const stats = await Promise.all(batch.map(statOf));
    files.push(...stats.flatMap((each) => each ?? []));
    batch = [];
  }
  for await (const each of found) {
    if ('open' in each) batch.push(each);
    if (batch.length >= statsAtOnce) await settle();
  }
  await settle();
  return files;
}

/** @returns null when the file went away since it was listed */
async function statOf(arrival: Arrival): Promise<FolderFile | null> {
  try {
    const { size, lastModified } = await arrival.open();
    return { path: arrival.path, sizeBytes: size, lastModified };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Links files that have the very bytes of an image again. @returns what then still differs */
async function linkAgain(
  services: Services,
  handle: FileSystemDirectoryHandle,
  difference: FolderDifference,
): Promise<FolderDifference> {
  const pairs = [
    ...difference.changed.filter(
      ({ image, file }) => file.sizeBytes === image.source?.sizeBytes, // touched only, perhaps
    ),
    ...movedCandidates(difference),
  ];
  const fileById = new Map<ImageSummary['id'], FolderFile>();
  const taken = new Set<string>();
  for (const { image, file } of pairs) {
    if (fileById.has(image.id) || taken.has(file.path)) continue;
    if (!(await hasBytesOf(services, handle, { image, file }))) continue;
    fileById.set(image.id, file);
    taken.add(file.path);
  }
  if (fileById.size === 0) return difference;
  await commitEdit(services, ({ images }) => {
    const change = reviseImages('relinkImages', [...images.values()], (image) => {
      const file = fileById.get(image.id);
      return file ? relinked(image, file) : image;
    });
    return change.edits.length > 0 ? change : null;
  });
  return {
    newFiles: difference.newFiles.filter(({ path }) => !taken.has(path)),
    changed: difference.changed.filter(({ image }) => !fileById.has(image.id)),
    missing: difference.missing.filter(({ id }) => !fileById.has(id)),
  };
}

async function hasBytesOf(
  { folders, images }: Services,
  handle: FileSystemDirectoryHandle,
  { image, file }: { readonly image: ImageSummary; readonly file: FolderFile },
): Promise<boolean> {
  if (image.contentHash === null) return false;
  const bytes = await folders.open(handle, file.path);
  return (await images.hashOf(bytes)) === image.contentHash;
}
