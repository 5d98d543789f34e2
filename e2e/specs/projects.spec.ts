import type { Page } from '@playwright/test';
import { expectClean } from '../fixtures/expectClean.ts';
import { expect, test } from '../fixtures/test.ts';
import { halvesImage } from '../fixtures/testImages.ts';
import { storedRecords } from '../pages/database.ts';
import { ProjectsPage } from '../pages/projectsPage.ts';
import type { Studio } from '../pages/studio.ts';

interface OwnedRecord {
  readonly projectId: string;
}

test('projects are made, named, found by address, and switched', async ({ studio }) => {
  const { page } = studio;
  const projects = new ProjectsPage(page);
  await chooseImages(studio, ['a.png', 'b.png']);
  await createCategory(page, 'leaf');
  await expect(page).toHaveURL(/#\/p\/[\w-]+$/u);
  await expect(page).toHaveTitle('Untitled project – Maskwright');

  await projects.show();
  await expect(page).toHaveURL(/#\/projects$/u);
  await expect(projects.card('Untitled project')).toContainText('2 images, 0 objects');
  await expect(projects.card('Untitled project')).toContainText('0 of 2 done');
  await expectClean(page, 'dark');
  await expectClean(page, 'light');
  await projects.create('Second', 'Untitled project');
  await expect(page.getByRole('button', { name: 'Use category leaf' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Open photos to start' })).toBeVisible();

  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveTitle('Untitled project – Maskwright');
  await expect(studio.frame('b.png')).toBeVisible();
  await page.reload();
  await expect(studio.frame('b.png')).toBeVisible();

  await page.getByRole('button', { name: 'Switch project' }).click();
  await page.getByRole('menuitem', { name: 'Second' }).click();
  await expect(page).toHaveTitle('Second – Maskwright');
  await expect(studio.frame('b.png')).toBeHidden();
  await page.keyboard.press('Shift+p');
  await projects.choose('Untitled project', 'Rename');
  await page.getByRole('textbox', { name: 'Name of project Untitled project' }).fill('First');
  await page.keyboard.press('Enter');
  await projects.open('First');
  await expect(page).toHaveTitle('First – Maskwright');
  await page.goto('/#/p/nothing-of-that-name');
  await expect(page.getByRole('alert')).toContainText('no project at this address');
  await expect(page).toHaveURL(/#\/projects$/u);
});

test('a copy shares the images of a project and outlives it', async ({ studio }) => {
  const { page } = studio;
  const projects = new ProjectsPage(page);
  await chooseImages(studio, ['a.png', 'b.png']);
  await createCategory(page, 'leaf');
  const address = page.url();
  await projects.show();
  await projects.choose('Untitled project', 'Duplicate');
  const copy = 'Untitled project (copy)';
  await expect(projects.card(copy)).toContainText('2 images, 0 objects');
  expect(await storedRecords(page, 'blobs')).toHaveLength(2);
  expect(await storedRecords(page, 'snapshots')).toHaveLength(2);
  await projects.open(copy);
  await studio.frame('b.png').hover();
  await page.getByRole('button', { name: 'Remove b.png from the project' }).click();
  await projects.show();
  await expect(projects.card(copy)).toContainText('1 image, 0 objects');
  await expect(projects.card('Untitled project')).toContainText('2 images, 0 objects');

  await projects.choose('Untitled project', 'Archive');
  await projects.fold('Archive');
  await projects.choose('Untitled project', 'Take out of the archive');
  await projects.choose('Untitled project', 'Delete');
  await projects.fold('Bin');
  await page.goto(address);
  await expect(page.getByRole('alert')).toContainText('is in the bin');
  await projects.choose('Untitled project', 'Restore');
  await projects.choose('Untitled project', 'Delete');
  await projects.choose('Untitled project', 'Delete now');
  const question = page.getByRole('dialog', { name: 'Delete “Untitled project” for good?' });
  await question.getByRole('button', { name: 'Delete for good' }).click();
  await expect(projects.card('Untitled project')).toBeHidden();
  const [left] = await storedRecords<{ readonly id: string }>(page, 'projects');
  for (const store of ['categories', 'images', 'journal', 'snapshots'] as const) {
    const owners = (await storedRecords<OwnedRecord>(page, store)).map((each) => each.projectId);
    expect([store, ...new Set(owners)]).toEqual([store, left?.id]);
  }

  await projects.open(copy);
  await page.keyboard.press('Control+z');
  await studio.turnTo('b.png');
  await expect(page.getByText('64 × 32 px')).toBeVisible();
});

test('what was deleted long ago, or half purged, is gone at the next start', async ({ studio }) => {
  const { page } = studio;
  await chooseImages(studio, ['a.png']);
  await expect(page.getByTestId('save-state')).toHaveText('All changes saved on this machine');
  await page.evaluate(plantOldProjects);
  expect(await storedRecords(page, 'annotations')).toHaveLength(5000);
  await page.reload();
  await expect(studio.frame('a.png')).toBeVisible();
  await expect.poll(() => storedRecords(page, 'annotations')).toEqual([]);
  await expect.poll(async () => (await storedRecords(page, 'projects')).length).toBe(10);
  const projects = new ProjectsPage(page);
  await projects.show();
  await projects.fold('Bin');
  await expect(projects.card('Deleted lately')).toContainText('Goes in 1 day');
  await page.getByRole('searchbox', { name: 'Find a project' }).fill('plot 7');
  await expect(projects.work.getByRole('listitem')).toHaveCount(1);
  await projects.open('Plot 7');
  await expect(page).toHaveTitle('Plot 7 – Maskwright');
});

async function createCategory(page: Page, name: string): Promise<void> {
  await page.keyboard.press('c');
  await page.getByRole('dialog', { name: 'Category' }).getByRole('textbox').fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Use category ${name}` })).toBeVisible();
}

async function chooseImages(studio: Studio, names: readonly string[]): Promise<void> {
  const { page } = studio;
  const files = await Promise.all(names.map((name) => halvesImage(page, name, 'image/png')));
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open images' }).click();
  await (await choosing).setFiles(files);
  await expect(studio.frame(names.at(-1) ?? '')).toBeVisible();
}

/**
 * A project deleted 31 days ago and a half purged one, of 5,000 objects together, one deleted 29.5 days
 * ago, and eight in work.
 */
async function plantOldProjects(): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('maskwright');
    request.onsuccess = () => resolve(request.result);
  });
  const dayMs = 24 * 60 * 60 * 1000;
  const transaction = database.transaction(['projects', 'annotations'], 'readwrite');
  const projects = transaction.objectStore('projects');
  const put = (id: string, name: string, deletedAt: number | null) =>
    projects.put({ id, name, createdAt: 1, archivedAt: null, deletedAt, splitPlan: null });
  put('old', 'Deleted long ago', Date.now() - 31 * dayMs);
  put('half', 'Half purged', 0);
  put('young', 'Deleted lately', Date.now() - 29.5 * dayMs);
  for (let number = 1; number <= 8; number += 1) put(`plot-${number}`, `Plot ${number}`, null);
  for (let number = 0; number < 5000; number += 1) {
    transaction.objectStore('annotations').put({
      id: `annotation-${number}`,
      projectId: number % 2 === 0 ? 'old' : 'half',
      imageId: 'image',
      categoryId: 'category',
    });
  }
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
}
