import type { Page } from '@playwright/test';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { ImageSummary, Project } from '#core/project/project.ts';
import { expect, test } from '../fixtures/test.ts';
import { halvesImage, type TestFile } from '../fixtures/testImages.ts';
import { storedRecords } from '../pages/database.ts';
import { ProjectsPage } from '../pages/projectsPage.ts';

// masks are put into storage here: encoding takes the processor from what is the matter
test.beforeEach(async ({ context }) => {
  await context.route(/\.onnx$/u, (route) => route.abort());
});

test('labels outlive the database, pictures find their places again, and what is deleted stays away', async ({
  page,
  studio,
}) => {
  const files: TestFile[] = [];
  for (const name of ['a.png', 'b.png', 'c.png']) {
    files.push(await halvesImage(page, name, 'image/png'));
  }
  await openFiles(page, files);
  await expect(studio.frame('c.png')).toBeVisible();
  await addCategory(page, 'wolf');
  await putObject(page);
  // it came behind the back of the copy: a new base takes it in, and a log goes on from there
  await renewCopy(page);
  await addCategory(page, 'bear');
  await studio.turnTo('b.png');
  const tags = page.getByRole('combobox', { name: 'Tags' });
  await tags.fill('snow');
  await tags.press('Enter');
  await expect.poll(async () => (await recordsIn(page)).images[1]?.tags).toEqual(['snow']);
  const before = await recordsIn(page);
  expect(before.annotations).toHaveLength(1);

  await loseDatabase(page);
  await studio.open();
  const loss = page.getByRole('alert').filter({ hasText: 'has lost its database' });
  await loss.getByRole('button', { name: 'Bring back my labels' }).click();
  await expect(page.getByText('3 pictures are missing')).toBeVisible();
  await expect(studio.frame('a.png')).toHaveAccessibleName('a.png, 1 object');
  expect(await recordsIn(page)).toEqual(before);
  await page.reload();
  await expect(page.getByText(/^The picture of [abc]\.png is missing$/u)).toBeVisible();

  await openFiles(page, files);
  await expect(page.getByText('3 pictures were put back')).toBeVisible();
  const after = await recordsIn(page);
  expect(after.images.map(({ id }) => id)).toEqual(before.images.map(({ id }) => id));
  expect(after.annotations).toEqual(before.annotations);
  expect(await storedRecords(page, 'blobs')).toHaveLength(3);
  await studio.turnTo('c.png');
  await expect(page.getByText('64 × 32 px')).toBeVisible();

  const projects = new ProjectsPage(page);
  await projects.show();
  await projects.choose('Untitled project', 'Delete');
  await projects.fold('Bin');
  await projects.choose('Untitled project', 'Delete now');
  expect(await copyCount(page)).toBe(1);
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect.poll(() => copyCount(page)).toBe(0);
});

async function openFiles(page: Page, files: readonly TestFile[]): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+o');
  await (await choosing).setFiles([...files]);
}

async function addCategory(page: Page, name: string): Promise<void> {
  await page.keyboard.press('c');
  await page.getByRole('dialog', { name: 'Category' }).getByRole('textbox').fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Use category ${name}` })).toBeVisible();
}

/** Has the second copy written anew, and sees that it says so. */
async function renewCopy(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('tab', { name: 'Storage' }).click();
  const button = dialog.getByRole('button', { name: 'Write it anew' });
  await button.click();
  await expect(button).toBeEnabled();
  await expect(dialog.getByTestId('second-copy')).toHaveText('Up to date');
  await expect.poll(() => copyFiles(page)).toContainEqual(expect.stringMatching(/\.whole$/u));
  await page.keyboard.press('Escape');
}

/** All that has to come back, as it lies in storage. */
async function recordsIn(page: Page) {
  return {
    projects: await storedRecords<Project>(page, 'projects'),
    categories: await storedRecords<Category>(page, 'categories'),
    images: (await storedRecords<ImageSummary>(page, 'images')).toSorted(
      (a, b) => a.order - b.order,
    ),
    annotations: await storedRecords<Annotation>(page, 'annotations'),
  };
}

/** Deletes the database from another page of the site, the studio being closed. */
async function loseDatabase(page: Page): Promise<void> {
  await page.goto('/icon.svg');
  await page.evaluate(async () => {
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase('maskwright');
      request.addEventListener('success', () => resolve());
      request.addEventListener('blocked', () => reject(new Error('it is open')));
    });
  });
}

/** Puts an object of the first category on the first image, and counts it there. */
async function putObject(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const answerOf = async <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error(String(request.error))));
      });
    const database = await answerOf(indexedDB.open('maskwright'));
    const transaction = database.transaction(['categories', 'images', 'annotations'], 'readwrite');
    const images = await answerOf<ImageSummary[]>(transaction.objectStore('images').getAll());
    const image = images.find(({ fileName }) => fileName === 'a.png');
    const [category] = await answerOf<Category[]>(transaction.objectStore('categories').getAll());
    if (!image || !category) throw new Error('no image, or no category');
    const categoryCounts = { [category.id]: 1 };
    transaction.objectStore('images').put({ ...image, categoryCounts });
    const mask = { size: image.size, counts: Uint32Array.of(70, 9, 20, 11, 64 * 32 - 110) };
    const annotation = {
      projectId: (image as ImageSummary & { projectId: string }).projectId,
      id: 'object-1',
      imageId: image.id,
      categoryId: category.id,
      mask,
      name: 'grey',
      color: null,
      isHidden: false,
      order: 1,
      createdAt: 1,
      provenance: {
        tool: 'sam',
        modelId: 'none',
        prompt: { points: [], box: null },
        predictedIou: 0.9,
        stabilityScore: 0.8,
      },
    };
    await answerOf(transaction.objectStore('annotations').put(annotation));
    database.close();
  });
  await page.reload();
}

/** How many projects have a second copy. */
async function copyCount(page: Page): Promise<number> {
  return new Set((await copyFiles(page)).map((name) => name.split('/')[0])).size;
}

/** The files of all second copies, with the folders that they lie in. */
async function copyFiles(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const names: string[] = [];
    const copies = await root.getDirectoryHandle('second-copy', { create: true });
    for await (const entry of copies.values()) {
      const folder = await copies.getDirectoryHandle(entry.name);
      for await (const name of folder.keys()) names.push(`${entry.name}/${name}`);
    }
    return names;
  });
}
