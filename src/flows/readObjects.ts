import type { Annotation } from '#core/annotation/annotation.ts';
import type { ImageId } from '#core/annotation/ids.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { advanceJob, endJob, startJob, type JobName } from '#store/jobsStore.ts';
import { openProjectId } from './readImage.ts';
import type { Services } from './services.ts';

/** Images whose objects are read at a time. */
const chunkLength = 64;

/**
 * The objects of many images, open or not, as a job that can be cancelled. In chunks: thousands of questions
 * at once would hold up everything else that asks storage.
 *
 * @throws AbortError when the job is cancelled
 */
export async function readObjects(
  services: Services,
  images: readonly ImageSummary[],
  name: JobName,
): Promise<ReadonlyMap<ImageId, readonly Annotation[]>> {
  const { stores, storage, newId } = services;
  const projectId = openProjectId(services);
  const found = new Map<ImageId, readonly Annotation[]>();
  const controller = new AbortController();
  const job = { id: newId(), totalCount: images.length, cancel: () => controller.abort() };
  startJob(stores.jobs, { ...job, name, doneCount: 0 });
  try {
    for (let start = 0; start < images.length; start += chunkLength) {
      const chunk = images.slice(start, start + chunkLength);
      const lists = await Promise.all(chunk.map(({ id }) => storage.annotationsOf(projectId, id)));
      controller.signal.throwIfAborted();
      for (const [i, { id }] of chunk.entries()) found.set(id, lists[i] ?? []);
      advanceJob(stores.jobs, job.id, start + chunk.length);
    }
    return found;
  } finally {
    endJob(stores.jobs, job.id);
  }
}
