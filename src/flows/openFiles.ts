import type { ImageId } from '#core/annotation/ids.ts';
import { AppError, invariant, type Failure } from '#core/failure.ts';
import type { Change } from '#core/project/change.ts';
import { addImages } from '#core/project/edits.ts';
import type { ImageSummary } from '#core/project/project.ts';
import type { PickedFile } from '#files/pick.ts';
import type { Sample } from '#files/samples.ts';
import { extendLastChange, recordChange } from '#store/documentStore.ts';
import { advanceJob, endJob, startJob } from '#store/jobsStore.ts';
import { writeChange } from './commitEdit.ts';
import { openImage } from './openImage.ts';
import { refuseToEdit } from './projects/role.ts';
import { reportError, say } from './report.ts';
import type { Services } from './services.ts';

/** A file and the credit that goes with it. */
interface Arrival {
  readonly path: string;
  readonly credit: string;
  open(): Promise<File>;
}

/** Adds files to the project; those that cannot be read are named and the others still open. */
export async function openFiles(services: Services, picked: readonly PickedFile[]): Promise<void> {
  await openArrivals(
    services,
    picked.map(({ file, path }) => ({ path, credit: '', open: async () => file })),
  );
}

/** Adds photos that come with the studio. */
export async function openSamples(services: Services, samples: readonly Sample[]): Promise<void> {
  await openArrivals(
    services,
    samples.map((sample) => ({
      path: sample.fileName,
      credit: sample.credit,
      open: () => services.files.fetchSample(sample),
    })),
  );
}

async function openArrivals(services: Services, arrivals: readonly Arrival[]): Promise<void> {
  if (arrivals.length === 0 || refuseToEdit(services)) return;
  const { stores } = services;
  const controller = new AbortController();
  const id = services.newId();
  const cancel = () => controller.abort();
  startJob(stores.jobs, {
    id,
    name: 'openImages',
    doneCount: 0,
    totalCount: arrivals.length,
    cancel,
  });
  const failures: Failure[] = [];
  let lastChange: Change | null = null;
  let openedCount = 0;
  for (const [index, arrival] of arrivals.entries()) {
    if (controller.signal.aborted) break;
    try {
      lastChange = await addArrival(services, arrival, lastChange);
      openedCount += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failures.push(error.failure);
      if (error.failure.code.startsWith('storage/')) break;
    }
    advanceJob(stores.jobs, id, index + 1);
  }
  endJob(stores.jobs, id);
  if (failures.length > 0) say(services, 'problem', { about: 'unopened', failures, openedCount });
}

/** @returns the change that is now last in history and holds this image */
async function addArrival(
  services: Services,
  arrival: Arrival,
  lastChange: Change | null,
): Promise<Change | null> {
  const { stores, images } = services;
  const [imported] = await images.importImage(await arrival.open());
  invariant(imported !== undefined, 'a file that opens holds a picture');
  const { blob, thumbnail, mimeType, size } = imported;
  const imageId = services.newId() as ImageId;
  const newLastChange = await services.edits.run(async () => {
    const { document, done } = stores.document.getState();
    if (!document) return null;
    const orders = [...document.images.values()].map(({ order }) => order);
    const image: ImageSummary = {
      id: imageId,
      fileName: arrival.path,
      size,
      sizeBytes: blob.size,
      mimeType,
      order: orders.reduce((a, b) => Math.max(a, b), 0) + 1,
      addedAt: services.now(),
      credit: arrival.credit,
      categoryCounts: {},
      status: 'new',
      statusSet: null,
      tags: [],
      split: null,
      notes: [],
      blobKey: imageId,
      isLinked: false,
      source: null,
      contentHash: imported.contentHash,
      perceptualHash: imported.perceptualHash,
      window: imported.window,
    };
    const change = addImages([image]);
    const files = new Map([[image.blobKey, { blob, thumbnail }]]);
    await writeChange(services, document, change, { files });
    if (lastChange && done.at(-1) === lastChange) extendLastChange(stores.document, change);
    else recordChange(stores.document, change);
    return stores.document.getState().done.at(-1) ?? null;
  });
  // the first image is shown while the others still arrive
  if (!stores.session.getState().openImageId) {
    openImage(services, imageId).catch((error: unknown) => reportError(services, error));
  }
  return newLastChange;
}
