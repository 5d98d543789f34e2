import type { Page } from '@playwright/test';
import { areaOf } from '#core/mask/measures.ts';
import { expect, test } from '../fixtures/test.ts';
import { starImage } from '../fixtures/testImages.ts';
import type { ImagePoint, StoredMask, Studio } from '../pages/studio.ts';

/** The disc of the picture: its middle and its radius, px. */
const [middleX, middleY, radius] = [160, 120, 60];

test('shapes are found by colour and edge, cut, simplified and altered point by point', async ({
  page,
  studio,
}) => {
  await openDisc(page, studio);

  await test.step('the wand takes the disc', async () => {
    await page.keyboard.press('w');
    await clickAt(studio, { x: middleX, y: middleY });
    await nameCategory(page, 'disc');
    await expect(studio.objects).toHaveCount(1);
    const [disc] = await studio.storedMasks();
    expect(disc && Math.abs(areaOf(disc) / (Math.PI * radius ** 2) - 1)).toBeLessThan(0.03);
  });

  await test.step('a line cuts it in two, undo makes it whole', async () => {
    await page.keyboard.press('k');
    await studio.drag({ x: middleX, y: 40 }, { x: middleX, y: 230 });
    await expect(studio.objects).toHaveCount(2);
    await page.keyboard.press('Control+z');
    await expect(studio.objects).toHaveCount(1);
    await studio.drag({ x: 10, y: 200 }, { x: 50, y: 200 });
    await expect(page.getByText('This line does not cut an object in two.')).toBeVisible();
  });

  await test.step('the slider makes its outline a polygon of few points', async () => {
    await page.keyboard.press('Shift+T');
    const bar = page.getByRole('region', { name: 'Simplify the outline' });
    const slider = bar.getByRole('slider', { name: 'Detail' });
    await slider.focus();
    await page.keyboard.press('Home');
    await expect(bar.getByText('3 points', { exact: false }).first()).toBeVisible();
    await expect(bar.getByText(/IoU lost: [5-9]\d\./u).first()).toBeVisible();
    for (let i = 0; i < 50; i += 1) await page.keyboard.press('ArrowRight');
    await expect(bar.getByText(/IoU lost: \d\.\d+/u).first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(bar).toBeHidden();
  });

  await test.step('its points are dragged, nudged and taken back', async () => {
    await page.keyboard.press('t');
    const options = page.getByRole('region', { name: 'Tool options' });
    await expect(options.getByText(/^\d+ points$/u)).toBeVisible();
    const leftEnd = async () => leftmostOf(await firstMask(studio)).x;
    const before = leftmostOf(await firstMask(studio));
    await studio.drag(before, { x: before.x - 20, y: before.y });
    await expect.poll(leftEnd).toBeLessThan(before.x - 10);
    const dragged = await leftEnd();
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(leftEnd).toBeLessThanOrEqual(dragged - 9);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(leftEnd).toBe(before.x);
  });

  await test.step('the scissors follow its edge', async () => {
    await page.keyboard.press('l');
    for (const [dx, dy] of [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ] as const) {
      await clickAt(studio, { x: middleX + dx * radius, y: middleY + dy * radius });
    }
    await page.keyboard.press('Enter');
    await expect(studio.objects).toHaveCount(2);
    const cut = (await studio.storedMasks()).at(-1);
    expect(cut && Math.abs(areaOf(cut) / (Math.PI * radius ** 2) - 1)).toBeLessThan(0.05);
  });
});

async function openDisc(page: Page, studio: Studio): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open images' }).click();
  const outline = Array.from({ length: 240 }, (_, i) => {
    const angle = (Math.floor(i / 2) * Math.PI) / 60;
    return i % 2 === 0 ? middleX + radius * Math.cos(angle) : middleY + radius * Math.sin(angle);
  });
  const file = await starImage(page, 'disc.png', { width: 320, height: 240 }, outline);
  await (await choosing).setFiles(file);
  await expect(studio.canvas).toHaveAccessibleName('Image disc.png');
  await expect(page.getByText('320 × 240 px')).toBeVisible();
}

async function clickAt(studio: Studio, at: ImagePoint): Promise<void> {
  await studio.drag(at, at);
}

async function nameCategory(page: Page, name: string): Promise<void> {
  const picker = page.getByRole('dialog', { name: 'Category' });
  await picker.getByRole('textbox').fill(name);
  await page.keyboard.press('Enter');
  await expect(picker).toBeHidden();
}

async function firstMask(studio: Studio): Promise<StoredMask> {
  const [mask] = await studio.storedMasks();
  if (!mask) throw new Error('there is no object');
  return mask;
}

/** The middle of the uppermost pixel of the leftmost column. */
function leftmostOf({ counts, size }: StoredMask): ImagePoint {
  const [position = 0] = counts;
  return { x: Math.floor(position / size.height) + 0.5, y: (position % size.height) + 0.5 };
}
