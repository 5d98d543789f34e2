import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { writeVersion4 } from '../fixtures/databaseVersion4.ts';
import {
  oldProject,
  writeVersion1,
  writeVersion2,
  writeVersion3,
} from '../fixtures/oldDatabases.ts';
import { Studio } from '../pages/studio.ts';

const versions = [
  { version: 1, write: writeVersion1 },
  { version: 2, write: writeVersion2 },
  { version: 3, write: writeVersion3 },
  { version: 4, write: writeVersion4 },
];

for (const { version, write } of versions) {
  test(`a database of version ${version} opens with everything in it`, async ({ page }) => {
    await write(page);
    await expectEverything(page, version);
  });
}

test('a database of a newer version is refused in words and left alone', async ({ page }) => {
  await page.goto('/icon.svg');
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open('maskwright', 99);
        request.addEventListener('success', () => {
          request.result.close();
          resolve();
        });
      }),
  );
  await page.goto('/');
  await expect(page.getByRole('alert')).toContainText('saved by a newer version');
  expect(await databaseVersions(page)).toMatchObject({ maskwright: 99 });
});

test('an upgrade that fails leaves everything as it was, with a copy to save', async ({ page }) => {
  await writeVersion3(page);
  await page.evaluate(() => localStorage.setItem('test-fault', 'upgrade'));
  await page.addInitScript(breakStorage);
  await page.goto('/');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('does not let the studio keep data');
  expect(await databaseVersions(page)).toEqual({ maskwright: 3, 'maskwright-before-v5': 1 });
  const downloading = page.waitForEvent('download');
  await alert.getByRole('button', { name: 'Save the copy as a file' }).click();
  const lines = (await readFile(await (await downloading).path(), 'utf8')).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({
      store: 'annotations',
      value: expect.objectContaining({ mask: { size: expect.anything(), counts: [16, 16, 32] } }),
    }),
  );
  await page.evaluate(() => localStorage.removeItem('test-fault'));
  await alert.getByRole('button', { name: 'Go back to the copy' }).click();
  await expectEverything(page, 3);
});

test('an upgrade after which nothing opens can be taken back, pictures and all', async ({
  page,
}) => {
  await writeVersion3(page);
  await page.evaluate(() => localStorage.setItem('test-fault', 'load'));
  await page.addInitScript(breakStorage);
  await page.goto('/');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Something broke');
  expect(await databaseVersions(page)).toMatchObject({ maskwright: 5, 'maskwright-before-v5': 1 });
  await page.evaluate(() => localStorage.setItem('test-fault', 'upgrade'));
  await alert.getByRole('button', { name: 'Go back to the copy' }).click();
  // the old version is on disk, and the next upgrade begins from it
  await expect(alert).toContainText('does not let the studio keep data');
  expect(await databaseVersions(page)).toEqual({ maskwright: 3, 'maskwright-before-v5': 1 });
  await page.evaluate(() => localStorage.removeItem('test-fault'));
  await alert.getByRole('button', { name: 'Reload' }).click();
  await expectEverything(page, 3);
});

async function expectEverything(page: Page, version: number): Promise<void> {
  const studio = new Studio(page);
  if (page.url().endsWith('.svg')) await studio.open();
  await expect(page.getByRole('button', { name: oldProject.name })).toBeVisible();
  for (const [fileName, count] of oldProject.images) {
    const objects = count === 1 ? '1 object' : `${count} objects`;
    await expect(studio.frame(fileName)).toHaveAccessibleName(`${fileName}, ${objects}`);
  }
  if (version >= 2) {
    await expect(studio.canvas).toHaveAccessibleName('Image second.png');
    await expect(page.getByText(`Zoom ${oldProject.scale}00 %`)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Use category other' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  }
  await studio.turnTo('first.png');
  await expect(page.getByText('8 × 8 px')).toBeVisible();
  await expect(studio.object('thing 1')).toBeVisible();
  await expect(studio.object('other 2')).toBeVisible();
  const masks = await studio.storedMasks();
  expect(masks).toHaveLength(3);
  for (const { counts } of masks) expect([...counts]).toEqual(oldProject.counts);
  expect(await modelTitles(page)).toEqual(version >= 3 ? [oldProject.modelTitle] : []);
  // the copy goes when the project has opened
  const databases = await databaseVersions(page);
  expect(databases).toMatchObject({ maskwright: 5 });
  expect(Object.keys(databases).filter((name) => /before|bytes/u.test(name))).toEqual([]);
}

async function databaseVersions(page: Page): Promise<Readonly<Record<string, number>>> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const pairs = databases.map(({ name = '', version = 0 }) => [name, version] as const);
    return Object.fromEntries(pairs.filter(([name]) => !/embeddings|scratch/u.test(name)));
  });
}

async function modelTitles(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('maskwright');
      request.addEventListener('success', () => resolve(request.result));
    });
    const models = await new Promise<{ title: string }[]>((resolve) => {
      const request = database.transaction('ownModels').objectStore('ownModels').getAll();
      request.addEventListener('success', () => resolve(request.result));
    });
    database.close();
    return models.map(({ title }) => title);
  });
}

/** Makes the upgrade, or the first load after it, fail as long as the page is told to. Runs in the page. */
function breakStorage(): void {
  const { createObjectStore } = IDBDatabase.prototype;
  IDBDatabase.prototype.createObjectStore = function create(this: IDBDatabase, name, options) {
    if (name === 'leases' && localStorage.getItem('test-fault') === 'upgrade') {
      throw new Error('fault of the test');
    }
    return createObjectStore.call(this, name, options);
  };
  const { getAll } = IDBIndex.prototype;
  IDBIndex.prototype.getAll = function all(
    this: IDBIndex,
    ...query: Parameters<IDBIndex['getAll']>
  ) {
    if (this.name === 'byProject' && localStorage.getItem('test-fault') === 'load') {
      throw new Error('fault of the test');
    }
    return getAll.apply(this, query);
  } as IDBIndex['getAll'];
}
