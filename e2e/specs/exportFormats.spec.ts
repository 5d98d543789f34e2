import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { decode } from 'fast-png';
import { annotationRecord, categoryRecord, imageRecord } from '#testing/records.ts';
import { ellipseMask } from '../fixtures/ellipse.ts';
import { expectClean } from '../fixtures/expectClean.ts';
import { seedProject } from '../fixtures/seedProject.ts';
import { expect, test } from '../fixtures/test.ts';
import { readZip } from '../fixtures/zip.ts';

const size = { width: 96, height: 64 };
const categories = [
  categoryRecord(1, { name: 'face' }),
  categoryRecord(2, { name: 'tree', color: '#0072b2', order: 2 }),
];
const images = [1, 2, 3].map((number) =>
  imageRecord(number, {
    fileName: `party/photo ${number}.png`,
    size,
    blobKey: 'seeded',
    mimeType: 'image/png',
    categoryCounts: { [categories[number === 3 ? 1 : 0]?.id ?? '']: 1 },
  }),
);
const annotations = [1, 2, 3].map((number) =>
  annotationRecord(number, {
    imageId: imageRecord(number).id,
    categoryId: categories[number === 3 ? 1 : 0]?.id ?? annotationRecord(1).categoryId,
    mask: ellipseMask({ x: 40, y: 32, radiusX: 14, radiusY: 11 }, size),
    attributes: number === 2 ? { age: 'old' } : {},
  }),
);

test.beforeEach(async ({ page }) => {
  // nothing is segmented here: without the model the processor is free
  await page.route('**/models/**', (route) => route.abort());
});

test('an export is foreseen, checked and told of, and leads to what was lost', async ({
  page,
  studio,
}) => {
  await seedProject(page, { categories, images, annotations });
  await expect(studio.canvas).toHaveAccessibleName('Image party/photo 1.png');
  const dialog = await openExport(page);
  await dialog.getByRole('radio', { name: 'YOLO detection' }).check();
  const before = dialog.getByRole('region', { name: 'What cannot be kept' });
  await expect(before).toContainText('Only the boxes of 3 objects are kept');
  await expect(before).toContainText('1 attribute value is dropped');
  await expectClean(page, 'light');
  await expectClean(page, 'dark');
  const zip = await save(page, dialog, 'untitled-project-yolo-detect.zip');
  expect(zip.names).toContain('data.yaml');
  const told = JSON.parse(await zip.text('export-report.json'));
  expect(told).toMatchObject({ format: 'yolo-detect', verdict: 'asDeclared', images: 3 });

  const report = page.getByRole('dialog', { name: 'Export checked' });
  await expect(report).toContainText('What came back differs only as the format demands.');
  await expectClean(page, 'dark');
  await expectClean(page, 'light');
  await report.getByRole('button', { name: 'Show object 1 on party/photo 2.png' }).first().click();
  await expect(report).toBeHidden();
  await expect(studio.canvas).toHaveAccessibleName('Image party/photo 2.png');
  await expect(studio.objects.first()).toHaveAttribute('aria-selected', 'true');

  const again = await openExport(page);
  await expect(again.getByRole('radio', { name: 'YOLO detection' })).toBeChecked();
  await again.getByRole('radio', { name: 'COCO instances' }).check();
  await again.getByRole('switch', { name: 'Training kit' }).check();
  await again.getByText('Letterbox', { exact: true }).click();
  await again.getByRole('textbox', { name: 'Side, px' }).fill('64');
  await expectClean(page, 'light');
  const kit = await save(page, again, 'untitled-project-coco.zip');
  expect(kit.names).toContain('TRAIN.md');
  const { width, height } = decode(await kit.bytes('images/party/photo 1.png'));
  expect([width, height]).toEqual([64, 64]);
  expect(JSON.parse(await kit.text('export-report.json'))).toMatchObject({
    selfCheck: { objectCount: 3, exactCount: 3 },
  });
});

test('faces are filled, files renamed and metadata gone before anything leaves', async ({
  page,
  studio,
}) => {
  await seedProject(page, { categories, images, annotations });
  await expect(studio.canvas).toHaveAccessibleName('Image party/photo 1.png');
  const dialog = await openExport(page);
  await dialog.getByRole('radio', { name: 'Instance masks (PNG)' }).check();
  await expect(dialog.getByRole('switch', { name: 'Remove metadata' })).toBeChecked();
  await dialog.getByRole('switch', { name: 'Rename files' }).check();
  await dialog.getByRole('combobox', { name: 'Hide objects in the images' }).fill('face');
  await page.getByRole('option', { name: 'face' }).click();
  await page.keyboard.press('Escape');
  await expect(dialog.getByText('2 images are decoded and written anew.')).toBeVisible();
  await expectClean(page, 'light');
  const zip = await save(page, dialog, 'untitled-project-instance-png.zip');
  const pictures = zip.names.filter((name) => /img-00000\d\.png$/u.test(name));
  expect(pictures.length).toBeGreaterThanOrEqual(3);
  expect(zip.names.join(' ')).not.toContain('photo');
  const hidden = zip.names.find((name) => name.endsWith('images/img-000001.png')) ?? '';
  const untouched = zip.names.find((name) => name.endsWith('images/img-000003.png')) ?? '';
  expect(pixelAt(await zip.bytes(hidden), 40, 32)).toEqual([0, 0, 0]);
  expect(pixelAt(await zip.bytes(hidden), 2, 2)).toEqual([0x5a, 0x62, 0x6b]);
  expect(pixelAt(await zip.bytes(untouched), 40, 32)).not.toEqual([0, 0, 0]);
  expect(await zip.text('export-report.json')).not.toContain('photo');

  const report = page.getByRole('dialog', { name: 'Export checked' });
  await expect(report).toContainText('Every object came back pixel for pixel.');
  await expect(report).toContainText('2 images were written anew to hide objects.');
  const downloading = page.waitForEvent('download');
  await report.getByRole('button', { name: 'Save the list of names' }).click();
  const names = await readFile(await (await downloading).path(), 'utf8');
  expect(names).toContain('img-000002.png,party/photo 2.png');
});

async function openExport(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export the data set' });
  await expect(dialog.getByRole('radio').first()).toBeVisible();
  return dialog;
}

async function save(page: Page, dialog: Locator, fileName: string) {
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(fileName);
  return readZip(new Uint8Array(await readFile(await download.path())));
}

function pixelAt(png: Uint8Array, x: number, y: number): readonly number[] {
  const { data, width, channels } = decode(png);
  return Array.from(data.subarray((y * width + x) * channels, (y * width + x) * channels + 3));
}
