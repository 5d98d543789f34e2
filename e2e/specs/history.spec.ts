import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { halvesImage } from '../fixtures/testImages.ts';
import type { Studio } from '../pages/studio.ts';

test('history outlives the tab: steps are undone by key and by going to any point', async ({
  page,
  studio,
}) => {
  await openTwo(studio);
  const steps = page.getByRole('listbox', { name: 'This image' }).getByRole('option');

  await test.step('steps of two images, then a reload', async () => {
    await addTag(page, 'day');
    await addTag(page, 'night');
    await studio.turnTo('b.png');
    await addTag(page, 'dusk');
    await studio.turnTo('a.png');
    await page.keyboard.press('Control+z');
    await expect(tagOf(page, 'night')).toBeHidden();
    await page.reload();
    await expect(studio.canvas).toHaveAccessibleName('Image a.png');
    await expect(tagOf(page, 'day')).toBeVisible();
  });

  await test.step('keys take the steps of the open image only, and name them', async () => {
    await studio.undoButton.hover();
    await expect(page.getByText('Undo: tag images: day')).toBeVisible();
    await page.keyboard.press('Control+Shift+z');
    await expect(tagOf(page, 'night')).toBeVisible();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect(tagOf(page, 'day')).toBeHidden();
  });

  await test.step('the panel goes to any point, by pointer and by keys', async () => {
    await page.keyboard.press('Shift+H');
    await expect(steps).toHaveCount(3);
    await expect(steps.last()).toHaveAttribute('aria-selected', 'true');
    await steps.first().click();
    await expect(tagOf(page, 'night')).toBeVisible();
    await expect(page.getByText('2 steps done again.')).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(tagOf(page, 'night')).toBeHidden();
    await expect(steps.nth(1)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Control+z');
    await expect(tagOf(page, 'day')).toBeHidden();
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectClean(page);
    }
    await page.getByText('Project', { exact: true }).click();
    const ofProject = page.getByRole('listbox', { name: 'Project' }).getByRole('option');
    await expect(ofProject.first()).toContainText('add images, 2 images');
    await page.keyboard.press('Escape');
    await expect(ofProject).toHaveCount(0);
  });

  await test.step('nothing happened to the other image', async () => {
    await studio.turnTo('b.png');
    await expect(tagOf(page, 'dusk')).toBeVisible();
  });
});

async function openTwo(studio: Studio): Promise<void> {
  const { page } = studio;
  const names = ['a.png', 'b.png'];
  const files = await Promise.all(names.map((name) => halvesImage(page, name, 'image/png')));
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open images' }).click();
  await (await choosing).setFiles(files);
  await expect(studio.frame('b.png')).toBeVisible();
}

async function addTag(page: Page, tag: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Tags' }).fill(tag);
  await page.keyboard.press('Enter');
  await expect(tagOf(page, tag)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByTestId('save-state').click();
}

function tagOf(page: Page, tag: string): Locator {
  const panel = page.getByRole('region', { name: 'Image', exact: true });
  return panel.getByText(tag, { exact: true });
}

async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}
