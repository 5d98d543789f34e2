import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { CategoryId } from '#core/annotation/ids.ts';
import { categoryRecord, imageRecord } from '#testing/records.ts';
import { seedProject } from '../fixtures/seedProject.ts';
import { expect, test } from '../fixtures/test.ts';

test.beforeEach(async ({ page }) => {
  // nothing is segmented here: without the model the processor is free
  await page.route('**/models/**', (route) => route.abort());
});

test('images are divided, locked, refused, unlocked and divided back', async ({ page, studio }) => {
  await seedProject(page, {
    categories: [
      categoryRecord(1, { name: 'leaf' }),
      categoryRecord(2, { name: 'owl', color: '#0072b2', order: 2 }),
    ],
    images: Array.from({ length: 50 }, (_, i) =>
      imageRecord(i + 1, {
        fileName: `walk_${Math.floor(i / 5)}/frame_${i}.jpg`,
        size: { width: 48, height: 32 },
        blobKey: 'seeded',
        mimeType: 'image/png',
        categoryCounts: {
          ['category-1' as CategoryId]: 1 + (i % 3),
          ...(i % 10 === 0 && { ['category-2' as CategoryId]: 1 }),
        },
        status: i === 49 ? 'skipped' : 'done',
      }),
    ),
  });
  await expect(studio.canvas).toHaveAccessibleName('Image walk_0/frame_0.jpg');

  const dialog = await openDivide(page);
  await expect(row(dialog, 'Images')).toContainText('49');
  await dialog.getByRole('textbox', { name: 'Val, percent' }).fill('20');
  await expect(dialog.getByRole('textbox', { name: 'Train, percent' })).toHaveValue('70 %');
  await dialog.getByText('Folders', { exact: true }).click();
  await expect(
    dialog.getByText('10 groups of images are kept together (49 images).'),
  ).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Seed' }).fill('7');
  await expectClean(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectClean(page);
  await dialog.getByRole('button', { name: 'Divide', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/images for training/u)).toBeVisible();
  const divided = await storedSplits(page);
  expect(divided.filter((split) => split === null)).toHaveLength(1);
  expect(new Set(divided)).toEqual(new Set(['train', 'val', 'test', null]));
  for (let folder = 0; folder < 9; folder += 1) {
    expect(new Set(divided.slice(folder * 5, folder * 5 + 5)).size).toBe(1);
  }

  const again = await openDivide(page);
  await expect(again.getByRole('textbox', { name: 'Seed' })).toHaveValue('7');
  await again.getByRole('button', { name: 'Lock the split' }).click();
  await expect(again.getByText('The split is locked', { exact: true })).toBeVisible();
  await expect(again.getByRole('button', { name: 'Divide', exact: true })).toBeHidden();
  await expectClean(page);
  await again.getByRole('button', { name: 'Unlock the split' }).click();
  await expect(again.getByRole('button', { name: 'Divide', exact: true })).toBeEnabled();
  await page.keyboard.press('Escape');

  for (const _ of ['unlock', 'lock', 'divide']) await page.keyboard.press('Control+z');
  await expect.poll(() => storedSplits(page)).toEqual(divided.map(() => null));
});

async function openDivide(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Data set' }).click();
  await page.getByRole('menuitem', { name: 'Divide into train, val and test' }).click();
  const dialog = page.getByRole('dialog', { name: 'Divide into train, val and test' });
  await expect(dialog).toBeVisible();
  return dialog;
}

function row(dialog: Locator, name: string): Locator {
  return dialog.getByRole('row').filter({ has: dialog.page().getByRole('rowheader', { name }) });
}

async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** The split of every image in storage, in the order of the filmstrip. */
async function storedSplits(page: Page): Promise<readonly (string | null)[]> {
  return page.evaluate(async () => {
    const answerOf = async <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error(String(request.error))));
      });
    const database = await answerOf(indexedDB.open('maskwright'));
    const images = await answerOf<{ order: number; split: string | null }[]>(
      database.transaction('images').objectStore('images').getAll(),
    );
    database.close();
    return images.toSorted((a, b) => a.order - b.order).map(({ split }) => split);
  });
}
