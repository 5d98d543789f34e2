import { AppError } from '#core/failure.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import { annotationCountOf, sortedCategories, sortedImages } from '#core/project/project.ts';
import type { ZipEntry } from '#files/saveZip.ts';
import { cocoFileNames, writeCocoInstances } from '#formats/coco/index.ts';
import { advanceJob, endJob, startJob } from '#store/jobsStore.ts';
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
    if (isSaved) say(services, 'info', exportedMessage(document, fileName));
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
  const { stores, storage, now } = services;
  const images = sortedImages(document.images.values());
  const exportedAt = new Date(now());
  yield {
    name: 'annotations/instances_default.json',
    lastModified: exportedAt,
    input: writeCocoInstances(
      {
        project: document.project,
        categories: sortedCategories(document.categories.values()),
        images,
        // an object made while the export runs may have a category that the export does not know
        annotationsOf: async (imageId) =>
          (await storage.annotationsOf(document.project.id, imageId)).filter(({ categoryId }) =>
            document.categories.has(categoryId),
          ),
      },
      {
        geometry: stores.settings.getState().polygonWhereExact ? 'polygonWhereExact' : 'rle',
        createdAt: exportedAt.toISOString(),
      },
    ),
  };
  const fileNames = cocoFileNames(images);
  for (const [index, image] of images.entries()) {
    yield {
      name: `images/${fileNames.get(image.id) ?? image.fileName}`,
      lastModified: new Date(image.addedAt),
      input: await readImage(services, image),
    };
    advanceJob(stores.jobs, jobId, index + 1);
  }
}

function exportedMessage(document: ProjectDocument, fileName: string) {
  const images = [...document.images.values()];
  return {
    about: 'exported',
    fileName,
    imageCount: images.length,
    annotationCount: images.reduce((sum, image) => sum + annotationCountOf(image), 0),
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
