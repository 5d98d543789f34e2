import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';

const roundel = { x: 283, y: 240 };

test('an image that was encoded once is ready after a reload, though nothing can be encoded', async ({
  studio,
}) => {
  await studio.openSamples();
  await studio.untilReady();
  await expect.poll(() => keptFiles(studio.page)).toBe(1);
  await loseEncoder(studio.page);

  await studio.page.reload();
  await studio.untilReady();
  await studio.clickForeground(roundel);
  await expect(studio.candidateBar).toBeVisible();
});

test('a kept embedding that was damaged is made anew', async ({ studio }) => {
  await studio.openSamples();
  await studio.untilReady();
  await expect.poll(() => keptFiles(studio.page)).toBe(1);
  await studio.page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('embeddings');
    for await (const handle of folder.values()) {
      if (handle.kind !== 'file') continue;
      const { size } = await handle.getFile();
      const writable = await handle.createWritable();
      await writable.write(new Uint8Array(size));
      await writable.close();
    }
  });

  await studio.page.reload();
  await studio.untilReady();
  await studio.clickForeground(roundel);
  await expect(studio.candidateBar).toBeVisible();
});

test('without a private file system embeddings are kept in IndexedDB', async ({ studio }) => {
  const { page } = studio;
  await page.addInitScript(() => {
    Reflect.deleteProperty(FileSystemFileHandle.prototype, 'createWritable');
  });
  await page.reload();
  await studio.openSamples();
  await studio.untilReady();
  await expect.poll(() => keptRows(page)).toBe(1);
  expect(await keptFiles(page)).toBe(0);
  await loseEncoder(page);

  await page.reload();
  await studio.untilReady();
  await studio.clickForeground(roundel);
  await expect(studio.candidateBar).toBeVisible();
});

test.describe('while the hands rest', () => {
  test.use({ prefetches: true });

  test('the next image is encoded, so that turning to it waits for nothing', async ({ studio }) => {
    await studio.openSamples();
    await studio.untilReady();
    await expect.poll(() => keptFiles(studio.page), { timeout: 60_000 }).toBeGreaterThan(1);
    await loseEncoder(studio.page);
    await studio.page.reload();
    await studio.untilReady();
    await studio.turnTo('house.jpg');
    await studio.untilReady();
  });
});

/** Takes the encoder away, from the cache and from the server. */
async function loseEncoder(page: Page): Promise<void> {
  await page.context().route(/encoder\..*\.onnx$/iu, (route) => route.fulfill({ status: 404 }));
  await page.evaluate(async () => {
    const cache = await caches.open('maskwright-engine-v1');
    const keys = await cache.keys();
    const encoders = keys.filter(({ url }) => /encoder/iu.test(url));
    await Promise.all(encoders.map((key) => cache.delete(key)));
  });
}

/** Number of files in the folder of embeddings. */
async function keptFiles(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('embeddings', { create: true });
    let count = 0;
    for await (const name of folder.keys()) count += name.endsWith('.crswap') ? 0 : 1;
    return count;
  });
}

/** Number of embeddings that lie in IndexedDB. */
async function keptRows(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('maskwright-embeddings');
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error(String(request.error))));
    });
    const count = await new Promise<number>((resolve, reject) => {
      const request = database.transaction('bytes').objectStore('bytes').count();
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error(String(request.error))));
    });
    database.close();
    return count;
  });
}
