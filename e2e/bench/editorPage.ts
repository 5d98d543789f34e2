import type { EditorBench } from './editorBench.ts';
import { editorImage, editorObjects, editorProject, editorProjectId } from './editorRecords.ts';
import { libraryCategories } from './libraryRecords.ts';

let frames: number[] = [];
let isCounting = false;
let moves: number[] = [];
let stopMoves: () => void = () => undefined;

/** Put into a page of the studio, so that database and screen are the studio's own. */
const bench: EditorBench = {
  async seed({ size, objectCount, cornerCount }) {
    const blob = await pictureOf(size);
    const small = await pictureOf({
      width: 320,
      height: Math.round((320 * size.height) / size.width),
    });
    const database = await openDatabase();
    const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
    const store = (name: string) => transaction.objectStore(name);
    store('projects').put(editorProject(Date.now()));
    for (const each of libraryCategories) {
      store('categories').put({ ...each, projectId: editorProjectId });
    }
    const image = editorImage(size, blob.size, objectCount);
    store('blobs').put(blob, image.blobKey);
    store('thumbnails').put(small, image.blobKey);
    store('images').put({ ...image, projectId: editorProjectId });
    for (const object of editorObjects(size, objectCount, cornerCount)) {
      store('annotations').put({ ...object, projectId: editorProjectId });
    }
    await new Promise((resolve, reject) => {
      transaction.addEventListener('complete', resolve);
      transaction.addEventListener('abort', () => reject(new Error(String(transaction.error))));
    });
    database.close();
  },
  startFrames() {
    frames = [];
    isCounting = true;
    let last: number | null = null;
    const note = (at: number) => {
      if (last !== null) frames.push(at - last);
      last = at;
      if (isCounting) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  },
  endFrames() {
    isCounting = false;
    return frames;
  },
  startMoves() {
    moves = [];
    const controller = new AbortController();
    let startedAt = 0;
    const { signal } = controller;
    window.addEventListener('pointermove', () => (startedAt = performance.now()), {
      signal,
      capture: true,
    });
    window.addEventListener('pointermove', () => moves.push(performance.now() - startedAt), {
      signal,
    });
    stopMoves = () => controller.abort();
  },
  endMoves() {
    stopMoves();
    return moves;
  },
  nextSelection() {
    return new Promise((resolve) => {
      const former = selectedName();
      window.addEventListener(
        'pointerdown',
        () => {
          const startedAt = performance.now();
          const look = () => {
            if (selectedName() === former) requestAnimationFrame(look);
            else requestAnimationFrame(() => resolve(performance.now() - startedAt));
          };
          requestAnimationFrame(look);
        },
        { once: true, capture: true },
      );
    });
  },
};
window.editorBench = bench;

function selectedName(): string | null | undefined {
  const grid = document.querySelector('[role="grid"][aria-label="Objects"]');
  return grid?.querySelector('[role="row"][aria-selected="true"]')?.ariaLabel;
}

/** Something to see at every scale. */
async function pictureOf({ width, height }: { readonly width: number; readonly height: number }) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas for a picture.');
  const gradient = context.createLinearGradient(0, 0, width, height);
  gradient.addColorStop(0, 'hsl(200 40% 70%)');
  gradient.addColorStop(1, 'hsl(30 50% 25%)');
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  for (let i = 0; i < 4000; i += 1) {
    context.fillStyle = `hsl(${(i * 47) % 360} 60% ${20 + ((i * 13) % 60)}%)`;
    context.fillRect((i * 7919) % width, (i * 104_729) % height, 10 + (i % 50), 10 + (i % 70));
  }
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
}

async function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('maskwright');
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(new Error(String(request.error))));
  });
}
