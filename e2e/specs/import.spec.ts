import type { ImageSummary } from '#core/project/project.ts';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { tinyImages, tinyPng } from '../fixtures/manyImages.ts';
import type { TestFile } from '../fixtures/testImages.ts';
import { writeZip } from '../fixtures/zip.ts';

test('a zip comes in with its folders as tags and splits; what stays out is listed with the reason', async ({
  page,
  studio,
}) => {
  const buffer = await writeZip({
    'set/train/cat/1.png': tinyPng(1),
    'set/train/cat/2.png': tinyPng(2),
    'set/val/dog/3.png': tinyPng(3),
    'set/val/dog/twin.png': tinyPng(1),
    'set/val/broken.png': Buffer.from('no picture'),
    'set/notes.txt': Buffer.from('hello'),
    '../../outside.png': tinyPng(4),
    '__MACOSX/set/._1.png': Buffer.from('x'),
  });
  await choose(page, [{ name: 'set.zip', mimeType: 'application/zip', buffer }]);

  const dialog = page.getByRole('dialog', { name: 'Import from “set.zip”' });
  await expect(dialog).toContainText('6 images, 1 other file stays out');
  await expect(dialog).toContainText('cat, dog, set');
  await dialog.getByRole('switch', { name: /Tag images/u }).click();
  await dialog.getByRole('button', { name: 'Import 6 images' }).click();

  const alert = page.getByRole('alert');
  await expect(alert).toContainText('1 file could not be opened');
  await expect(alert).toContainText('1 duplicate was left out');
  await expect(page.getByText('4 images', { exact: true })).toBeVisible();
  const images = await storedImages(page);
  expect(images.map(({ fileName, tags, split }) => ({ fileName, tags, split }))).toEqual([
    { fileName: 'outside.png', tags: [], split: null },
    { fileName: 'set/train/cat/1.png', tags: ['cat', 'set'], split: 'train' },
    { fileName: 'set/train/cat/2.png', tags: ['cat', 'set'], split: 'train' },
    { fileName: 'set/val/dog/3.png', tags: ['dog', 'set'], split: 'val' },
  ]);

  await alert.getByRole('button', { name: 'Show the list' }).click();
  const list = page.getByRole('table', { name: 'Files and reasons' });
  await expect(list.getByRole('row')).toHaveCount(4);
  await expect(list).toContainText('set/val/dog/twin.pngAlready there as set/train/cat/1.png.');
  await expect(list).toContainText('set/notes.txtNot an image, by its name.');
  await expect(list).toContainText('set/val/broken.png');
  await page.keyboard.press('Escape');

  await studio.undoButton.click();
  await expect(page.getByText('0 images')).toBeVisible();
});

test('an import pauses, survives a reload, goes on where it stopped and can be cancelled', async ({
  page,
  studio,
}) => {
  const files = tinyImages(200);
  await choose(page, files);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('paused')).toBeVisible();
  const before = await storedCountAtRest(page);
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(200);

  await page.reload();
  const notice = page.getByRole('status').filter({ hasText: 'The import of “000.png” stopped at' });
  await expect(notice).toContainText('of 200');
  const choosing = page.waitForEvent('filechooser');
  await notice.getByRole('button', { name: 'Go on' }).click();
  await (await choosing).setFiles([...files]);
  await expect(page.getByText('200 images', { exact: true })).toBeVisible({ timeout: 30_000 });
  const names = (await storedImages(page)).map(({ fileName }) => fileName);
  expect(names).toEqual(files.map(({ name }) => name));

  await page.reload();
  await expect(studio.frame('000.png')).toBeVisible();
  await expect(page.getByText('The import of')).toBeHidden();
  await choose(page, tinyImages(400).slice(200));
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Import cancelled.')).toBeVisible();
  const after = await storedCountAtRest(page);
  expect(after).toBeGreaterThanOrEqual(200);
  expect(after).toBeLessThan(400);
});

async function choose(page: Page, files: readonly TestFile[]): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+o');
  await (await choosing).setFiles([...files]);
}

/** How many images are on disk once the batch on its way is there. */
async function storedCountAtRest(page: Page): Promise<number> {
  await expect(page.getByTestId('save-state')).toHaveText('All changes saved on this machine');
  return (await storedImages(page)).length;
}

/** The rows of all images in storage, in the order of the filmstrip. */
async function storedImages(page: Page): Promise<readonly ImageSummary[]> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('maskwright');
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error(String(request.error))));
    });
    const images = await new Promise<ImageSummary[]>((resolve, reject) => {
      const request = database.transaction('images').objectStore('images').getAll();
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error(String(request.error))));
    });
    database.close();
    return images.toSorted((a, b) => a.order - b.order);
  });
}
