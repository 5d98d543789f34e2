import { splits } from '#core/division/ratios.ts';
import { AppError } from '#core/failure.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import {
  annotationCountOf,
  sortedCategories,
  sortedImages,
  type ImageSummary,
} from '#core/project/project.ts';
import type { ZipEntry } from '#files/saveZip.ts';
import { cocoFileNames, writeCocoInstances, type CocoSource } from '#formats/coco/index.ts';
import { advanceJob, endJob, startJob } from '#store/jobsStore.ts';
import { lockSplit } from './divide/divideImages.ts';
import { readImage } from './readImage.ts';
import { isAbort, reportError, say } from './report.ts';
import type { Services } from './services.ts';

/** Hands the whole project out as a COCO instances data set: one zip, written as it is made. */
export async function exportCoco(services: Services): Promise<void> {
  const { document } = services.stores.document.getState();
  if (!document || document.images.size === 0) {
    reportError(services, new AppError({ code: 'export/nothing-to-export' }));
    return;
  }
  const controller = new AbortController();
  const id = services.newId();
  const cancel = () => controller.abort();
  const totalCount = document.images.size;
  startJob(services.stores.jobs, { id, name: 'exportCoco', doneCount: 0, totalCount, cancel });
  try {
    const fileName = `${fileStemOf(document.project.name)}-coco.zip`;
    const entries = entriesOf(services, document, id);
    const isSaved = await services.files.saveZip(fileName, entries, controller.signal);
    if (isSaved) {
      // numbers measured on what has left stay comparable only while no image changes sides
      const hasLockedSplit = await lockSplit(services);
      say(services, 'info', exportedMessage(document, fileName, hasLockedSplit));
    }
  } catch (error) {
    if (!isAbort(error)) reportError(services, error);
  } finally {
    endJob(services.stores.jobs, id);
  }
}

async function* entriesOf(
  services: Services,
  document: ProjectDocument,
  jobId: string,
): AsyncGenerator<ZipEntry> {
  const { stores, now } = services;
  const images = sortedImages(document.images.values());
  const fileNames = cocoFileNames(images);
  const exportedAt = new Date(now());
  for (const { name, images: listed } of annotationFilesOf(document, images)) {
    const source = cocoSourceOf(services, document, { images: listed, fileNames });
    const input = writeCocoInstances(source, {
      geometry: stores.settings.getState().polygonWhereExact ? 'polygonWhereExact' : 'rle',
      createdAt: exportedAt.toISOString(),
    });
    yield { name: `annotations/${name}`, lastModified: exportedAt, input };
  }
  for (const [index, image] of images.entries()) {
    yield {
      name: `images/${fileNames.get(image.id) ?? image.fileName}`,
      lastModified: new Date(image.addedAt),
      input: await readImage(services, image),
    };
    advanceJob(stores.jobs, jobId, index + 1);
  }
}

interface AnnotationFile {
  readonly name: string;
  readonly images: readonly ImageSummary[];
}

/** All images in one file and, once they are divided, the images of each split in one of its own. */
function annotationFilesOf(
  { project }: ProjectDocument,
  images: readonly ImageSummary[],
): readonly AnnotationFile[] {
  const whole = { name: 'instances_default.json', images };
  if (!project.splitPlan) return [whole];
  const parts = splits.map((split) => ({
    name: `instances_${split}.json`,
    images: images.filter((image) => image.split === split),
  }));
  return [whole, ...parts.filter((part) => part.images.length > 0)];
}

function cocoSourceOf(
  { storage }: Services,
  { project, categories }: ProjectDocument,
  listed: Pick<CocoSource, 'images' | 'fileNames'>,
): CocoSource {
  return {
    ...listed,
    project,
    categories: sortedCategories(categories.values()),
    // an object made while the export runs may have a category that the export does not know
    annotationsOf: async (imageId) =>
      (await storage.annotationsOf(project.id, imageId)).filter(({ categoryId }) =>
        categories.has(categoryId),
      ),
  };
}

function exportedMessage(document: ProjectDocument, fileName: string, hasLockedSplit: boolean) {
  const images = [...document.images.values()];
  return {
    about: 'exported',
    fileName,
    imageCount: images.length,
    annotationCount: images.reduce((sum, image) => sum + annotationCountOf(image), 0),
    hasLockedSplit,
  } as const;
}

/** A project's name as the start of a file name that every system takes. */
function fileStemOf(projectName: string): string {
  const stem = projectName
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 60);
  return stem === '' ? 'maskwright' : stem.toLowerCase();
}
