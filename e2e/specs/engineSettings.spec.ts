import { expect, test } from '../fixtures/test.ts';

test('the settings say what the model runs on and why, and take another choice', async ({
  studio,
}) => {
  const { page } = studio;
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'gpu'));
  const binaries: string[] = [];
  page.context().on('request', (request) => {
    if (request.url().endsWith('.wasm')) binaries.push(request.url());
  });
  await studio.open();
  await studio.openSamples();
  await studio.untilReady();
  expect(binaries.filter((url) => url.includes('asyncify'))).toEqual([]);

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Engine' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  const backend = dialog.getByTestId('backend');
  await expect(backend).toHaveText('WASM');
  await expect(dialog).toContainText('This browser offers no WebGPU to this page.');
  await expect(dialog).toContainText(/Threads of WASM\s*\d+, the page is cross-origin isolated/u);

  await dialog.getByText('WASM', { exact: true }).last().click();
  await expect(dialog).toContainText('You chose it.');

  await dialog.getByText('WebGPU', { exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Going on with WASM' })).toBeVisible();
  await expect(backend).toHaveText('WASM');
  await page.keyboard.press('Escape');
  await studio.untilReady();
  await studio.clickForeground({ x: 845, y: 258 });
  await expect(studio.candidateBar.getByRole('button', { name: /^Candidate/u })).toHaveCount(3);

  await page.reload();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Engine' }).click();
  await expect(dialog.getByRole('radio', { name: 'WebGPU' })).toBeChecked();
});
