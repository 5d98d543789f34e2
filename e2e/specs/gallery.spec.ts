import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { halvesImage } from '../fixtures/testImages.ts';
import type { Studio } from '../pages/studio.ts';

test('images are found, tagged, stepped through and deleted, with the keys alone', async ({
  page,
  studio,
}) => {
  await openFour(studio);
  await page.keyboard.press('g');
  const cards = page.getByRole('gridcell');
  const query = page.getByRole('combobox', { name: 'Filter images' });
  await expect(cards).toHaveCount(4);
  await expect(cardOf(page, 'a1.png')).toBeFocused();

  // a query by keys, then both of its images in hand
  await page.keyboard.press('/');
  await page.keyboard.type('name:a');
  await expect(cards).toHaveCount(2);
  await expect(page.getByText('2 of 4')).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByText('2 selected')).toBeVisible();
  await expect(cardOf(page, 'a2.png')).toHaveAttribute('aria-selected', 'true');

  await page.getByRole('button', { name: 'Tags', exact: true }).press('Enter');
  await page.getByRole('combobox', { name: 'Add a tag' }).fill('night shot');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Done: tag images, 2 images')).toBeVisible();
  await page.getByTestId('save-state').click();

  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(page.getByText('Undone: tag images')).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(page.getByText('Done again: tag images')).toBeVisible();

  // completion: a field, then a value of the project
  await query.fill('zebra');
  await expect(page.getByText('None of the 4 images fits “zebra”.')).toBeVisible();
  await query.fill('');
  await query.pressSequentially('ta');
  await expect(page.getByRole('option', { name: 'tag:', exact: false }).first()).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(query).toHaveValue('tag:');
  await expect(page.getByRole('option', { name: '"night shot" 2 images' })).toBeVisible();
  await page.keyboard.type('ni');
  await page.keyboard.press('Tab');
  await expect(query).toHaveValue('tag:"night shot" ');
  await expect(cards).toHaveCount(2);

  // next and previous follow the query, which is still there after a reload
  await page.keyboard.press('Enter'); // from the field to the images
  await cardOf(page, 'a1.png').dblclick();
  await expect(studio.canvas).toHaveAccessibleName('Image a1.png');
  await expect(studio.frame('b1.png')).toBeHidden();
  await page.keyboard.press('PageDown');
  await expect(studio.canvas).toHaveAccessibleName('Image a2.png');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageUp');
  await expect(studio.canvas).toHaveAccessibleName('Image a1.png');
  await page.reload();
  await expect(page.getByText('2 of 4').first()).toBeVisible();
  await page.getByRole('button', { name: 'Clear filter' }).first().click();
  await expect(studio.frame('b1.png')).toBeVisible();

  await page.keyboard.press('g');
  await page.keyboard.press('Control+a');
  await expect(page.getByText('4 selected')).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(page.getByText('Open photos to start')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(cards).toHaveCount(4);
});

test('the gallery says what is wrong, sets a status and is clean for axe', async ({
  page,
  studio,
}) => {
  await openFour(studio);
  await page.keyboard.press('g');
  const cards = page.getByRole('gridcell');
  const query = page.getByRole('combobox', { name: 'Filter images' });
  await cards.nth(1).click();
  await cards.nth(3).click({ modifiers: ['Control'] });
  await page.getByRole('button', { name: 'Status', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Skipped' }).click();
  await expect(page.getByRole('button', { name: 'Skipped, 2' })).toBeVisible();

  await page.getByRole('button', { name: 'Skipped, 2' }).click();
  await expect(query).toHaveValue('status:skipped');
  await expect(cards).toHaveCount(2);
  await query.fill('status:skiped');
  await expect(page.getByText('“skiped” is no status.')).toBeVisible();
  await expect(cards).toHaveCount(2); // the last query that could be read

  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectClean(page);
  }
  await query.fill('');
  await page.keyboard.press('Enter');
  await cards.first().click();
  await expect(page.getByText('1 selected')).toBeVisible();
  await expectClean(page);
});

async function openFour(studio: Studio): Promise<void> {
  const { page } = studio;
  const names = ['a1.png', 'a2.png', 'b1.png', 'b10.png'];
  const files = await Promise.all(names.map((name) => halvesImage(page, name, 'image/png')));
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open images' }).click();
  await (await choosing).setFiles(files);
  await expect(studio.frame('b10.png')).toBeVisible();
}

function cardOf(page: Page, fileName: string): Locator {
  return page.getByRole('gridcell', { name: new RegExp(`^${fileName},`, 'u') });
}

async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}
