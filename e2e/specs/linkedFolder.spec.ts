import type { Page } from '@playwright/test';
import { tinyPng } from '../fixtures/manyImages.ts';
import { expect, test } from '../fixtures/test.ts';
import { halvesImage } from '../fixtures/testImages.ts';

test.use({ hasPickers: true });

test('a project sits on a folder: images are read in place, annotations mirrored, changes told', async ({
  page,
  studio,
}) => {
  await page.addInitScript(standInForPicker);
  await page.reload();
  const halves = await halvesImage(page, 'a.png', 'image/png');
  await writeFile(page, 'photos/a.png', halves.buffer);
  await writeFile(page, 'photos/b.png', tinyPng(2));
  await writeFile(page, 'photos/c.png', tinyPng(3));
  await page.getByRole('button', { name: 'Link a folder' }).click();
  await expect(page.getByText('3 images', { exact: true })).toBeVisible();
  await expect(page.getByText('64 × 32 px')).toBeVisible();
  expect(await storedBlobCount(page)).toBe(0);

  await test.step('the mirror follows an edit', async () => {
    await studio.untilReady();
    await studio.clickForeground({ x: 16, y: 16 });
    await studio.acceptAs('red');
    const mirror = page.getByTestId('mirror-state');
    await expect
      .poll(() => readFile(page, 'photos/maskwright/annotations/a.png.json'))
      .toContain('"category":"red"');
    await expect(mirror).toHaveText(/^Mirrored/u);
    const coco = JSON.parse((await readFile(page, 'photos/maskwright/coco.json')) ?? '');
    expect(coco.images).toHaveLength(3);
    expect(coco.annotations).toMatchObject([{ image_id: 1 }]);
    const file = JSON.parse(
      (await readFile(page, 'photos/maskwright/annotations/a.png.json')) ?? '',
    );
    expect(file.objects[0].area).toBe(coco.annotations[0].area);
  });

  await test.step('what changed in the folder meanwhile is said at the next start', async () => {
    await writeFile(page, 'photos/b.png', tinyPng(22));
    await writeFile(page, 'photos/new.png', tinyPng(5));
    await removeFile(page, 'photos/c.png');
    await page.reload();
    const strip = page.getByRole('region', { name: 'Linked folder' });
    await expect(strip).toContainText('1 file changed since it was linked: b.png');
    await strip.getByRole('button', { name: 'Take the new version' }).click();
    await expect(strip).toContainText('1 file is missing: c.png');
    await studio.turnTo('c.png');
    await expect(page.getByText('24 × 16 px')).toBeVisible(); // its thumbnail stands in
    await writeFile(page, 'photos/sub/c2.png', tinyPng(3));
    await strip.getByRole('button', { name: 'Rescan' }).click();
    await expect(studio.frame('sub/c2.png')).toBeVisible();
    await expect(strip).toContainText('1 new file in the folder “photos”');
    await strip.getByRole('button', { name: 'Add' }).click();
    await expect(page.getByText('4 images', { exact: true })).toBeVisible();
    await expect(strip).toBeHidden();
  });

  await test.step('a lost permission is asked for, a lost folder is looked for', async () => {
    await page.evaluate(() => localStorage.setItem('test-permission', 'prompt'));
    await page.reload();
    const strip = page.getByRole('region', { name: 'Linked folder' });
    await expect(strip).toContainText('The folder “photos” needs your permission');
    await expect(studio.frame('a.png')).toBeVisible();
    await strip.getByRole('button', { name: 'Allow' }).click();
    await expect(strip).toBeHidden();
    await expect(page.getByTestId('mirror-state')).toHaveAttribute('data-state', 'written');

    await page.evaluate(moveFolder);
    await page.reload();
    await expect(strip).toContainText('The folder “photos” cannot be found');
    await page.evaluate(() => localStorage.setItem('test-folder', 'moved'));
    await strip.getByRole('button', { name: 'Choose again' }).click();
    await expect(strip).toBeHidden();
    await studio.turnTo('a.png');
    await expect(studio.objects).toHaveCount(1);
    await expect(page.getByText('64 × 32 px')).toBeVisible();
  });
});

/** Folders of the private file system take the place of the picker's. Runs in the page. */
function standInForPicker(): void {
  const showDirectoryPicker = async () => {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle(localStorage.getItem('test-folder') ?? 'photos');
  };
  Object.assign(window, { showDirectoryPicker });
  Object.assign(FileSystemHandle.prototype, {
    queryPermission: async () => localStorage.getItem('test-permission') ?? 'granted',
    async requestPermission() {
      localStorage.removeItem('test-permission');
      return 'granted';
    },
  });
}

async function writeFile(page: Page, path: string, bytes: Buffer): Promise<void> {
  await page.evaluate(
    async ({ names, content }) => {
      let folder = await navigator.storage.getDirectory();
      for (const name of names.slice(0, -1)) {
        folder = await folder.getDirectoryHandle(name, { create: true });
      }
      const handle = await folder.getFileHandle(names.at(-1) ?? '', { create: true });
      const writable = await handle.createWritable();
      await writable.write(Uint8Array.from(content));
      await writable.close();
    },
    { names: path.split('/'), content: [...bytes] },
  );
}

/** null while there is no such file. */
async function readFile(page: Page, path: string): Promise<string | null> {
  return page.evaluate(async (names) => {
    try {
      let folder = await navigator.storage.getDirectory();
      for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
      return await (await (await folder.getFileHandle(names.at(-1) ?? '')).getFile()).text();
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return null;
      throw error;
    }
  }, path.split('/'));
}

async function removeFile(page: Page, path: string): Promise<void> {
  await page.evaluate(async (names) => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(names[0] ?? '');
    await folder.removeEntry(names[1] ?? '');
  }, path.split('/'));
}

/** Copies the files of `photos` to `moved` and deletes the former. Runs in the page. */
async function moveFolder(): Promise<void> {
  async function copy(from: FileSystemDirectoryHandle, to: FileSystemDirectoryHandle) {
    for await (const handle of from.values()) {
      if (handle instanceof FileSystemDirectoryHandle) {
        await copy(handle, await to.getDirectoryHandle(handle.name, { create: true }));
      } else if (handle instanceof FileSystemFileHandle) {
        const writable = await (
          await to.getFileHandle(handle.name, { create: true })
        ).createWritable();
        await writable.write(await handle.getFile());
        await writable.close();
      }
    }
  }
  const root = await navigator.storage.getDirectory();
  const photos = await root.getDirectoryHandle('photos');
  await copy(photos, await root.getDirectoryHandle('moved', { create: true }));
  await root.removeEntry('photos', { recursive: true });
}

async function storedBlobCount(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('maskwright');
      request.addEventListener('success', () => resolve(request.result));
    });
    const count = await new Promise<number>((resolve) => {
      const request = database.transaction('blobs').objectStore('blobs').count();
      request.addEventListener('success', () => resolve(request.result));
    });
    database.close();
    return count;
  });
}
