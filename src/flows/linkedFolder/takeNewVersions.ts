import type { ImageId } from '#core/annotation/ids.ts';
import { AppError, type Failure } from '#core/failure.ts';
import { isSameSize } from '#core/geometry/size.ts';
import type { Change } from '#core/project/change.ts';
import { annotationCountOf, type ImageSummary } from '#core/project/project.ts';
import type { ImageFiles } from '#storage/schema.ts';
import { recordChange } from '#store/documentStore.ts';
import { setFindings } from '#store/folderStore.ts';
import { writeChange } from '../commitEdit.ts';
import { blobKeyOf } from '../import/newImages.ts';
import { lookForImages } from '../import/lookForImages.ts';
import { openImage } from '../openImage.ts';
import { refuseToEdit } from '../projects/role.ts';
import { reportError, say } from '../report.ts';
import type { Services } from '../services.ts';
import { importLinked, linkedSource } from './linkFolder.ts';
import { noteLoss } from './rescanFolder.ts';

/** An image as its file is now. */
interface NewVersion {
  readonly image: ImageSummary;
  readonly files: ImageFiles;
}

/**
 * Takes the changed files of the folder as they are now. Objects stay where they are as long as the
 * picture has the same size; where it has not and there are objects, the image is left as it was and said.
 */
export async function takeNewVersions(services: Services): Promise<void> {
  if (refuseToEdit(services)) return;
  const { stores } = services;
  const { findings, handle } = stores.folder.getState();
  if (!handle) return;
  const versions: NewVersion[] = [];
  const failures: Failure[] = [];
  for (const id of findings.changedIds) {
    const image = stores.document.getState().document?.images.get(id);
    if (!image?.source) continue;
    try {
      versions.push(await readVersion(services, handle, image));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      noteLoss(services, error);
      failures.push(error.failure);
    }
  }
  const taken = await writeVersions(services, versions);
  const left = findings.changedIds.filter((id) => !taken.has(id));
  setFindings(stores.folder, { ...stores.folder.getState().findings, changedIds: left });
  for (const failure of failures) say(services, 'problem', { about: 'failure', failure });
  const { openImageId } = stores.session.getState();
  if (openImageId && taken.has(openImageId)) {
    openImage(services, openImageId).catch((error: unknown) => reportError(services, error));
  }
}

/** Brings the files of the folder in that the project does not have. */
export async function addNewFiles(services: Services): Promise<void> {
  if (refuseToEdit(services)) return;
  const { stores } = services;
  const { handle, findings } = stores.folder.getState();
  if (!handle) return;
  const found = await lookForImages(services, [linkedSource(services, handle)]);
  const images = stores.document.getState().document?.images.values() ?? [];
  const known = new Set([...images].map(({ source }) => source?.path));
  if (!found) return;
  setFindings(stores.folder, { ...findings, newCount: 0 });
  const arrivals = found.arrivals.filter(({ path }) => !known.has(path));
  const options = stores.settings.getState().importOptions;
  await importLinked(services, {
    folder: handle,
    found: { arrivals, leftOut: [] },
    options,
    resumedRunId: null,
  });
}

async function readVersion(
  { folders, images }: Services,
  handle: FileSystemDirectoryHandle,
  image: ImageSummary,
): Promise<NewVersion> {
  const path = image.source?.path ?? image.fileName;
  const file = await folders.open(handle, path);
  const [picture] = await images.importImage(file);
  if (!picture) throw new AppError({ code: 'image/undecodable', fileName: path });
  const count = annotationCountOf(image);
  if (count > 0 && !isSameSize(picture.size, image.size)) {
    throw new AppError({ code: 'folder/other-size', fileName: path, count });
  }
  const blob = picture.isRewritten ? picture.blob : null;
  return {
    files: { blob, thumbnail: picture.thumbnail },
    image: {
      ...image,
      size: picture.size,
      sizeBytes: picture.blob.size,
      mimeType: picture.mimeType,
      blobKey: blobKeyOf(picture, image.id),
      isLinked: !picture.isRewritten,
      source: { path, sizeBytes: file.size, lastModified: file.lastModified },
      contentHash: picture.contentHash,
      perceptualHash: picture.perceptualHash,
      window: picture.window,
    },
  };
}

/** @returns the images that are now as their files are */
async function writeVersions(
  services: Services,
  versions: readonly NewVersion[],
): Promise<ReadonlySet<ImageId>> {
  const { stores, edits } = services;
  return edits.run(async () => {
    const { document } = stores.document.getState();
    const edited = versions.flatMap(({ image, files }) => {
      const before = document?.images.get(image.id);
      // what was done to the image meanwhile is kept
      return before ? [{ before, after: { ...before, ...fileFacts(image) }, files }] : [];
    });
    if (!document || edited.length === 0) return new Set();
    const change: Change = {
      name: 'relinkImages',
      edits: edited.map(({ before, after }) => ({ kind: 'image', before, after })),
    };
    try {
      const files = new Map(edited.map((each) => [each.after.blobKey, each.files]));
      await writeChange(services, document, change, { files });
      recordChange(stores.document, change);
      return new Set(edited.map(({ after }) => after.id));
    } catch (error) {
      reportError(services, error);
      return new Set();
    }
  });
}

/** What follows from the file alone. */
function fileFacts({
  size,
  sizeBytes,
  mimeType,
  blobKey,
  isLinked,
  source,
  contentHash,
  perceptualHash,
  window,
}: ImageSummary) {
  return {
    size,
    sizeBytes,
    mimeType,
    blobKey,
    isLinked,
    source,
    contentHash,
    perceptualHash,
    window,
  };
}
