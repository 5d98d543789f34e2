import { archives } from '#files/archive/archives.ts';
import { createFolders } from '#files/folderLink.ts';
import { pickAnnotations, pickFiles, pickFolder, sourcesOfHandles } from '#files/pick.ts';
import { fetchSample, samples } from '#files/samples.ts';
import { saveZip } from '#files/saveZip.ts';
import { sourcesOfTransfer } from '#files/transfer.ts';
import { showBackend } from '#flows/backend.ts';
import { LatestTask } from '#flows/latestTask.ts';
import { WriterSeat } from '#flows/projects/writerSeat.ts';
import { SerialQueue } from '#flows/serialQueue.ts';
import type { Services } from '#flows/services.ts';
import { createExporter } from '#formats/client/createExporter.ts';
import type { OpenReadSession } from '#formats/worker/reader.ts';
import { createImages } from '#images/images.ts';
import { createSegmenter } from '#sam/client/createSegmenter.ts';
import { createModelBench } from '#sam/client/inspectModel.ts';
import { createSwitchingSegmenter } from '#sam/client/switchingSegmenter.ts';
import { mobileSam } from '#sam/models/mobileSam.ts';
import { openByteShelf } from '#storage/byteShelf.ts';
import { openProjectChannel } from '#storage/projectChannel.ts';
import { openSecondCopy } from '#storage/secondCopy/secondCopy.ts';
import { openStorage } from '#storage/storage.ts';
import { createWriterLocks } from '#storage/writerLock.ts';
import { rememberVerdict, verdictUnder } from '#store/settingsStore.ts';
import type { Stores } from '#store/stores.ts';
import { power } from './power.ts';

/** More threads gain little and starve the page. */
const maxThreadCount = 8;

const files = {
  pickFiles,
  pickFolder,
  pickAnnotations,
  sourcesOfTransfer,
  sourcesOfHandles,
  saveZip,
  samples,
  fetchSample,
};

/** The real services; the only place that knows every station. */
export async function createServices(stores: Stores, onSuperseded: () => void): Promise<Services> {
  const embeddings = openByteShelf('embeddings', () => Date.now());
  const secondCopy = openSecondCopy();
  const newId = () => crypto.randomUUID();
  const { settings } = stores;
  return {
    stores,
    storage: await openStorage(onSuperseded, () => embeddings.clear(), secondCopy),
    secondCopy,
    images: createImages(),
    files,
    exporter: createExporter(),
    openReadSession,
    folders: createFolders(),
    archives,
    appVersion: String(import.meta.env.APP_VERSION),
    embeddings,
    power,
    sam: createSwitchingSegmenter(
      (spec) =>
        createSegmenter({
          spec,
          backend: settings.getState().backendChoice,
          device: {
            verdicts: {
              read: (key) => verdictUnder(settings, key),
              write: (key, verdict) => rememberVerdict(settings, key, verdict),
            },
            runtimeKey: `${import.meta.env.ORT_VERSION} ${navigator.userAgent}`,
            onBackend: (use) => showBackend({ stores, newId }, use),
          },
          embeddings,
          modelBaseUrl: new URL('models/', document.baseURI).href,
          threadCount: threadCount(),
        }),
      mobileSam,
    ),
    modelBench: createModelBench(threadCount()),
    edits: new SerialQueue(),
    writerLocks: createWriterLocks(),
    channel: openProjectChannel(),
    seat: new WriterSeat(),
    imageTask: new LatestTask(),
    now: () => Date.now(),
    newId,
    wait,
  };
}

/** Threads need shared memory, which needs cross-origin isolation. */
function threadCount(): number {
  if (!window.crossOriginIsolated) return 1;
  return Math.max(1, Math.min(maxThreadCount, navigator.hardwareConcurrency));
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** Few sessions read annotations: the code comes when one does. */
const openReadSession: OpenReadSession = async (source, host) => {
  const { openReadSession: open } = await import('#formats/client/openReadSession.ts');
  return open(source, host);
};
