import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { halvesImage } from '../fixtures/testImages.ts';
import type { Studio } from '../pages/studio.ts';

test('an image is marked done, sent back with a pinned note, mended and accepted', async ({
  page,
  studio,
}) => {
  await openThree(page);
  await expect(studio.frame('c.png')).toBeVisible();
  await expect(studio.canvas).toHaveAccessibleName('Image a.png');

  await test.step('Done and Skip go on, and can be taken back', async () => {
    await page.keyboard.press('d');
    await expect(studio.canvas).toHaveAccessibleName('Image b.png');
    await page.keyboard.press('x');
    await expect(studio.canvas).toHaveAccessibleName('Image c.png');
    await expect(markOf(studio, 'a.png', 'Status: Done')).toBeVisible();
    await expect(markOf(studio, 'b.png', 'Status: Skipped')).toBeVisible();
    const notice = page.getByRole('status').filter({ hasText: 'b.png is skipped.' });
    await notice.getByRole('button', { name: 'Undo' }).click();
    await expect(studio.canvas).toHaveAccessibleName('Image b.png');
    await expect(markOf(studio, 'b.png', 'Status: Skipped')).toBeHidden();
  });

  await test.step('status and tags are set from the panel by keyboard', async () => {
    const status = page.getByRole('combobox', { name: 'Status' });
    await status.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('option', { name: 'Skipped' })).toBeVisible();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(status).toHaveValue('Skipped');
    const tags = page.getByRole('combobox', { name: 'Tags' });
    await tags.fill('night');
    await page.keyboard.press('Enter');
    await expect(page.getByText('night', { exact: true }).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByTestId('save-state').click();
  });

  await test.step('a reviewer pins a note and sends the image back', async () => {
    await page.keyboard.press('Shift+R');
    await expect(studio.canvas).toHaveAccessibleName('Image a.png');
    const bar = page.getByRole('region', { name: 'Review' });
    await expect(bar).toContainText('1 image waits for a review');
    await page.keyboard.press('n');
    await studio.canvas.click();
    const field = page.getByRole('textbox', { name: 'Note' });
    await expect(field).toBeFocused();
    await page.getByRole('textbox', { name: 'Your name (optional)' }).fill('Ana');
    await field.focus();
    await page.keyboard.type('dax: the edge');
    await page.keyboard.press('Enter');
    await expect(noteOf(page, 'dax: the edge')).toBeVisible();
    await expect(studio.canvas).toHaveAccessibleName('Image a.png');
    await expectClean(page);
    await page.keyboard.press('j');
    await expect(page.getByText('a.png was sent back.')).toBeVisible();
    await expect(bar).toContainText('In progress');
  });

  await test.step('a reload keeps it; the note is found and resolved by keys', async () => {
    await page.reload();
    await expect(studio.canvas).toHaveAccessibleName('Image a.png');
    const strip = page.getByRole('region', { name: 'Notes on this image' });
    await expect(strip).toContainText('1 open note');
    await page.keyboard.press('.');
    const card = page.getByRole('region', { name: 'Note 1' });
    await expect(card).toContainText('dax: the edge');
    await expect(card).toContainText('Ana');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectClean(page);
    await page.keyboard.press('o');
    await expect(strip).toBeHidden();
    await page.keyboard.press('d');
    await expect(studio.canvas).toHaveAccessibleName('Image c.png');
  });

  await test.step('the reviewer accepts; the history tells who did what', async () => {
    await page.keyboard.press('Shift+R');
    await expect(studio.canvas).toHaveAccessibleName('Image a.png');
    await page.keyboard.press('a');
    await expect(markOf(studio, 'a.png', 'Status: Reviewed')).toBeVisible();
    await page.getByRole('button', { name: 'History', exact: true }).click();
    const steps = page.getByRole('list', { name: 'History' });
    await expect(steps).toContainText('accept image: Reviewed');
    await expect(steps).toContainText('Ana');
  });
});

async function openThree(page: Page): Promise<void> {
  const files = [];
  for (const name of ['a.png', 'b.png', 'c.png']) {
    files.push(await halvesImage(page, name, 'image/png'));
  }
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open images' }).click();
  await (await choosing).setFiles(files);
}

/** The mark on the frame of an image. */
function markOf(studio: Studio, fileName: string, text: string) {
  return studio.page
    .getByRole('listitem')
    .filter({ has: studio.frame(fileName) })
    .getByRole('img', { name: text });
}

function noteOf(page: Page, text: string) {
  return page.getByRole('button', { name: `Note 1: ${text}` });
}

async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}
