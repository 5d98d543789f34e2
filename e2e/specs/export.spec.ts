import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { areaOf, boundsOf } from '#core/mask/measures.ts';
import { rleFromString } from '#core/mask/rleString.ts';
import { expect, test } from '../fixtures/test.ts';
import { readZip } from '../fixtures/zip.ts';
import type { Studio } from '../pages/studio.ts';

test('the exported COCO data set holds exactly what is stored', async ({ page, studio }) => {
  await labelTwoObjects(studio);
  const downloading = page.waitForEvent('download');
  await exportCoco(page);
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('untitled-project-coco.zip');
  await expect(page.getByText('Saved untitled-project-coco.zip')).toBeVisible();

  const zip = await readZip(new Uint8Array(await readFile(await download.path())));
  expect(zip.names[0]).toBe('annotations/instances_default.json');
  expect(zip.names.slice(1)).toEqual([
    ...['aeroplane', 'house', 'cat', 'landscape', 'allium', 'acanthus'].map(
      (name) => `images/${name}.jpg`,
    ),
    'export-report.json',
  ]);
  expect(JSON.parse(await zip.text('export-report.json'))).toMatchObject({
    format: 'coco',
    verdict: 'exact',
    selfCheck: { imageCount: 6, objectCount: 2, exactCount: 2, leastIou: 1, differences: [] },
  });
  await expect(page.getByText('Every object came back pixel for pixel.')).toBeVisible();
  const coco = JSON.parse(await zip.text('annotations/instances_default.json'));
  expect(coco.images[0]).toMatchObject({
    id: 1,
    file_name: 'aeroplane.jpg',
    width: 1024,
    height: 717,
  });
  expect(coco.categories.map(({ id, name }: { id: number; name: string }) => [id, name])).toEqual([
    [1, 'disc'],
    [2, 'roof'],
  ]);
  const masks = await studio.storedMasks();
  expect(coco.annotations).toHaveLength(masks.length);
  for (const [index, mask] of masks.entries()) {
    const { segmentation, ...annotation } = coco.annotations[index];
    const { x, y, width, height } = boundsOf(mask);
    expect(annotation).toEqual({
      id: index + 1,
      image_id: index + 1,
      category_id: index + 1,
      area: areaOf(mask),
      bbox: [x, y, width, height],
      iscrowd: 0,
    });
    expect(segmentation.size).toEqual([mask.size.height, mask.size.width]);
    const read = rleFromString(segmentation.counts, mask.size);
    expect(read.isValid && read.rle.counts).toEqual(mask.counts);
  }
  const served = await page.request.get(new URL(await sampleUrl(page), page.url()).href);
  expect(await zip.bytes('images/aeroplane.jpg')).toEqual(new Uint8Array(await served.body()));
});

test.describe('with the File System Access pickers', () => {
  test.use({ hasPickers: true });

  test('where the browser can, the zip streams into a file of the person’s choice', async ({
    page,
    studio,
  }) => {
    await page.evaluate(() => {
      // the dialog itself is the browser's; behind it stands a real writable file
      Object.assign(window, {
        showSaveFilePicker: async () =>
          (await navigator.storage.getDirectory()).getFileHandle('chosen.zip', { create: true }),
      });
    });
    await labelTwoObjects(studio);
    await exportCoco(page);
    await expect(page.getByText('Saved untitled-project-coco.zip')).toBeVisible();
    const bytes = await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const file = await (await root.getFileHandle('chosen.zip')).getFile();
      return [...new Uint8Array(await file.arrayBuffer())];
    });
    const zip = await readZip(Uint8Array.from(bytes));
    expect(zip.names).toHaveLength(8);
    expect(
      JSON.parse(await zip.text('annotations/instances_default.json')).annotations,
    ).toHaveLength(2);
  });
});

async function labelTwoObjects(studio: Studio): Promise<void> {
  await studio.openSamples();
  await studio.untilReady();
  await studio.clickForeground({ x: 845, y: 258 });
  await studio.acceptAs('disc');
  await studio.turnTo('house.jpg');
  await studio.untilReady();
  await studio.clickForeground({ x: 820, y: 268 });
  await studio.acceptAs('roof');
}

async function exportCoco(page: Page): Promise<void> {
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('switch', { name: 'Remove metadata' }).uncheck();
  await expect(dialog.getByRole('radio', { name: 'COCO instances' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
}

/** The address of the aeroplane among what the page has loaded: the first sample. */
async function sampleUrl(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .find((name) => name.endsWith('.jpg')) ?? '',
  );
}
