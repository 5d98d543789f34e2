import { expect, test } from '../fixtures/test.ts';

test('after the first visit the studio opens and segments with the network cut', async ({
  studio,
}) => {
  const { page } = studio;
  await studio.openSamples();
  await studio.untilReady();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload(); // from now on the service worker answers
  await studio.untilReady();

  await page.context().setOffline(true);
  await page.reload();
  await expect(studio.frame('house.jpg')).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await studio.turnTo('house.jpg');
  await studio.untilReady();
  await studio.clickForeground({ x: 820, y: 268 });
  await studio.acceptAs('roof');
  await expect(studio.object('roof 1')).toBeVisible();
});

test('the studio can be installed', async ({ page, studio }) => {
  await expect(studio.canvas).toBeVisible();
  const href = await page.locator('link[rel="manifest"]').getAttribute('href');
  const response = await page.request.get(new URL(href ?? '', page.url()).href);
  const manifest = await response.json();
  expect(manifest).toMatchObject({ name: 'Maskwright', display: 'standalone' });
  for (const { src } of manifest.icons) {
    expect((await page.request.get(new URL(src, page.url()).href)).ok()).toBe(true);
  }
});
