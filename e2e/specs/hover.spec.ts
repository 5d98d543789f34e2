import { areaOf, maskContains } from '#core/mask/measures.ts';
import { expect, test } from '../fixtures/test.ts';

const roundel = { x: 283, y: 240 };
const otherRoundel = { x: 870, y: 285 };

// a machine that runs tests may well be too slow for the automatic mode
test.beforeEach(async ({ studio }) => {
  await studio.page.evaluate(() => {
    const settings = { state: { hoverMode: 'always' }, version: 1 };
    localStorage.setItem('maskwright-settings', JSON.stringify(settings));
  });
  await studio.page.reload();
  await studio.openSamples();
  await studio.untilReady();
});

test('the mask under the cursor is outlined before a click, and a click makes it an object', async ({
  studio,
}) => {
  await expect(studio.canvas).not.toHaveAttribute('data-preview');
  await studio.hover(roundel);
  await expect(studio.canvas).toHaveAttribute('data-preview', 'model');
  await expect(studio.candidateBar).toBeHidden();
  await studio.leaveCanvas();
  await expect(studio.canvas).not.toHaveAttribute('data-preview');

  await studio.hover(roundel);
  await expect(studio.canvas).toHaveAttribute('data-preview', 'model');
  await studio.clickForeground(roundel);
  await expect(studio.canvas).not.toHaveAttribute('data-preview');
  await studio.acceptAs('roundel');
  const [mask] = await studio.storedMasks();
  if (!mask) throw new Error('nothing is stored');
  expect(maskContains(mask, roundel)).toBe(true);
});

test('off means off, and the settings say how long a preview takes', async ({ studio }) => {
  for (const x of [283, 600, 870, 450, 700]) {
    await studio.hover({ x, y: 285 });
    await expect(studio.canvas).toHaveAttribute('data-preview', 'model');
    await studio.leaveCanvas();
  }
  await studio.page.keyboard.press('Control+,');
  const settings = studio.page.getByRole('dialog', { name: 'Settings' });
  await expect(settings.getByText(/On: a preview takes [\d.]+ m?s on this machine/u)).toBeVisible();
  await settings.getByText('Off', { exact: true }).click();
  await studio.page.keyboard.press('Escape');
  await expect(settings).toBeHidden();
  await studio.hover(roundel);
  await studio.hover(otherRoundel);
  await expect(studio.canvas).not.toHaveAttribute('data-preview');
});

test('a stroke is one step of several points', async ({ studio }) => {
  await studio.drag({ x: 230, y: 240 }, { x: 260, y: 230 }, { x: 290, y: 250 });
  await studio.untilReady();
  await studio.acceptAs('stroke');
  const [stroke] = await studio.storedMasks();
  if (!stroke) throw new Error('nothing is stored');
  expect(stroke.pointCount).toBeGreaterThanOrEqual(2);
  expect(stroke.pointCount).toBeLessThanOrEqual(8);
  expect(maskContains(stroke, { x: 260, y: 240 })).toBe(true);

  await studio.clickForeground(otherRoundel);
  await studio.drag({ x: 230, y: 240 }, { x: 260, y: 230 }, { x: 290, y: 250 });
  await studio.untilReady();
  await studio.page.keyboard.press('Control+z');
  await studio.acceptAs('taken back');
  expect((await studio.storedMasks()).at(-1)?.pointCount).toBe(1);
});

test('refining replaces the mask of an object and keeps the object', async ({ studio }) => {
  await studio.clickForeground(roundel);
  await studio.page.keyboard.press('2');
  await studio.acceptAs('roundel');
  const [before] = await studio.storedMasks();
  if (!before) throw new Error('nothing is stored');

  await studio.page.keyboard.press('r');
  await expect(studio.candidateBar).toContainText('Refining roundel');
  await studio.page.keyboard.press('Escape');
  await expect(studio.candidateBar).toBeHidden();
  expect(await studio.storedMasks()).toEqual([before]);

  await studio.page.keyboard.press('r');
  await studio.clickForeground(otherRoundel);
  await studio.page.keyboard.press('Enter');
  await expect(studio.candidateBar).toBeHidden();
  await expect(studio.objects).toHaveCount(1);
  const [after] = await studio.storedMasks();
  if (!after) throw new Error('the object is gone');
  expect({ id: after.id, categoryId: after.categoryId }).toEqual({
    id: before.id,
    categoryId: before.categoryId,
  });
  expect(areaOf(after)).not.toBe(areaOf(before));
  expect(maskContains(after, otherRoundel)).toBe(true);

  await studio.undoButton.click();
  await expect.poll(async () => (await studio.storedMasks())[0]?.counts).toEqual(before.counts);
});
