import { expect, test } from '../fixtures/test.ts';
import { Studio } from '../pages/studio.ts';

test('a missing model file is named, and trying again works once it is there', async ({
  studio,
}) => {
  const { page } = studio;
  await page.context().route(/decoder\..*\.onnx$/u, (route) => route.fulfill({ status: 404 }));
  await studio.openSamples();
  const alert = page.getByRole('alert').filter({ hasText: 'The model could not start' });
  await expect(alert).toContainText('HTTP 404');
  await expect(alert).toContainText('mobile-sam/decoder.');

  await page.context().unroute(/decoder\..*\.onnx$/u);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await studio.untilReady();
  await studio.clickForeground({ x: 845, y: 258 });
  await expect(studio.candidateBar.getByRole('button', { name: /^Candidate/u })).toHaveCount(3);
});

test('a model file that arrives damaged is refused and not kept', async ({ studio }) => {
  const { page } = studio;
  await page
    .context()
    .route(/encoder\..*\.onnx$/iu, (route) => route.fulfill({ body: 'not a model' }));
  await studio.openSamples();
  await expect(page.getByRole('alert').filter({ hasText: 'arrived damaged' })).toBeVisible();
  const kept = await page.evaluate(async () => {
    const cache = await caches.open('maskwright-engine-v1');
    return (await cache.keys()).map(({ url }) => url).filter((url) => /encoder/iu.test(url));
  });
  expect(kept).toEqual([]);
});

test('clicks made while the image is still being read are answered when it is ready', async ({
  studio,
}) => {
  await studio.openSamples();
  await expect(studio.canvas).toHaveAccessibleName('Image aeroplane.jpg');
  await expect(studio.page.getByText('1024 × 717 px')).toBeVisible();
  await studio.clickForeground({ x: 845, y: 258 });
  await expect(studio.candidateBar.getByRole('button', { name: /^Candidate/u })).toHaveCount(3);
});

test('turning to another image ends the encoding of the former', async ({ studio }) => {
  await studio.openSamples();
  await expect(studio.page.getByText(/^Reading the image/u)).toBeVisible({ timeout: 60_000 });
  await studio.turnTo('acanthus.jpg');
  await studio.untilReady();
  await studio.clickForeground({ x: 200, y: 300 });
  await expect(studio.candidateBar.getByRole('button', { name: /^Candidate/u })).toHaveCount(3);
});

test('one thread does where the page is not isolated', async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const { ...headers } = response.headers();
    delete headers['cross-origin-opener-policy'];
    delete headers['cross-origin-embedder-policy'];
    await route.fulfill({ response, headers });
  });
  const studio = new Studio(page);
  await studio.open();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await studio.openSamples();
  await studio.untilReady();
  await studio.clickForeground({ x: 845, y: 258 });
  await expect(studio.candidateBar.getByRole('button', { name: /^Candidate/u })).toHaveCount(3);
  await context.close();
});
