import type { Page } from '@playwright/test';
import { iouOf } from '#core/mask/overlap.ts';
import { polygonMask } from '../fixtures/polygonMask.ts';
import { expect, test } from '../fixtures/test.ts';
import { starImage } from '../fixtures/testImages.ts';

const size = { width: 3600, height: 2400 };
const centre = { x: 2000, y: 1300 };
const star = Array.from({ length: 10 }, (_, corner) => {
  const radius = corner % 2 === 0 ? 70 : 30;
  const angle = (corner * Math.PI) / 5;
  return [centre.x + radius * Math.sin(angle), centre.y - radius * Math.cos(angle)];
}).flat();

test('a small object of a large photo is looked at more closely, and its mask gets sharp', async ({
  studio,
}) => {
  const { page } = studio;
  const photo = await starImage(page, 'star.png', size, star);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open images' }).click();
  await (await choosing).setFiles([photo]);
  await studio.untilReady();
  await studio.clickForeground(centre);
  await expect(studio.candidateBar).toBeVisible();
  // the window around the star is encoded behind the answer, and kept like any other embedding
  await expect.poll(() => keptWindows(page), { timeout: 60_000 }).toBe(1);
  await expect(page.getByTestId('engine-state')).toHaveAttribute('data-looking-closer', 'false', {
    timeout: 60_000,
  });
  await studio.acceptAs('star');

  const [mask] = await studio.storedMasks();
  if (!mask) throw new Error('nothing is stored');
  expect(iouOf(mask, polygonMask(star, size))).toBeGreaterThanOrEqual(0.9);
});

/** Number of kept embeddings that are about a part of an image. */
async function keptWindows(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('embeddings', { create: true });
    let count = 0;
    for await (const name of folder.keys()) {
      if (name.includes('@') && !name.endsWith('.crswap')) count += 1;
    }
    return count;
  });
}
