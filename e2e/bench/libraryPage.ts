import {
  libraryCategories,
  libraryImage,
  libraryObjects,
  libraryProject,
  libraryProjectId,
  librarySize,
} from './libraryRecords.ts';
import type { LibraryBench } from './libraryBench.ts';

/** Drawing ten thousand pictures would take longer than all that is measured; each is stored on its own. */
const distinctPictureCount = 200;
const pictures = new Map<number, Promise<Picture>>();

/** Put into a page of the studio, so that database and screen are the studio's own. */
const bench: LibraryBench = {
  async seed({ imageCount, objectsPerImage, from, to }) {
    const made: Picture[] = [];
    for (let number = from; number < to; number += 1) {
      made.push(await pictureOf(number % distinctPictureCount));
    }
    const database = await openDatabase();
    const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
    const store = (name: string) => transaction.objectStore(name);
    if (from === 0) {
      store('projects').put(libraryProject(imageCount, Date.now()));
      for (const each of libraryCategories) {
        store('categories').put({ ...each, projectId: libraryProjectId });
      }
    }
    for (const [i, { blob, thumbnail }] of made.entries()) {
      const objects = libraryObjects(from + i, objectsPerImage);
      const image = libraryImage(from + i, blob.size, objects);
      store('blobs').put(blob, image.blobKey);
      store('thumbnails').put(thumbnail, image.blobKey);
      store('images').put({ ...image, projectId: libraryProjectId });
      for (const object of objects) {
        store('annotations').put({ ...object, projectId: libraryProjectId });
      }
      store('journal').put({
        projectId: libraryProjectId,
        imageId: image.id,
        changeId: `bench-change-${from + i}`,
        name: 'addImages',
        verb: 'did',
        at: image.addedAt,
        by: '',
        edits: [
          { kind: 'image', before: null, after: image },
          ...objects.map((after) => ({ kind: 'annotation', before: null, after })),
        ],
      });
    }
    await new Promise((resolve, reject) => {
      transaction.addEventListener('complete', resolve);
      transaction.addEventListener('abort', () => reject(new Error(String(transaction.error))));
    });
    database.close();
  },
  async measureImages(steps) {
    const times: number[] = [];
    for (let step = 0; step < steps; step += 1) {
      const former = canvasName();
      const startedAt = performance.now();
      press(step % 2 === 0 ? 'PageUp' : 'PageDown');
      await until(() => canvasName() !== former && isReady());
      times.push(performance.now() - startedAt);
      await pause(200);
    }
    return times;
  },
  async measureEdits(count) {
    const times: number[] = [];
    for (let edit = 0; edit < count; edit += 1) {
      const former = visibilityName();
      const startedAt = performance.now();
      press('h');
      await until(() => visibilityName() !== former);
      times.push(performance.now() - startedAt);
      await pause(50);
    }
    return times;
  },
  async measureScroll(frameCount, pxPerFrame) {
    const grid = galleryGrid();
    const times: number[] = [];
    let last = await nextFrame();
    for (let frame = 0; frame < frameCount; frame += 1) {
      grid.scrollTop += pxPerFrame;
      const at = await nextFrame();
      times.push(at - last);
      last = at;
    }
    return times;
  },
  async scrollThrough() {
    const grid = galleryGrid();
    grid.scrollTop = 0;
    while (grid.scrollTop + grid.clientHeight < grid.scrollHeight - 1) {
      grid.scrollTop += grid.clientHeight;
      await nextFrame();
      await nextFrame();
    }
  },
  async countIntact() {
    const database = await openDatabase();
    const transaction = database.transaction(['images', 'blobs', 'thumbnails']);
    const images: { fileName: string; blobKey: string }[] = await answerOf(
      transaction.objectStore('images').getAll(),
    );
    const intact = await Promise.all(
      images.map(async ({ fileName, blobKey }) => {
        const bytes = ['blobs', 'thumbnails'].map((name) =>
          answerOf<Blob | undefined>(transaction.objectStore(name).get(blobKey)),
        );
        const isWhole = (await Promise.all(bytes)).every((blob) => blob && blob.size > 0);
        return isWhole ? [fileName] : [];
      }),
    );
    database.close();
    return new Set(intact.flat()).size;
  },
  async measureQuery(text) {
    const field = document.querySelector<HTMLInputElement>('input[aria-label="Filter images"]');
    if (!field) throw new Error('The gallery has no query field.');
    // which says how many images are shown
    const count = () => document.querySelector('footer')?.textContent;
    const former = count();
    const startedAt = performance.now();
    const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    setter?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await until(() => count() !== former);
    return performance.now() - startedAt;
  },
};
window.libraryBench = bench;

interface Picture {
  readonly blob: Blob;
  readonly thumbnail: Blob;
}

function pictureOf(number: number): Promise<Picture> {
  const known = pictures.get(number);
  if (known) return known;
  const made = makePicture(number);
  pictures.set(number, made);
  return made;
}

async function makePicture(number: number): Promise<Picture> {
  const canvas = new OffscreenCanvas(librarySize.width, librarySize.height);
  draw(canvas, number);
  const small = new OffscreenCanvas(320, 240);
  small.getContext('2d')?.drawImage(canvas, 0, 0, 320, 240);
  return {
    blob: await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 }),
    thumbnail: await small.convertToBlob({ type: 'image/webp', quality: 0.8 }),
  };
}

/** Coloured discs on a gradient, other ones for each number. */
function draw(canvas: OffscreenCanvas, number: number): void {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas for a picture.');
  const { width, height } = librarySize;
  const gradient = context.createLinearGradient(0, 0, width, height);
  gradient.addColorStop(0, `hsl(${number % 360} 40% 60%)`);
  gradient.addColorStop(1, `hsl(${(number * 7) % 360} 50% 25%)`);
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  for (let i = 0; i < 30; i += 1) {
    context.fillStyle = `hsl(${(number * 31 + i * 47) % 360} 60% ${20 + ((i * 13) % 60)}%)`;
    context.beginPath();
    const x = ((number * 97 + i * 211) % 1000) * (width / 1000);
    const y = ((number * 61 + i * 157) % 1000) * (height / 1000);
    context.ellipse(x, y, 20 + (i % 7) * 9, 15 + (i % 5) * 8, i, 0, 2 * Math.PI);
    context.fill();
  }
}

async function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('maskwright');
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(new Error(String(request.error))));
  });
}

function answerOf<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(new Error(String(request.error))));
  });
}

function press(key: string): void {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true }));
}

function canvasName(): string | null | undefined {
  return document.querySelector('[data-testid="canvas"]')?.getAttribute('aria-label');
}

function isReady(): boolean {
  const state = document.querySelector<HTMLElement>('[data-testid="engine-state"]');
  return state?.dataset['state'] === 'ready';
}

/** What the eye of the first object offers: to hide it, or to show it. */
function visibilityName(): string | null | undefined {
  const row = document.querySelector('[role="grid"][aria-label="Objects"] [role="row"]');
  return row?.querySelector('[aria-label^="Hide "],[aria-label^="Show "]')?.ariaLabel;
}

function galleryGrid(): HTMLElement {
  const grid = document.querySelector<HTMLElement>('[data-testid="gallery-grid"]');
  if (!grid) throw new Error('The gallery is not open.');
  return grid;
}

/** Looks again after every change of the page; rejects after a minute, so that no bench waits for ever. */
function until(isTrue: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    if (isTrue()) return resolve();
    const observer = new MutationObserver(() => {
      if (!isTrue()) return;
      observer.disconnect();
      clearTimeout(timer);
      resolve();
    });
    const timer = setTimeout(() => {
      observer.disconnect();
      reject(new Error(`It never came true: ${String(isTrue)}`));
    }, 60_000);
    const what = { subtree: true, childList: true, attributes: true, characterData: true };
    observer.observe(document.body, what);
  });
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(resolve);
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
