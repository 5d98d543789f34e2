import { expectClean } from '../fixtures/expectClean.ts';
import { expect, test } from '../fixtures/test.ts';

test('a command is found by its name and run by keyboard alone', async ({ studio }) => {
  const { page } = studio;
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  const field = palette.getByRole('combobox', { name: 'Command palette' });
  await expect(field).toBeFocused(); // the dialogs are loaded behind the start
  await page.keyboard.type('all proj');
  await expect(palette.getByRole('option').first()).toHaveText(/^All projects/u);
  await expectClean(page, 'dark');
  await expectClean(page, 'light');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Projects', exact: true })).toBeVisible();
  // there tools are out of reach, and say so; what was used lately comes first
  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.type('segment by box');
  await page.keyboard.press('Enter');
  await expect(palette).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
});

test('a key can be changed, clashes are told, and the change outlives a reload', async ({
  studio,
}) => {
  const { page } = studio;
  const settings = page.getByRole('dialog', { name: 'Settings' });
  const pageOfKeys = settings.getByRole('tabpanel', { name: 'Shortcuts' });
  await page.keyboard.press('Control+,');
  await settings.getByRole('tab', { name: 'Shortcuts' }).click();
  await pageOfKeys.getByRole('button', { name: 'Change key G of “Gallery or image”' }).click();
  await page.keyboard.press('Control+t');
  await expect(pageOfKeys.getByRole('alert')).toHaveText(/^Ctrl\+T is kept by browsers/u);
  await page.keyboard.press('v');
  await expect(pageOfKeys.getByText(/^V: “Select objects” gets it first/u)).toBeVisible();
  await expect(
    pageOfKeys.getByText('1 command cannot be reached by one of its keys.'),
  ).toBeVisible();
  await expectClean(page, 'dark');
  await expectClean(page, 'light');
  await pageOfKeys.getByRole('button', { name: 'Change key V of “Gallery or image”' }).click();
  await page.keyboard.press('y');
  await expect(pageOfKeys.getByText(/cannot be reached/u)).toBeHidden();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Select objects' })).toBeVisible();
  await page.keyboard.press('y');
  await expect(page.getByRole('combobox', { name: 'Filter images' })).toBeVisible();
});

test('a layout leaves as a file and comes back from one', async ({ studio }) => {
  const { page } = studio;
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await sheet.getByRole('textbox', { name: 'Search' }).fill('zoom');
  await expect(sheet.getByRole('listitem')).toHaveCount(4); // two commands, wheel, two fingers
  await sheet.getByRole('button', { name: 'Change the keys' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  const saving = page.waitForEvent('download');
  await settings.getByRole('button', { name: 'Export', exact: true }).click();
  expect((await saving).suggestedFilename()).toBe('maskwright-keys.json');
  const keys = { fitView: ['z'], 'tool.select': ['z', 'F5'], fly: ['a'] };
  await settings.locator('input[type="file"]').setInputFiles({
    name: 'mine.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ format: 'maskwright-keys', version: 1, keys })),
  });
  const offer = settings.getByRole('alert', { name: 'Take the layout of mine.json?' });
  await expect(offer).toContainText('2 commands other keys');
  await expect(offer).toContainText('left out: fly');
  await expect(offer).toContainText('tool.select: F5');
  await expect(offer).toContainText('Fit the image');
  await offer.getByRole('button', { name: 'Use this layout' }).click();
  await expect(
    settings.getByRole('button', { name: 'Change key Z of “Fit the image”' }),
  ).toBeVisible();
  await settings.getByRole('button', { name: 'Reset all' }).click();
  await expect(
    settings.getByRole('button', { name: 'Change key F of “Fit the image”' }),
  ).toBeVisible();
});
