import { AppError } from '#core/failure.ts';
import { setFolderAccess, showFolder } from '#store/folderStore.ts';
import { whenProjectOpens } from '../projects/whenProjectOpens.ts';
import { openProjectId } from '../readImage.ts';
import type { Services } from '../services.ts';
import { rescanFolder } from './rescanFolder.ts';
import { showAgain } from './showAgain.ts';

/** Shows, whenever a project is opened, the folder that it sits on, and looks what changed there. */
export function followFolder(services: Services): () => void {
  return whenProjectOpens(services, () => openFolder(services));
}

async function openFolder(services: Services): Promise<void> {
  const { stores, storage, folders } = services;
  const projectId = stores.document.getState().document?.project.id;
  showFolder(stores.folder, null, 'unknown');
  const link = projectId ? await storage.folderLink(projectId) : null;
  const access = link ? await folders.stateOf(link.handle) : 'ready';
  if (stores.document.getState().document?.project.id !== projectId) return;
  showFolder(stores.folder, link?.handle ?? null, access);
  if (link && access === 'ready') await goOnWith(services);
}

/** Asks for the permission to use the linked folder; to be called on a click. */
export async function allowFolder(services: Services): Promise<void> {
  const { handle } = services.stores.folder.getState();
  if (!handle) return;
  const access = await services.folders.askFor(handle);
  setFolderAccess(services.stores.folder, access);
  if (access === 'ready') await goOnWith(services);
}

/** Lets the person show where the folder is now; one without any of the images is refused. */
export async function chooseFolderAgain(services: Services): Promise<void> {
  const { stores, storage, folders } = services;
  const projectId = openProjectId(services);
  const link = await storage.folderLink(projectId);
  const folder = link && (await folders.pick());
  if (!folder) return;
  if (!(await holdsImages(services, folder))) {
    throw new AppError({ code: 'folder/other-folder', folderName: folder.name });
  }
  await storage.saveFolderLink({ ...link, handle: folder });
  showFolder(stores.folder, folder, await folders.askFor(folder));
  await goOnWith(services);
}

/** The folder can be used: what waited for it goes on. */
async function goOnWith(services: Services): Promise<void> {
  showAgain(services);
  await rescanFolder(services, false);
}

/** Whether the folder has a file of at least one image, by path or, moved about inside, by size. */
async function holdsImages(
  { stores, folders }: Services,
  folder: FileSystemDirectoryHandle,
): Promise<boolean> {
  const images = [...(stores.document.getState().document?.images.values() ?? [])].filter(
    ({ isLinked }) => isLinked,
  );
  if (images.length === 0) return true;
  const paths = new Set(images.map(({ source }) => source?.path));
  const sizes = new Set(images.map(({ source }) => source?.sizeBytes));
  for await (const found of folders.walk(folder, new AbortController().signal)) {
    if (!('open' in found)) continue;
    if (paths.has(found.path)) return true;
    if (sizes.has((await found.open()).size)) return true;
  }
  return false;
}
