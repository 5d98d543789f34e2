import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { CategoryId } from '#core/annotation/ids.ts';
import { encodeMask } from '#core/mask/codec.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { annotationRecord, categoryRecord, imageRecord } from '#testing/records.ts';
import { seedProject } from '../fixtures/seedProject.ts';
import { expect, test } from '../fixtures/test.ts';
import type { Studio } from '../pages/studio.ts';

const size = { width: 480, height: 320 };
const categories = [
  categoryRecord(1, { name: 'plate' }),
  categoryRecord(2, { name: 'coin', color: '#0072b2', order: 2 }),
];

test.beforeEach(async ({ page }) => {
  // nothing is segmented here: without the model the processor is free
  await page.route('**/models/**', (route) => route.abort());
});

test('a package that came back is decided side by side, merged as one step and undone', async ({
  page,
  studio,
}) => {
  await seedProject(page, theirCopy);
  await expect(studio.objects).toHaveCount(4);
  const packageFile = await exportPackage(page);
  await seedProject(page, { categories, images: imagesWith(mine), annotations: mine });
  await expect(studio.objects).toHaveCount(3);
  const before = await studio.storedMasks();

  await page.getByRole('button', { name: 'Data set' }).click();
  await page.getByRole('menuitem', { name: 'Merge a package' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge a package' });
  await dialog.locator('input[type="file"]').setInputFiles(packageFile);
  await expectClean(page);
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();

  const conflicts = dialog.getByRole('listbox', { name: 'Conflicts' });
  await expect(conflicts.getByRole('option')).toHaveCount(3);
  await expect(conflicts).toBeFocused();
  await expectPicture(page, 'Yours: plate on dishes.png');
  await expectPicture(page, 'Theirs: coin on dishes.png');
  await expectClean(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectClean(page);
  const merge = dialog.getByRole('button', { name: 'Merge', exact: true });
  await expect(merge).toBeDisabled();

  await page.keyboard.press('2');
  await expect(dialog.getByText('2 conflicts left to decide')).toBeVisible();
  await expect(dialog.getByText('Deleted', { exact: true })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const choices = dialog.getByRole('group', { name: 'What stays' });
  await choices.getByRole('button', { name: 'Yours' }).click();
  await dialog.getByRole('button', { name: 'All yours' }).click();
  await expect(dialog.getByText('Everything is decided')).toBeVisible();

  await dialog.getByRole('tab', { name: 'Agreement' }).click();
  const table = dialog.getByRole('table', { name: 'Agreement by category' });
  await expect(table.getByRole('row').nth(1)).toContainText('All categories');
  const differences = dialog.getByRole('listbox', { name: 'Where you differ' });
  await expect(differences.getByRole('option').first()).toContainText('plate or coin?');
  await expectPicture(page, 'plate or coin?, on dishes.png');
  await expectClean(page);
  await dialog.getByRole('tab', { name: 'Overview' }).click();
  await expect(dialog.getByRole('row', { name: 'Objects they added 1' })).toBeVisible();
  await expectClean(page);

  await merge.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Merged 1 image. Undo takes all of it back.')).toBeVisible();
  await expect(studio.objects).toHaveCount(4);
  expect(await categoriesOf(studio)).toEqual([
    'category-2',
    'category-1',
    'category-1',
    'category-1',
  ]);
  await page.keyboard.press('Control+z');
  await expect(studio.objects).toHaveCount(3);
  expect(await studio.storedMasks()).toEqual(before);
});

/** Squares on the discs of the seeded picture. */
function object(number: number, x: number, patch: Partial<Annotation> = {}): Annotation {
  const pixels = new Uint8Array(size.width * size.height);
  const side = 60 + number;
  for (let row = 130; row < 130 + side; row += 1) {
    pixels.fill(1, row * size.width + x, row * size.width + x + side);
  }
  return annotationRecord(number, { mask: encodeMask({ size, pixels }), ...patch });
}

function imagesWith(annotations: readonly Annotation[]): readonly ImageSummary[] {
  const categoryCounts: Record<CategoryId, number> = {};
  for (const { categoryId } of annotations) {
    categoryCounts[categoryId] = (categoryCounts[categoryId] ?? 0) + 1;
  }
  return [
    imageRecord(1, {
      fileName: 'dishes.png',
      size,
      mimeType: 'image/png',
      blobKey: 'seeded',
      status: 'inProgress',
      categoryCounts,
    }),
  ];
}

const [one, two] = [object(1, 40), object(2, 200)];
const base = [one, two];
/** The first was moved, the second deleted, a third is new. */
const mine = [{ ...one, mask: object(1, 52).mask }, object(3, 330), object(9, 400)];
/** The first is a coin now, the second has a name, and new ones: one more on the third disc, one apart. */
const theirs = [
  { ...one, categoryId: 'category-2' as CategoryId },
  { ...two, name: 'cracked' },
  object(4, 336),
  object(5, 120),
];
const theirCopy = {
  categories,
  images: imagesWith(theirs),
  annotations: theirs,
  bases: { packageId: 'package-1', images: imagesWith(base), annotations: base },
};

async function exportPackage(page: Page) {
  await page.keyboard.press('Control+Shift+e');
  const downloading = page.waitForEvent('download');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save package' }).click();
  const download = await downloading;
  const buffer = await readFile(await download.path());
  return { name: download.suggestedFilename(), mimeType: 'application/octet-stream', buffer };
}

async function categoriesOf(studio: Studio): Promise<readonly string[]> {
  const records = await studio.storedMasks();
  return records.map(({ categoryId }) => categoryId);
}

async function expectPicture(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('img', { name })).toHaveAttribute('data-state', 'ready');
}

async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}
