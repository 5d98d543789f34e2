import { maskContains, areaOf } from '#core/mask/measures.ts';
import { iouOf } from '#core/mask/overlap.ts';
import { ellipseMask } from '../fixtures/ellipse.ts';
import { polygonMask } from '../fixtures/polygonMask.ts';
import { expect, test } from '../fixtures/test.ts';

// outlines read off the sample photos by hand, image px
const roundel = { x: 258.2, y: 247.2, radiusX: 60.2, radiusY: 62.8 };
const house = [527, 305, 617, 224, 888, 248, 990, 308, 983, 312, 983, 462, 545, 460, 545, 305];

test('a click on a roundel becomes an object that is that disc', async ({ studio }) => {
  await studio.openSamples();
  await studio.untilReady();
  await studio.clickForeground({ x: 283, y: 240 });
  await expect(studio.candidateBar.getByRole('button', { name: /^Candidate/u })).toHaveCount(3);
  await studio.page.keyboard.press('2');
  await studio.acceptAs('roundel');

  await expect(studio.object('roundel 1')).toBeVisible();
  await expect(studio.candidateBar).toBeHidden();
  const [mask] = await studio.storedMasks();
  if (!mask) throw new Error('nothing is stored');
  expect(iouOf(mask, ellipseMask(roundel, mask.size))).toBeGreaterThanOrEqual(0.9);
});

test('a box around the house gives the house, a background click takes the roof off', async ({
  studio,
}) => {
  await studio.openSamples();
  await studio.turnTo('house.jpg');
  await studio.untilReady();
  await studio.page.keyboard.press('b');
  await studio.drag({ x: 515, y: 212 }, { x: 1000, y: 475 });
  await studio.untilReady();
  await studio.acceptAs('house');

  await studio.drag({ x: 515, y: 212 }, { x: 1000, y: 475 });
  await studio.untilReady();
  await studio.clickBackground({ x: 820, y: 268 });
  await studio.acceptAs('wall');

  const [whole, wall] = await studio.storedMasks();
  if (!whole || !wall) throw new Error('two objects were accepted');
  expect(iouOf(whole, polygonMask(house, whole.size))).toBeGreaterThanOrEqual(0.9);
  expect(maskContains(whole, { x: 820, y: 268 })).toBe(true);
  expect(maskContains(wall, { x: 820, y: 268 })).toBe(false);
  expect(areaOf(wall)).toBeLessThan(areaOf(whole));
});

test('points can be moved and deleted, each step can be taken back', async ({ studio }) => {
  await studio.openSamples();
  await studio.untilReady();
  await studio.clickForeground({ x: 870, y: 285 });
  await studio.drag({ x: 870, y: 285 }, { x: 600, y: 300 }, { x: 283, y: 240 });
  await studio.untilReady();
  await studio.page.keyboard.press('2');
  await studio.acceptAs('moved');
  const [moved] = await studio.storedMasks();
  if (!moved) throw new Error('nothing is stored');
  expect(moved.pointCount).toBe(1);
  expect(maskContains(moved, { x: 283, y: 240 })).toBe(true);
  expect(maskContains(moved, { x: 870, y: 285 })).toBe(false);

  await studio.clickForeground({ x: 283, y: 240 });
  await studio.clickForeground({ x: 870, y: 285 });
  await studio.clickBackground({ x: 870, y: 285 }); // on the point: deletes it
  await studio.acceptAs('deleted');
  expect((await studio.storedMasks()).at(-1)?.pointCount).toBe(1);

  await studio.clickForeground({ x: 283, y: 240 });
  await studio.clickForeground({ x: 870, y: 285 });
  await studio.page.keyboard.press('Control+z');
  await studio.acceptAs('taken back');
  expect((await studio.storedMasks()).at(-1)?.pointCount).toBe(1);
});

test('clumsy hands leave one point and one object', async ({ studio }) => {
  await studio.openSamples();
  await studio.untilReady();
  await studio.page.keyboard.press('c');
  await studio.page.getByRole('textbox', { name: 'Category' }).fill('disc');
  await studio.page.keyboard.press('Enter');
  // a double click, then Enter before the answer, and Enter once more
  const position = { x: 0, y: 0 };
  await studio.canvas.dblclick({ position: { ...position, ...(await centre(studio.canvas)) } });
  await studio.page.keyboard.press('Enter');
  await studio.page.keyboard.press('Enter');
  await expect(studio.objects).toHaveCount(1);
  await studio.untilReady();
  await expect(studio.candidateBar).toBeHidden();
  const masks = await studio.storedMasks();
  expect(masks.map(({ pointCount }) => pointCount)).toEqual([1]);

  // a drag that starts beside the image and ends outside the window
  await studio.page.keyboard.press('b');
  await studio.drag({ x: 700, y: 500 }, { x: 3000, y: 2000 });
  await studio.untilReady();
  await studio.page.keyboard.press('Escape');
  await expect(studio.candidateBar).toBeHidden();
  await expect(studio.objects).toHaveCount(1);
});

async function centre(canvas: {
  boundingBox(): Promise<{ width: number; height: number } | null>;
}) {
  const box = await canvas.boundingBox();
  return { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 };
}
