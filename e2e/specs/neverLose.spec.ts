import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { writeDamagedProject } from '../fixtures/damagedRecords.ts';
import { expect, test } from '../fixtures/test.ts';
import { isWhole, killPoints } from '../kill/killPoints.ts';
import { Studio } from '../pages/studio.ts';

// masks are not the matter here, and encoding takes the processor from what is
test.beforeEach(async ({ context }) => {
  await context.route(/\.onnx$/u, (route) => route.abort());
});

test('damaged records of every kind are set aside by name, rebuilt where possible, and all else opens', async ({
  page,
}) => {
  const studio = new Studio(page);
  await studio.open();
  await writeDamagedProject(page);
  await page.evaluate(() => {
    const state = { prefetch: false, lastProjectId: 'p' };
    localStorage.setItem('maskwright-settings', JSON.stringify({ state, version: 1 }));
  });
  await studio.open();

  await expect(page.getByRole('button', { name: 'Damaged project' })).toBeVisible();
  const notices = page.getByRole('alert');
  for (const line of [
    'project Recovered project – rebuilt',
    'category roof – rebuilt',
    'image row.png – rebuilt',
    'object on sound.png – rebuilt',
    'object on sound.png – could not be rebuilt',
    'a model – could not be rebuilt',
  ]) {
    await expect(notices.getByText(line).first()).toBeVisible();
  }
  await expect(page.getByRole('button', { name: 'Use category roof' })).toBeVisible();
  await expect(studio.frame('row.png')).toHaveAccessibleName('row.png, 0 objects');
  await studio.turnTo('sound.png');
  for (const name of ['part 0', 'part 1', 'part 2'])
    await expect(studio.object(name)).toBeVisible();
  await expect(studio.objects).toHaveCount(3);
  // what could not be rebuilt is not counted any more
  await expect(studio.frame('sound.png')).toHaveAccessibleName('sound.png, 3 objects');
  await expect(studio.undoButton).toBeDisabled();
  await studio.frame('missing.png').click();
  await expect(notices.getByText('missing.png: the picture itself is not')).toBeVisible();

  await page.getByRole('button', { name: 'See the records' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  const rows = dialog.getByRole('row').filter({ has: page.getByRole('button') });
  await expect(rows).toHaveCount(7);
  await expect(rows.filter({ hasText: 'the run lengths do not add up' })).toHaveCount(1);
  const broken = rows.filter({ hasText: 'size.width: not a size in pixels' });
  const downloading = page.waitForEvent('download');
  await broken.getByRole('button', { name: /as a file/u }).click();
  const saved = await readFile(await (await downloading).path(), 'utf8');
  expect(JSON.parse(saved)).toMatchObject({ store: 'images', value: { fileName: 'row.png' } });
  await broken.getByRole('button', { name: /^Forget/u }).click();
  await expect(rows).toHaveCount(6);
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations).toEqual([]);

  // nothing is found a second time
  await page.reload();
  await studio.turnTo('sound.png');
  await expect(studio.objects).toHaveCount(3);
  await expect(page.getByText('set aside')).toHaveCount(0);
});

test('on a full disk embeddings give way first, then nothing is taken away and it is said what can be freed', async ({
  studio,
}) => {
  const { page } = studio;
  await page.evaluate(simulateDisk);
  await addCategory(page, 'first');
  await keepEmbedding(page, 300_000);
  await setDisk(page, 'crowded');
  await addCategory(page, 'made after room was made');
  expect(await keptEmbeddings(page)).toBe(0);

  await setDisk(page, 'full');
  await addCategory(page, 'second', false);
  const notice = page.getByRole('alert').filter({ hasText: 'is used up' });
  await expect(notice).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use category second' })).toHaveCount(0);
  await notice.getByRole('button', { name: 'See what takes space' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await expect(dialog.getByTestId('storage-space')).toContainText('used of about');
  await expect(dialog.getByText('Thumbnails')).toBeVisible();
  await page.keyboard.press('Escape');

  await setDisk(page, 'roomy');
  await addCategory(page, 'third');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Use category third' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use category first' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use category second' })).toHaveCount(0);
});

test('a browser that is killed in the middle of work loses at most the edit in hand', async () => {
  const firstSeed = Date.now() % 1_000_000;
  const points = await killPoints({ pointCount: 8, firstSeed, wipeEvery: 4 });
  expect(points).toHaveLength(8);
  expect(points.filter((point) => !isWhole(point))).toEqual([]);
});

async function addCategory(page: Page, name: string, isTaken = true): Promise<void> {
  await page.keyboard.press('c');
  await page.getByRole('dialog', { name: 'Category' }).getByRole('textbox').fill(name);
  await page.keyboard.press('Enter');
  if (isTaken) {
    await expect(page.getByRole('button', { name: `Use category ${name}` })).toBeVisible();
  }
}

/** Puts bytes on the shelf of embeddings, as an encoded image leaves them. */
async function keepEmbedding(page: Page, sizeBytes: number): Promise<void> {
  await page.evaluate(async (length) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('maskwright-embeddings', 1);
      request.addEventListener('upgradeneeded', () => {
        request.result.createObjectStore('entries', { keyPath: 'name' });
        request.result.createObjectStore('bytes');
      });
      request.addEventListener('success', () => resolve(request.result));
    });
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('embeddings', { create: true });
    const handle = await folder.getFileHandle('of-the-test', { create: true });
    const writable = await handle.createWritable();
    await writable.write(new Uint8Array(length));
    await writable.close();
    await new Promise((resolve) => {
      const transaction = database.transaction('entries', 'readwrite');
      const entry = { name: 'of-the-test', sizeBytes: length, usedAt: 1 };
      transaction.objectStore('entries').put(entry);
      transaction.addEventListener('complete', resolve);
    });
    database.close();
  }, sizeBytes);
}

async function keptEmbeddings(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('embeddings', { create: true });
    let count = 0;
    for await (const name of folder.keys()) count += name === 'of-the-test' ? 1 : 0;
    return count;
  });
}

/** Crowded: full until something is deleted from the private file system. */
type Disk = 'roomy' | 'crowded' | 'full';

/**
 * Lets the database refuse what is written as a browser does whose quota is used up: the quota that can
 * be set from outside is remembered by the browser for too long. Runs in the page.
 */
function simulateDisk(): void {
  const disk = { state: 'roomy' };
  Object.assign(window, { disk });
  const { add } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = function (...args) {
    if (disk.state !== 'roomy') throw new DOMException('simulated', 'QuotaExceededError');
    return add.apply(this, args);
  };
  const { removeEntry } = FileSystemDirectoryHandle.prototype;
  FileSystemDirectoryHandle.prototype.removeEntry = function (...args) {
    if (disk.state === 'crowded') disk.state = 'roomy';
    return removeEntry.apply(this, args);
  };
}

async function setDisk(page: Page, state: Disk): Promise<void> {
  await page.evaluate((next) => {
    Object.assign((window as unknown as { disk: object }).disk, { state: next });
  }, state);
}
