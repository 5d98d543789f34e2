import { expect, test } from '@playwright/test';
import { Studio } from '../pages/studio.ts';

test('a database of version 1 opens with everything in it', async ({ page }) => {
  // a page of the same origin without the studio
  await page.goto('/icon.svg');
  await page.evaluate(makeVersion1);
  const studio = new Studio(page);
  await studio.open();
  await expect(page.getByRole('button', { name: 'From version 1' })).toBeVisible();
  await expect(studio.frame('old.png')).toHaveAccessibleName('old.png, 1 object');
  await expect(studio.object('thing 1')).toBeVisible();
  const [mask] = await studio.storedMasks();
  expect(mask?.counts).toEqual(Uint32Array.from([16, 16, 32]));
  const version = await page.evaluate(async () => (await indexedDB.databases())[0]?.version);
  expect(version).toBe(4);
});

test('a database of version 2 gets a place for own models and keeps its views', async ({
  page,
}) => {
  await page.goto('/icon.svg');
  await page.evaluate(makeVersion1);
  await page.evaluate(makeVersion2Of1);
  const studio = new Studio(page);
  await studio.open();
  await expect(studio.frame('old.png')).toHaveAccessibleName('old.png, 1 object');
  await expect(page.getByRole('button', { name: 'Use category thing' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  const found = await page.evaluate(async () => {
    const request = indexedDB.open('maskwright');
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const { version, objectStoreNames } = database;
    database.close();
    return { version, hasModels: objectStoreNames.contains('ownModels') };
  });
  expect(found).toEqual({ version: 4, hasModels: true });
});

test('a database of a newer version is refused in words and left alone', async ({ page }) => {
  await page.goto('/icon.svg');
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open('maskwright', 99);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
      }),
  );
  await page.goto('/');
  await expect(page.getByRole('alert')).toContainText('saved by a newer version');
});

/** The stores of version 1 as they were written, with one image of 8 × 8 and one object. */
async function makeVersion1(): Promise<void> {
  const canvas = new OffscreenCanvas(8, 8);
  canvas.getContext('2d')?.fillRect(2, 2, 4, 4);
  const blob = await canvas.convertToBlob();
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('maskwright', 1);
    request.onupgradeneeded = () => {
      for (const name of ['projects', 'categories', 'images', 'annotations']) {
        const store = request.result.createObjectStore(name, { keyPath: 'id' });
        if (name === 'annotations') store.createIndex('byImage', 'imageId');
        else if (name !== 'projects') store.createIndex('byProject', 'projectId');
      }
      request.result.createObjectStore('blobs');
      request.result.createObjectStore('thumbnails');
    };
    request.onsuccess = () => resolve(request.result);
  });
  const names = ['projects', 'categories', 'images', 'annotations', 'blobs', 'thumbnails'];
  const transaction = database.transaction(names, 'readwrite');
  const put = (name: string, record: object, key?: string) =>
    transaction.objectStore(name).put(record, key);
  put('projects', { id: 'p', name: 'From version 1', createdAt: 1 });
  put('categories', {
    id: 'c',
    projectId: 'p',
    name: 'thing',
    supercategory: '',
    color: '#e69f00',
    order: 1,
  });
  put('images', {
    id: 'i',
    projectId: 'p',
    fileName: 'old.png',
    size: { width: 8, height: 8 },
    sizeBytes: blob.size,
    mimeType: 'image/png',
    order: 1,
    addedAt: 1,
    annotationCount: 1,
    credit: '',
  });
  put('annotations', {
    id: 'a',
    projectId: 'p',
    imageId: 'i',
    categoryId: 'c',
    mask: { size: { width: 8, height: 8 }, counts: Uint32Array.from([16, 16, 32]) },
    name: '',
    color: null,
    isHidden: false,
    order: 1,
    createdAt: 1,
    provenance: {
      tool: 'sam',
      modelId: 'mobile-sam',
      prompt: { points: [], box: { x: 1, y: 1, width: 6, height: 6 } },
      predictedIou: 0.9,
      stabilityScore: 0.9,
    },
  });
  put('blobs', blob, 'i');
  put('thumbnails', blob, 'i');
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
}

/** Brings that database to version 2, with the view that its user left. */
async function makeVersion2Of1(): Promise<void> {
  const request = indexedDB.open('maskwright', 2);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('projectViews');
    request.result.createObjectStore('viewports');
    request.transaction?.objectStore('annotations').createIndex('byCategory', 'categoryId');
  };
  const database = await new Promise<IDBDatabase>((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const transaction = database.transaction('projectViews', 'readwrite');
  transaction.objectStore('projectViews').put({ openImageId: 'i', activeCategoryId: 'c' }, 'p');
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
}
