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

test.describe('on a full disk', () => {
  // it would fill its cache meanwhile
  test.use({ serviceWorkers: 'block' });

  test('embeddings give way first, then nothing is taken away and it is said what can be freed', async ({
    studio,
  }) => {
    const { page } = studio;
    await addCategory(page, 'first');
    await keepEmbedding(page, 3_000_000);
    const limit = await limitQuota(page, 300_000);
    await chooseNoise(page, 'noise-1.png');
    await expect(studio.frame('noise-1.png')).toBeVisible();
    expect(await keptEmbeddings(page)).toBe(0);

    await limit.set(-1);
    await addCategory(page, 'second', false);
    const notice = page.getByRole('alert').filter({ hasText: 'is used up' });
    await expect(notice).toBeVisible();
    await expect(page.getByRole('button', { name: 'Use category second' })).toHaveCount(0);
    await notice.getByRole('button', { name: 'See what takes space' }).click();
    const dialog = page.getByRole('dialog', { name: 'Settings' });
    await expect(dialog.getByTestId('storage-space')).toContainText('used of about');
    await expect(dialog.getByText('Thumbnails')).toBeVisible();
    await page.keyboard.press('Escape');

    await limit.set(null);
    await addCategory(page, 'third');
    await page.reload();
    await expect(page.getByRole('button', { name: 'Use category third' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Use category first' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Use category second' })).toHaveCount(0);
  });
});

test('a browser that is killed in the middle of work loses at most the edit in hand', async () => {
  const firstSeed = Date.now() % 1_000_000;
  const points = await killPoints({ pointCount: 8, firstSeed });
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

/** Grants the site what it uses and so many bytes more; less than nothing: not even what it uses. */
async function limitQuota(page: Page, spareBytes: number) {
  const session = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  const set = async (spare: number | null) => {
    const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
    const quotaSize = spare === null ? undefined : Math.max(1, usage + spare);
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
  };
  await set(spareBytes);
  return { set };
}

/** Opens a picture of about a megabyte that no format can make smaller. */
async function chooseNoise(page: Page, name: string): Promise<void> {
  const dataUrl = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(640, 500);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    const image = context.createImageData(640, 500);
    for (let at = 0; at < image.data.length; at += 64_000) {
      crypto.getRandomValues(image.data.subarray(at, at + 64_000));
    }
    for (let at = 3; at < image.data.length; at += 4) image.data[at] = 255;
    context.putImageData(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    const reader = new FileReader();
    await new Promise((resolve) => {
      reader.addEventListener('load', resolve);
      reader.readAsDataURL(blob);
    });
    return typeof reader.result === 'string' ? reader.result : '';
  });
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open images' }).click();
  const buffer = Buffer.from(dataUrl.split(',')[1] ?? '', 'base64');
  await (await choosing).setFiles([{ name, mimeType: 'image/png', buffer }]);
}
