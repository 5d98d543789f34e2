import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import type { TestFile } from '../fixtures/testImages.ts';

/** Words of which nearly every English text has one, and no German one. */
const english =
  /\b(?:the|and|with|of|is|are|this|your|images|settings|delete|close|save|cancel|open)\b/iu;

/** What is called so in every language. */
const names = ['Untitled project', 'CVAT for images 1.1'];

test('German is switched to at once, is spoken everywhere, and stays after a reload', async ({
  studio,
}) => {
  const { page } = studio;
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Labelling' }).click();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  const settings = page.getByRole('dialog', { name: 'Einstellungen' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  for (const tab of await settings.getByRole('tab').all()) {
    await tab.click();
    await expectGerman(page);
  }
  await expectClean(page);

  await page.reload();
  await expect(page.getByText('Zum Start Fotos öffnen')).toBeVisible();
  await expectGerman(page);
  await expect(page).toHaveTitle('Untitled project – Maskwright');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Bilder öffnen' }).click();
  await (await choosing).setFiles([await noiseImage(page, 'rauschen.png')]);
  await expect(page.getByText(/^32 × 32 · \d,\d kB · hinzugefügt/u)).toBeVisible();
  await expectGerman(page);
  await expectClean(page);

  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog', { name: 'Tastenkürzel' })).toContainText('Strg');
  await expectGerman(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await expect(page.getByRole('search', { name: 'Bilder suchen und ordnen' })).toBeVisible();
  await expectGerman(page);
  await page.keyboard.press('Control+e');
  await expect(page.getByRole('dialog', { name: 'Datensatz exportieren' })).toBeVisible();
  await expectGerman(page);
});

test('a browser that asks for German is spoken to in German from the first drawing on', async ({
  browser,
}) => {
  const page = await browser.newPage({ locale: 'de-AT' });
  await page.addInitScript(watchForEnglish);
  await page.goto('/');
  await expect(page.getByText('Zum Start Fotos öffnen')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de-AT');
  await expect(page).toHaveTitle('Projekt ohne Namen – Maskwright');
  expect(await page.evaluate(() => document.documentElement.dataset['sawEnglish'])).toBeUndefined();
  await page.close();
});

/** Marks the page if it ever shows the headline of an empty project in English. Runs in the page. */
function watchForEnglish(): void {
  new MutationObserver(() => {
    const { documentElement: root, body } = document;
    if (body?.innerText.includes('Open photos to start')) root.dataset['sawEnglish'] = 'yes';
  }).observe(document, { childList: true, subtree: true });
}

async function expectGerman(page: Page): Promise<void> {
  const texts = await page.evaluate(readTexts);
  const inEnglish = texts.filter((text) => english.test(text) && !names.includes(text));
  expect(inEnglish).toEqual([]);
}

/** What the page shows and what its controls are named. Runs in the page. */
function readTexts(): readonly string[] {
  const attributes = ['aria-label', 'title', 'placeholder', 'alt'];
  return [
    ...document.body.innerText.split('\n'),
    ...[...document.querySelectorAll('body *')].flatMap((element) =>
      attributes.flatMap((name) => element.getAttribute(name) ?? []),
    ),
  ];
}

async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** Noise, which no format makes smaller, so that it has some kB. */
async function noiseImage(page: Page, name: string): Promise<TestFile> {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(32, 32);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    const picture = context.createImageData(32, 32);
    picture.data.set(crypto.getRandomValues(new Uint8Array(picture.data.length)));
    for (let at = 3; at < picture.data.length; at += 4) picture.data[at] = 255;
    context.putImageData(picture, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  return { name, mimeType: 'image/png', buffer: Buffer.from(bytes) };
}
