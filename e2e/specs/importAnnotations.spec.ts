import type { Locator, Page } from '@playwright/test';
import { categoryRecord, imageRecord } from '#testing/records.ts';
import { expectClean } from '../fixtures/expectClean.ts';
import { seedProject } from '../fixtures/seedProject.ts';
import { expect, test } from '../fixtures/test.ts';

const size = { width: 96, height: 64 };
const images = [1, 2].map((number) =>
  imageRecord(number, {
    fileName: `party/photo ${number}.png`,
    size,
    blobKey: 'seeded',
    mimeType: 'image/png',
  }),
);

const square = (x: number) => [[x, 10, x + 20, 10, x + 20, 30, x, 30]];
const coco = JSON.stringify({
  images: [
    { id: 1, file_name: 'photo 1.png', ...size },
    { id: 2, file_name: 'photo 2.png', ...size },
    { id: 3, file_name: 'elsewhere.png', ...size },
  ],
  categories: [
    { id: 1, name: 'FACE' },
    { id: 2, name: 'spruce' },
    { id: 3, name: 'car' },
  ],
  annotations: [
    { id: 1, image_id: 1, category_id: 1, segmentation: square(4), iscrowd: 0 },
    { id: 2, image_id: 1, category_id: 2, segmentation: square(40), iscrowd: 0 },
    { id: 3, image_id: 2, category_id: 2, segmentation: square(40), iscrowd: 0 },
    { id: 4, image_id: 1, category_id: 9, segmentation: square(40), iscrowd: 0 },
  ],
});

test.beforeEach(async ({ page }) => {
  // nothing is segmented here: without the model the processor is free
  await page.route('**/models/**', (route) => route.abort());
});

test('a COCO file comes onto the images, is taken back by one undo and doubles nothing', async ({
  page,
  studio,
}) => {
  const categories = [
    categoryRecord(1, { name: 'face' }),
    categoryRecord(2, { name: 'tree', color: '#0072b2', order: 2 }),
  ];
  await seedProject(page, { categories, images });
  await expect(studio.canvas).toHaveAccessibleName('Image party/photo 1.png');
  const dialog = await chooseAnnotations(page, 'instances.json', coco);
  await expect(dialog.getByLabel('Format of instances.json')).toHaveValue('coco');
  await expect(dialog.getByText('2 are in this project')).toBeVisible();
  await expect(dialog.getByText('1 image is not here; its objects stay out')).toBeVisible();
  await expect(dialog.getByRole('list', { name: '1 problem in the files' })).toContainText(
    'its category is missing',
  );
  await expect(becomes(dialog, 'FACE')).toHaveValue('category-1');
  await becomes(dialog, 'spruce').selectOption('tree');
  await becomes(dialog, 'car').selectOption('Leave out');
  await expect(dialog.getByText('3 objects come in on 2 images.')).toBeVisible();
  await expectClean(page, 'light');
  await expectClean(page, 'dark');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('3 objects came in.')).toBeVisible();
  await expect(studio.objects).toHaveCount(2);
  await expect(studio.object('tree')).toBeVisible();

  await page.keyboard.press('Control+z');
  await expect(studio.objects).toHaveCount(0);
  expect(await studio.storedMasks()).toHaveLength(0);
  await page.keyboard.press('Control+Shift+z');
  await expect(studio.objects).toHaveCount(2);

  const again = await chooseAnnotations(page, 'instances.json', coco);
  await becomes(again, 'spruce').selectOption('tree');
  await expect(again.getByText('2 of these images have objects already')).toBeVisible();
  await again.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('0 objects came in. 3 were there already.')).toBeVisible();
  expect(await studio.storedMasks()).toHaveLength(3);
});

test('a damaged file says what is wrong with it', async ({ page, studio }) => {
  await seedProject(page, { categories: [categoryRecord(1)], images });
  await expect(studio.canvas).toHaveAccessibleName('Image party/photo 1.png');
  const dialog = await chooseAnnotations(page, 'broken.json', '{"images": [{"id": 1,');
  await expect(dialog.getByText('No annotations were recognised in there.')).toBeVisible();
  await expectClean(page, 'dark');
  await dialog.getByLabel('Format of broken.json').selectOption('COCO instances');
  await expect(dialog.getByRole('list', { name: /problems? in the files/u })).toContainText(
    'broken.json',
  );
  await expect(dialog.getByText('Nothing would come in.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

async function chooseAnnotations(page: Page, name: string, text: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Data set' }).click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Import annotations' }).click();
  const file = { name, mimeType: 'application/json', buffer: Buffer.from(text) };
  await (await choosing).setFiles(file);
  const dialog = page.getByRole('dialog', { name: 'Import annotations' });
  await expect(dialog).toBeVisible();
  return dialog;
}

function becomes(dialog: Locator, name: string): Locator {
  return dialog.getByRole('combobox', { name: `What becomes of ${name}`, exact: true });
}
