import { expect, test } from '../fixtures/test.ts';
import { Studio } from '../pages/studio.ts';

test('a reload brings back project, image, objects, category and view', async ({ studio }) => {
  const { page } = studio;
  await page.getByRole('button', { name: 'Untitled project' }).click();
  await page.getByRole('textbox', { name: 'Project name' }).fill('Old photos');
  await page.keyboard.press('Enter');
  await studio.openSamples();
  await studio.turnTo('house.jpg');
  await studio.untilReady();
  await studio.clickForeground({ x: 820, y: 268 });
  await studio.acceptAs('roof');
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name of object roof 1' }).fill('shingles');
  await page.keyboard.press('Enter');
  await expect(studio.object('shingles')).toBeVisible();
  await page.keyboard.press('Shift+f');
  const zoom = page.getByText('Zoom 100 %');
  await expect(zoom).toBeVisible();
  const stored = await studio.storedMasks();
  await expect(page.getByTestId('save-state')).toHaveText('All changes saved on this machine');

  await page.reload();

  await expect(page.getByRole('button', { name: 'Old photos' })).toBeVisible();
  await expect(studio.canvas).toHaveAccessibleName('Image house.jpg');
  await expect(studio.object('shingles')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use category roof' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(zoom).toBeVisible();
  await expect(studio.frame('house.jpg')).toHaveAccessibleName('house.jpg, 1 object');
  expect(await studio.storedMasks()).toEqual(stored);
});

test('every edit can be undone and done again, in the list and in storage', async ({ studio }) => {
  const { page } = studio;
  await studio.openSamples();
  await studio.untilReady();
  await studio.clickForeground({ x: 845, y: 258 });
  await studio.acceptAs('disc');
  const accepted = await studio.storedMasks();
  await page.getByRole('button', { name: 'Hide disc 1' }).click();
  await expect(page.getByRole('button', { name: 'Show disc 1' })).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(studio.objects).toHaveCount(0);
  expect(await studio.storedMasks()).toEqual([]);

  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Show disc 1' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Hide disc 1' })).toBeVisible();
  expect(await studio.storedMasks()).toEqual(accepted);
  await page.keyboard.press('Control+z');
  await expect(studio.objects).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await expect(studio.object('disc 1')).toBeVisible();
  expect(await studio.storedMasks()).toEqual(accepted);
});

test('undo leaves other images alone, and goes back there only when asked to', async ({
  studio,
}) => {
  const { page } = studio;
  await studio.openSamples();
  await studio.untilReady();
  await studio.clickForeground({ x: 845, y: 258 });
  await studio.acceptAs('disc');
  await studio.turnTo('house.jpg');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('“new category: disc” cannot be undone alone')).toBeVisible();
  await expect(studio.canvas).toHaveAccessibleName('Image house.jpg');
  expect(await studio.storedMasks()).toHaveLength(1);
  await page.getByRole('button', { name: 'Go back to before it' }).click();
  await expect(studio.canvas).toHaveAccessibleName('Image aeroplane.jpg');
  await expect(page.getByText('2 steps undone.')).toBeVisible();
  await expect(studio.objects).toHaveCount(0);
});

test('a removed image comes back with its objects', async ({ studio }) => {
  await studio.openSamples();
  await studio.untilReady();
  await studio.clickForeground({ x: 845, y: 258 });
  await studio.acceptAs('disc');
  const stored = await studio.storedMasks();
  await studio.frame('aeroplane.jpg').hover();
  await studio.page.getByRole('button', { name: 'Remove aeroplane.jpg from the project' }).click();
  await expect(studio.frame('aeroplane.jpg')).toBeHidden();
  await expect(studio.canvas).toHaveAccessibleName('Image house.jpg');
  expect(await studio.storedMasks()).toEqual([]);

  await studio.page.keyboard.press('Control+z');
  await expect(studio.canvas).toHaveAccessibleName('Image aeroplane.jpg');
  await expect(studio.object('disc 1')).toBeVisible();
  expect(await studio.storedMasks()).toEqual(stored);
});

test('a tab that is closed in the middle of work loses only the mask in the making', async ({
  studio,
}) => {
  const { page } = studio;
  await studio.openSamples();
  await studio.untilReady();
  await studio.clickForeground({ x: 845, y: 258 });
  await studio.acceptAs('disc');
  await studio.clickForeground({ x: 283, y: 240 });
  const context = page.context();
  await page.close();

  const second = new Studio(await context.newPage());
  await second.open();
  await expect(second.object('disc 1')).toBeVisible();
  await expect(second.objects).toHaveCount(1);
  await second.untilReady();
  await second.clickForeground({ x: 283, y: 240 });
  await second.page.keyboard.press('Enter');
  await expect(second.objects).toHaveCount(2);
});
