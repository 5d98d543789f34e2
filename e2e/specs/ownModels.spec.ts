import { encode } from 'fast-png';
import type { Page } from '@playwright/test';
import { tinySam } from '#models/testing/tinySam.ts';
import { expect, test } from '../fixtures/test.ts';
import { pairOf } from '../fixtures/tinyModels.ts';
import { ModelSettings } from '../pages/modelSettings.ts';
import type { Studio } from '../pages/studio.ts';

const disc = { x: 130, y: 70, radius: 40 } as const;
const discArea = Math.PI * disc.radius ** 2;

for (const style of ['sam', 'sam2'] as const) {
  test(`a model in the style of ${style} is added, used for the project and still there after a reload`, async ({
    studio,
  }) => {
    const { page } = studio;
    const settings = new ModelSettings(page);
    await settings.open();
    await settings.add(pairOf(style));
    await expect(settings.report).toContainText(`tiny-${style} works and was added`);
    await expect(settings.report).toContainText(/agrees with it to 9\d %/u);
    await settings.use();
    await expect(settings.choice(`tiny-${style}`)).toBeChecked();
    await settings.close();

    await openDisc(studio);
    await studio.clickForeground({ x: disc.x, y: disc.y });
    await studio.acceptAs('disc');
    const [mask] = await studio.storedMasks();
    expect(areaOf(mask?.counts)).toBeGreaterThan(discArea * 0.9);
    expect(areaOf(mask?.counts)).toBeLessThan(discArea * 1.1);
    expect(await modelIds(page)).toEqual([expect.stringMatching(/^own-/u)]);

    await page.reload();
    await studio.untilReady();
    await studio.clickForeground({ x: 20, y: 140 });
    await studio.acceptAs('ground');
    const [, ground] = await studio.storedMasks();
    expect(areaOf(ground?.counts)).toBeGreaterThan(200 * 150 - discArea * 1.1);
    expect(await modelIds(page)).toHaveLength(2);
    await settings.open();
    await expect(settings.choice(`tiny-${style}`)).toBeChecked();
  });
}

test('another model is a step that undo takes back, and what is clicked is asked again', async ({
  studio,
}) => {
  const { page } = studio;
  const settings = new ModelSettings(page);
  await openDisc(studio);
  await studio.untilReady();
  await studio.clickForeground({ x: disc.x, y: disc.y });
  await settings.open();
  await settings.add(pairOf('sam2'));
  await settings.use();
  await settings.close();
  await studio.untilReady();
  await expect(studio.candidateBar).toBeVisible();
  await studio.acceptAs('disc');
  expect(await modelIds(page)).toEqual([expect.stringMatching(/^own-/u)]);
  for (const step of ['new object', 'new category', 'choose model']) {
    await page.keyboard.press('Control+z');
    if (step === 'new object') await expect(studio.objects).toHaveCount(0);
  }
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
  await studio.untilReady();
  await studio.clickForeground({ x: disc.x, y: disc.y });
  await studio.acceptAs('disc');
  expect(await modelIds(page)).toEqual(['mobile-sam']);
});

test('pairs that do not fit are refused in plain words', async ({ studio }) => {
  const { page } = studio;
  const settings = new ModelSettings(page);
  const { encoder, decoder } = pairOf('sam');
  await settings.open();

  await settings.add({ encoder, decoder: { ...encoder, name: 'same.onnx' } });
  await expect(settings.report).toContainText('Both files are encoders');
  await settings.dismiss();

  await settings.add({ encoder: { ...encoder, buffer: Buffer.from('not a model') }, decoder });
  await expect(settings.report).toContainText('this is not an ONNX model');
  await settings.dismiss();

  const html = Buffer.from('<!DOCTYPE html><title>Sign in</title>');
  await settings.add({ encoder, decoder: { ...decoder, buffer: html } });
  await expect(settings.report).toContainText('this is a web page, not a model');
  await settings.dismiss();

  await settings.add({ encoder, decoder: pairOf('sam2').decoder });
  await expect(settings.report).toContainText('no output of the encoder fits it');
  await settings.dismiss();

  await settings.add({ encoder, decoder }, '{"encoder":{"inputSide":"large"}}');
  await expect(settings.report).toContainText('The manifest, encoder.inputSide');
  await settings.dismiss();
  await expect(settings.choices).toHaveCount(1);
});

test('a model whose masks look wrong is added only if the person wants it', async ({ studio }) => {
  const settings = new ModelSettings(studio.page);
  await settings.open();
  const manifest = { title: 'Dim', normalization: { mean: [0, 0, 0], std: [9000, 9000, 9000] } };
  await settings.add(pairOf('sam'), JSON.stringify(manifest));
  await expect(settings.report).toContainText('its masks look wrong');
  await expect(settings.choices).toHaveCount(1);
  await studio.page.getByRole('button', { name: 'Add it anyway' }).click();
  await expect(settings.choice('Dim')).toBeVisible();
});

test('files are fetched by their addresses, and one that is not shared is explained', async ({
  studio,
}) => {
  const { page } = studio;
  const { encoder, decoder } = tinySam('sam');
  await page.context().route('**/brought/*.onnx', (route) => {
    const isEncoder = route.request().url().includes('encoder');
    return route.fulfill({ body: Buffer.from(isEncoder ? encoder : decoder) });
  });
  await page.context().route('https://elsewhere.test/**', (route) => route.abort());
  const settings = new ModelSettings(page);
  await settings.open();
  await settings.addAddresses('https://elsewhere.test/a.onnx', '/brought/gone.onx');
  await expect(settings.report).toContainText('does not let other pages read its files (CORS)');
  await expect(settings.report).toContainText('the server answers 404');
  await settings.dismiss();
  await settings.addAddresses('/brought/b-encoder.onnx', '/brought/b-decoder.onnx');
  await expect(settings.report).toContainText('b works and was added');
});

test('a model is renamed and deleted, and its project goes back to the built-in one', async ({
  studio,
}) => {
  const { page } = studio;
  const settings = new ModelSettings(page);
  await settings.open();
  await settings.add(pairOf('sam'));
  await settings.use();
  await page.getByRole('button', { name: 'Rename tiny-sam' }).click();
  await page.getByRole('textbox', { name: 'Name of model tiny-sam' }).fill('Mine');
  await page.keyboard.press('Enter');
  await expect(settings.choice('Mine')).toBeChecked();
  expect(await keptFileCount(page)).toBe(2);
  await page.getByRole('button', { name: 'Delete Mine' }).click();
  await page.getByRole('button', { name: /^Delete, frees/u }).click();
  await expect(settings.choices).toHaveCount(1);
  await expect(settings.choice('MobileSAM')).toBeChecked();
  await expect.poll(() => keptFileCount(page)).toBe(0);
});

test('a model whose files are gone is told, and the built-in one takes its place', async ({
  studio,
}) => {
  const { page } = studio;
  const settings = new ModelSettings(page);
  await settings.open();
  await settings.add(pairOf('sam'));
  await settings.use();
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('own-models', { recursive: true });
  });
  await page.reload();
  await openDisc(studio);
  await expect(page.getByText('is not on this machine')).toBeVisible();
  await studio.untilReady();
});

/** Opens a picture of 200 × 150 px: a bright disc on dark ground. */
async function openDisc(studio: Studio): Promise<void> {
  const [width, height] = [200, 150];
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i += 1) {
    const [x, y] = [(i % width) + 0.5 - disc.x, Math.floor(i / width) + 0.5 - disc.y];
    data.fill(x * x + y * y < disc.radius ** 2 ? 235 : 40, i * 3, i * 3 + 3);
  }
  const buffer = Buffer.from(encode({ width, height, data, channels: 3 }));
  const choosing = studio.page.waitForEvent('filechooser');
  await studio.page.getByRole('button', { name: 'Open images' }).click();
  await (await choosing).setFiles([{ name: 'disc.png', mimeType: 'image/png', buffer }]);
  await expect(studio.frame('disc.png')).toBeVisible();
}

function areaOf(counts: Uint32Array | undefined): number {
  return counts?.reduce((sum, length, at) => sum + (at % 2 === 1 ? length : 0), 0) ?? 0;
}

/** Which model made each annotation in storage. */
async function modelIds(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('maskwright');
      request.addEventListener('success', () => resolve(request.result));
    });
    const records = await new Promise<{ provenance: { modelId: string } }[]>((resolve) => {
      const request = database.transaction('annotations').objectStore('annotations').getAll();
      request.addEventListener('success', () => resolve(request.result));
    });
    database.close();
    return records.map(({ provenance }) => provenance.modelId);
  });
}

async function keptFileCount(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('own-models', { create: true });
    let count = 0;
    for await (const _ of folder.keys()) count += 1;
    return count;
  });
}
