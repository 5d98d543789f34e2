import type { ImageId, ProjectId } from '#core/annotation/ids.ts';
import { AppError, invariant } from '#core/failure.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { addFinding, setFolderAccess, type FolderState } from '#store/folderStore.ts';
import type { Services } from './services.ts';

/**
 * The bytes of an image, wherever they lie. A linked file that is no longer what was annotated is not
 * given out.
 *
 * @throws AppError storage/record-missing; folder/permission-lost, folder/not-found,
 *   folder/file-missing, folder/file-changed
 */
export async function readImage(
  services: Pick<Services, 'storage' | 'folders' | 'images' | 'stores'>,
  image: ImageSummary,
): Promise<Blob> {
  return image.isLinked ? readLinked(services, image) : services.storage.blob(image.blobKey);
}

async function readLinked(
  { stores, folders, images }: Pick<Services, 'folders' | 'images' | 'stores'>,
  image: ImageSummary,
): Promise<Blob> {
  const path = image.source?.path ?? image.fileName;
  const { handle } = await knownFolder(stores);
  if (!handle) throw new AppError({ code: 'folder/file-missing', fileName: path });
  try {
    const file = await folders.open(handle, path);
    const { source, contentHash } = image;
    const isSame = file.size === source?.sizeBytes && file.lastModified === source.lastModified;
    if (isSame || (contentHash !== null && (await images.hashOf(file)) === contentHash))
      return file;
    throw new AppError({ code: 'folder/file-changed', fileName: path });
  } catch (error) {
    if (error instanceof AppError) note(stores, image.id, error);
    throw error;
  }
}

/** The folder of the project, once it is known whether there is one. */
async function knownFolder({ folder }: Services['stores']): Promise<FolderState> {
  const state = folder.getState();
  if (state.access !== 'unknown') return state;
  return new Promise((resolve) => {
    const unsubscribe = folder.subscribe((next) => {
      if (next.access === 'unknown') return;
      unsubscribe();
      resolve(next);
    });
  });
}

/** Keeps in sight what a failure says about the folder. */
function note({ folder }: Services['stores'], imageId: ImageId, { failure }: AppError): void {
  if (failure.code === 'folder/permission-lost') setFolderAccess(folder, 'needsPermission');
  if (failure.code === 'folder/not-found') setFolderAccess(folder, 'notFound');
  if (failure.code === 'folder/file-changed') addFinding(folder, 'changedIds', imageId);
  if (failure.code === 'folder/file-missing') addFinding(folder, 'missingIds', imageId);
}

/** An image of the open project. @throws AppError storage/record-missing */
export function imageOf({ stores }: Pick<Services, 'stores'>, imageId: ImageId): ImageSummary {
  const image = stores.document.getState().document?.images.get(imageId);
  if (!image) throw new AppError({ code: 'storage/record-missing', record: `image ${imageId}` });
  return image;
}

/** The open project. Throws while none is open. */
export function openProjectId({ stores }: Pick<Services, 'stores'>): ProjectId {
  const { document } = stores.document.getState();
  invariant(document !== null, 'a project is open');
  return document.project.id;
}
