import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { pairOf } from '../fixtures/tinyModels.ts';
import { ModelSettings } from '../pages/modelSettings.ts';

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing on any screen in the ${colorScheme} theme`, async ({ studio }) => {
    const { page } = studio;
    const settings = new ModelSettings(page);
    await page.emulateMedia({ colorScheme });
    await expectClean(page);
    await studio.openSamples();
    await studio.untilReady();
    await studio.clickForeground({ x: 845, y: 258 });
    await expectClean(page);
    await studio.acceptAs('disc');
    await expectClean(page);
    await page.keyboard.press('c');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectClean(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await expectClean(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+,');
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    await expectClean(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+e');
    await expect(page.getByRole('dialog', { name: 'Export the data set' })).toBeVisible();
    await expectClean(page);
    await page.keyboard.press('Escape');
    await settings.open();
    await expectClean(page);
    await settings.add(pairOf('sam'));
    await expectClean(page);
    await settings.dismiss();
    await settings.add({ encoder: pairOf('sam').encoder, decoder: pairOf('sam').encoder });
    await expectClean(page);
  });
}

async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}
