import { AppError } from '#core/failure.ts';
import type { Size } from '#core/geometry/size.ts';
import type { ZipEntry } from '#files/saveZip.ts';
import { LatestTask } from '#flows/latestTask.ts';
import { WriterSeat } from '#flows/projects/writerSeat.ts';
import { SerialQueue } from '#flows/serialQueue.ts';
import type { Files, Services } from '#flows/services.ts';
import { createFakeArchives, type FakeArchives } from './fakeArchives.ts';
import type { Images } from '#images/images.ts';
import { createStores } from '#store/stores.ts';
import { createFakeExporter } from './fakeExporter.ts';
import { openFakeReadSession } from './fakeReadSession.ts';
import { createFakeFolders, type FakeFolders } from './fakeFolders.ts';
import { createFakeModelBench, type FakeModelBench } from './fakeModelBench.ts';
import { createFakeSam, type FakeSam } from './fakeSam.ts';
import { createFakeSecondCopy, type FakeSecondCopy } from './fakeSecondCopy.ts';
import { createFakeStorage, type FakeStorage } from './fakeStorage.ts';
import { createTabHub, type TabHub } from './fakeTabs.ts';
import { testTime } from './records.ts';

/** A bitmap without pixels that knows whether it was closed. */
export interface FakeBitmap extends ImageBitmap {
  readonly isClosed: boolean;
}

export function createFakeBitmap({ width, height }: Size): FakeBitmap {
  let isClosed = false;
  return {
    width,
    height,
    get isClosed() {
      return isClosed;
    },
    close() {
      isClosed = true;
    },
  };
}

/** Images without pixels, 8 × 6 px; a file or blob of the type `image/broken` cannot be decoded. */
export interface FakeImages extends Images {
  /** Every bitmap that was handed out. */
  readonly bitmaps: readonly FakeBitmap[];
}

/** Files in memory. */
export interface FakeFiles extends Files {
  /** Every zip that was written to its end, entries as text. */
  readonly zips: readonly {
    readonly fileName: string;
    readonly entries: readonly { readonly name: string; readonly text: string }[];
  }[];
}

/** {@link Services} with the levers a test needs. Ids are `id-1`, `id-2` …, the clock stands until `elapse`. */
export interface FakeServices extends Services {
  readonly storage: FakeStorage;
  readonly secondCopy: FakeSecondCopy;
  readonly images: FakeImages;
  readonly files: FakeFiles;
  readonly archives: FakeArchives;
  readonly folders: FakeFolders;
  readonly sam: FakeSam;
  /** Lets the clock run on and ends every wait so far. */
  elapse(ms: number): void;
  readonly modelBench: FakeModelBench;
}

/**
 * @param hub the tabs among which these services are one; alone unless it is given
 * @param storage of its own unless it is given
 */
export function createFakeServices(
  hub: TabHub = createTabHub(),
  storage: FakeStorage = createFakeStorage(),
): FakeServices {
  let idCount = 0;
  let time = testTime;
  let waits: (() => void)[] = [];
  return {
    stores: createStores(),
    storage,
    secondCopy: createFakeSecondCopy(),
    images: createFakeImages(),
    files: createFakeFiles(),
    exporter: createFakeExporter(),
    openReadSession: openFakeReadSession,
    archives: createFakeArchives(),
    appVersion: '1.2.3',
    folders: createFakeFolders(),
    sam: createFakeSam(),
    embeddings: {
      get: async () => null,
      put: async () => undefined,
      usage: async () => ({ count: 0, bytes: 0, budgetBytes: 0 }),
      clear: async () => undefined,
    },
    power: { isLow: async () => false },
    modelBench: createFakeModelBench(),
    edits: new SerialQueue(),
    imageTask: new LatestTask(),
    ...hub.openTab(),
    seat: new WriterSeat(),
    now: () => time,
    elapse(ms) {
      time += ms;
      for (const end of waits) end();
      waits = [];
    },
    async wait(_ms, signal) {
      signal.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        waits.push(resolve);
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    },
    newId() {
      idCount += 1;
      return `id-${idCount}`;
    },
  };
}

/** Resolves when all that can go on without an answer of the test has gone on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

const size: Size = { width: 8, height: 6 };

function createFakeImages(): FakeImages {
  const bitmaps: FakeBitmap[] = [];
  return {
    bitmaps,
    async importImage(file) {
      refuseBroken(file, file.name);
      const contentHash = await file.text();
      return [
        {
          blob: file,
          mimeType: file.type,
          size,
          thumbnail: new Blob(),
          page: null,
          isRewritten: false,
          contentHash,
          perceptualHash: null,
          window: null,
        },
      ];
    },
    async bitmapOf(blob, fileName) {
      refuseBroken(blob, fileName);
      const bitmap = createFakeBitmap(size);
      bitmaps.push(bitmap);
      return bitmap;
    },
    async copyOf() {
      const bitmap = createFakeBitmap(size);
      bitmaps.push(bitmap);
      return bitmap;
    },
    async adjust(_picture, _adjustment, signal) {
      signal?.throwIfAborted();
      const bitmap = createFakeBitmap(size);
      bitmaps.push(bitmap);
      return bitmap;
    },
    sizeOf: async ({ type }) => (type === 'image/broken' ? null : size),
    hashOf: async (blob) => blob.text(),
  };
}

function refuseBroken({ type }: Blob, fileName: string): void {
  if (type === 'image/broken') throw new AppError({ code: 'image/undecodable', fileName });
}

function createFakeFiles(): FakeFiles {
  const zips: FakeFiles['zips'][number][] = [];
  return {
    zips,
    samples: [],
    pickFiles: async () => null,
    pickFolder: async () => null,
    pickAnnotations: async () => null,
    sourcesOfTransfer: async () => [],
    sourcesOfHandles: async () => null,
    fetchSample: async ({ fileName }) => new File(['sample'], fileName, { type: 'image/jpeg' }),
    async saveZip(fileName, entries, signal) {
      const written: { name: string; text: string }[] = [];
      for await (const { name, input } of entries) {
        signal.throwIfAborted();
        written.push({ name, text: await textOf(input) });
      }
      zips.push({ fileName, entries: written });
      return true;
    },
  };
}

async function textOf(input: ZipEntry['input']): Promise<string> {
  if (input instanceof Blob) return input.text();
  let text = '';
  for await (const chunk of input) text += chunk;
  return text;
}
