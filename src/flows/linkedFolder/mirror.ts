import type { ImageId, ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import {
  annotationCountOf,
  sortedCategories,
  sortedImages,
  type ImageSummary,
} from '#core/project/project.ts';
import { cocoFileNames, writeCocoInstances } from '#formats/coco/index.ts';
import { readFolderIndex, writeFolderIndex } from '#formats/native/folderIndex.ts';
import { writeImageFile } from '#formats/native/imageFile.ts';
import type { JournalNews } from '#storage/folderLinks.ts';
import type { FolderLink } from '#storage/schema.ts';
import type { Services } from '../services.ts';

const mirrorFolder = 'maskwright';
const indexPath = `${mirrorFolder}/project.json`;

/**
 * Writes what changed since the last time into the folder of the project: a file per image that somebody
 * worked on, the table of contents, and the whole as COCO. Files of images that are gone are removed.
 * Files of the user are never touched.
 *
 * @throws AppError folder/…; nothing is lost, the next call writes the same again
 */
export async function writeMirror(services: Services, projectId: ProjectId): Promise<void> {
  const { stores, storage } = services;
  const link = await storage.folderLink(projectId);
  const { document } = stores.document.getState();
  if (!link || document?.project.id !== projectId) return;
  const news = await storage.journalNews(projectId, link.mirroredSeq);
  if (news.seq === link.mirroredSeq) return;
  if (news.imageIds.size > 0 || news.isProjectTouched) {
    await writeNews(services, link, { document, news });
  }
  // the link may have changed while the files were written
  const now = await storage.folderLink(projectId);
  if (now && (await link.handle.isSameEntry(now.handle))) {
    await storage.saveFolderLink({ ...now, mirroredSeq: news.seq });
  }
}

async function writeNews(
  services: Services,
  link: FolderLink,
  { document, news }: { readonly document: ProjectDocument; readonly news: JournalNews },
): Promise<void> {
  const images = sortedImages(document.images.values());
  const paths = mirrorPaths(images);
  const written = await writtenPaths(services, link);
  for (const image of images) {
    const path = paths.get(image.id);
    const isStale = isTold(news, image) || written.get(image.id) !== path;
    if (path === undefined || !isStale) continue;
    const annotations = await annotationsOf(services, document, image.id);
    const text = writeImageFile(image, annotations, document.categories);
    await services.folders.write(link.handle, `${mirrorFolder}/${path}`, [text]);
  }
  await removeOthers(services, link, { written, paths });
  await writeOverviews(services, link, { document, images, paths });
}

/** Whether the news are about the image, or about a category that its file names. */
function isTold({ imageIds, categoryIds }: JournalNews, { id, categoryCounts }: ImageSummary) {
  if (imageIds.has(id)) return true;
  for (const categoryId of categoryIds) if (categoryId in categoryCounts) return true;
  return false;
}

/** Where the file about an image lies in the mirror; images that nobody touched have none. */
function mirrorPaths(images: readonly ImageSummary[]): ReadonlyMap<ImageId, string> {
  const names = cocoFileNames(images);
  return new Map(
    images
      .filter(hasWork)
      .map((image) => [image.id, `annotations/${names.get(image.id) ?? image.id}.json`]),
  );
}

function hasWork(image: ImageSummary): boolean {
  const { status, tags, split, notes } = image;
  if (status !== 'new' || tags.length > 0 || split !== null || notes.length > 0) return true;
  return annotationCountOf(image) > 0;
}

/** What the last mirror holds; nothing when there is none or somebody broke its table of contents. */
async function writtenPaths(
  { folders }: Services,
  { handle, projectId }: FolderLink,
): Promise<ReadonlyMap<string, string>> {
  try {
    const index = readFolderIndex(await (await folders.open(handle, indexPath)).text());
    if (index.projectId !== null && index.projectId !== projectId) {
      // such as the original of a duplicated project
      throw new AppError({ code: 'folder/taken', folderName: handle.name });
    }
    return index.paths;
  } catch (error) {
    if (error instanceof AppError && error.failure.code === 'folder/file-missing') return new Map();
    throw error;
  }
}

/** An object made while the mirror is written may have a category that this mirror does not know. */
async function annotationsOf({ storage }: Services, document: ProjectDocument, imageId: ImageId) {
  const annotations = await storage.annotationsOf(document.project.id, imageId);
  return annotations.filter(({ categoryId }) => document.categories.has(categoryId));
}

/** Only files that the table of contents says we wrote. */
async function removeOthers(
  { folders }: Services,
  { handle }: FolderLink,
  mirror: {
    readonly written: ReadonlyMap<string, string>;
    readonly paths: ReadonlyMap<ImageId, string>;
  },
): Promise<void> {
  const kept = new Set(mirror.paths.values());
  for (const path of mirror.written.values()) {
    const isOurs = path.startsWith('annotations/') && !path.split('/').includes('..');
    if (isOurs && !kept.has(path)) await folders.remove(handle, `${mirrorFolder}/${path}`);
  }
}

async function writeOverviews(
  services: Services,
  { handle }: FolderLink,
  mirror: {
    readonly document: ProjectDocument;
    readonly images: readonly ImageSummary[];
    readonly paths: ReadonlyMap<ImageId, string>;
  },
): Promise<void> {
  const { document, images, paths } = mirror;
  const { project } = document;
  const categories = sortedCategories(document.categories.values());
  const coco = writeCocoInstances(
    {
      project,
      categories,
      images,
      fileNames: cocoFileNames(images),
      annotationsOf: (imageId) => annotationsOf(services, document, imageId),
    },
    { geometry: 'rle', createdAt: new Date(services.now()).toISOString() },
  );
  await services.folders.write(handle, `${mirrorFolder}/coco.json`, coco);
  // last: an index that names a file was written after it
  const index = writeFolderIndex({ project, categories, images, paths });
  await services.folders.write(handle, indexPath, index);
}
