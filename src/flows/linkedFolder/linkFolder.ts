import { AppError } from '#core/failure.ts';
import { rootDepthOf } from '#core/project/folderLabels.ts';
import type { ImportOptions } from '#core/project/importOptions.ts';
import type { ImportSource } from '#files/arrival.ts';
import type { FolderLink } from '#storage/schema.ts';
import { showFolder } from '#store/folderStore.ts';
import type { ImportPlan } from '../import/importPlan.ts';
import { lookForImages, type FoundFiles } from '../import/lookForImages.ts';
import { runImport } from '../import/runImport.ts';
import { openProjectId } from '../readImage.ts';
import { reportError } from '../report.ts';
import type { Services } from '../services.ts';

/** Lets the open project sit on a folder, and reads the images that lie in it. */
export async function linkFolder(
  services: Services,
  folder: FileSystemDirectoryHandle,
  options: ImportOptions,
): Promise<void> {
  const access = await services.folders.askFor(folder);
  if (access !== 'ready') {
    const code = access === 'notFound' ? 'folder/not-found' : 'folder/permission-lost';
    reportError(services, new AppError({ code, folderName: folder.name }));
    return;
  }
  const projectId = openProjectId(services);
  const link: FolderLink = { projectId, handle: folder, mirroredSeq: 0, passedOver: [] };
  await services.storage.saveFolderLink(link);
  showFolder(services.stores.folder, folder, 'ready');
  const found = await lookForImages(services, [linkedSource(services, folder)]);
  if (found) await importLinked(services, { folder, found, options, resumedRunId: null });
}

/** What lies in a folder, paths from below it. */
export function linkedSource(
  { folders }: Pick<Services, 'folders'>,
  folder: FileSystemDirectoryHandle,
): ImportSource {
  return {
    title: folder.name,
    kind: 'folder',
    handles: [folder],
    folder,
    walk: (signal) => folders.walk(folder, signal),
  };
}

interface LinkedImport {
  readonly folder: FileSystemDirectoryHandle;
  readonly found: FoundFiles;
  readonly options: ImportOptions;
  readonly resumedRunId: string | null;
}

/** Brings files of the linked folder in, to be read in place. */
export async function importLinked(
  services: Services,
  { folder, found, options, resumedRunId }: LinkedImport,
): Promise<void> {
  const projectId = openProjectId(services);
  const plan: ImportPlan = {
    title: folder.name,
    kind: 'folder',
    handles: [folder],
    arrivals: found.arrivals,
    leftOut: found.leftOut,
    rootDepth: rootDepthOf(found.arrivals.map(({ path }) => path)),
    options,
    isLinked: true,
    credits: null,
    resumedRunId,
  };
  const end = await runImport(services, plan);
  if (end.outcome !== 'finished') return;
  await passOver(services, projectId, found);
}

/** Remembers what was offered and did not come in, so that it is not offered at every start. */
async function passOver(
  services: Services,
  projectId: FolderLink['projectId'],
  { arrivals }: FoundFiles,
): Promise<void> {
  const { stores, storage } = services;
  const { document } = stores.document.getState();
  const link = await storage.folderLink(projectId);
  if (!link || document?.project.id !== projectId) return;
  const known = new Set([...document.images.values()].map(({ source }) => source?.path));
  const others = arrivals.map(({ path }) => path).filter((path) => !known.has(path));
  const passedOver = [...new Set([...link.passedOver, ...others])];
  await storage.saveFolderLink({ ...link, passedOver });
}
