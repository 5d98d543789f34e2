import { AxeBuilder } from '@axe-core/playwright';
import { areaOf, boundsOf } from '#core/mask/measures.ts';
import { expect, test } from '../fixtures/test.ts';
import { halvesImage } from '../fixtures/testImages.ts';
import type { ImagePoint, StoredMask, Studio } from '../pages/studio.ts';

test('objects are drawn, punched, erased and painted by mouse, keyboard and pen', async ({
  page,
  studio,
}) => {
  // no mask is asked for, and an encode would take every core
  await page.route(/\.onnx$/u, (route) => route.abort());
  const image = await halvesImage(page, 'halves.png', 'image/png');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open images' }).click();
  await (await choosing).setFiles([image]);
  await expect(studio.canvas).toHaveAccessibleName('Image halves.png');
  const announcer = page.getByTestId('announcer');
  const options = page.getByRole('region', { name: 'Tool options' });

  await test.step('a rectangle waits for a category and is kept as a polygon', async () => {
    await page.keyboard.press('m');
    await studio.drag({ x: 8, y: 8 }, { x: 24, y: 24 });
    const picker = page.getByRole('dialog', { name: 'Category' });
    await picker.getByRole('textbox').fill('tile');
    await page.keyboard.press('Enter');
    await expect(announcer).toHaveText('tile: mask, 13 % of the image');
    expect(await areasOf(studio)).toEqual([{ area: 256, rings: 1 }]);
  });

  await test.step('a hole is punched into it, with points that are taken back', async () => {
    await page.keyboard.press('u');
    await clickAll(studio, [at(12, 12), at(20, 12), at(28, 28)]);
    await page.keyboard.press('Backspace');
    await clickAll(studio, [at(20, 20), at(12, 20), at(12, 12)]);
    await expect(announcer).toHaveText('tile: mask, 9.4 % of the image');
    expect(await areasOf(studio)).toEqual([{ area: 192, rings: 2 }]);
  });

  await test.step('the eraser takes a stripe of the size and shape that were set', async () => {
    await page.keyboard.press('e');
    await options.getByRole('textbox', { name: 'Size' }).fill('4');
    await options.getByText('Square').click();
    await page.keyboard.press(']');
    await expect(options.getByRole('textbox', { name: 'Size' })).toHaveValue('5 px');
    await page.keyboard.press('[');
    await studio.drag(at(10, 10), at(22, 10));
    await expect(announcer).toHaveText('tile: mask, 6.3 % of the image');
    expect(await areasOf(studio)).toEqual([{ area: 128, rings: 0 }]);
    await page.keyboard.press('Control+z');
    await expect(studio.object('tile')).toBeVisible();
    await expect.poll(() => areasOf(studio)).toEqual([{ area: 192, rings: 2 }]);
  });

  await test.step('Alt and the wheel size the brush, a pen paints as wide as it is pressed', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    await studio.hover(at(40, 16));
    await page.keyboard.down('Alt');
    for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, -100);
    await page.keyboard.up('Alt');
    await expect(options.getByRole('textbox', { name: 'Size' })).toHaveValue('8 px');
    await options.getByText('Round').click();
    await drawWithPen(studio, [
      { ...at(36, 16), force: 0.25 },
      { ...at(46, 16), force: 0.5 },
      { ...at(56, 16), force: 1 },
    ]);
    await expect(studio.objects).toHaveCount(2);
    const { mask } = await lastOf(studio);
    expect(heightAt(mask, 36)).toBeLessThan(heightAt(mask, 46));
    expect(heightAt(mask, 46)).toBeLessThan(heightAt(mask, 56));
    expect(boundsOf(mask)).toEqual({ x: 35, y: 12, width: 25, height: 8 });
  });

  await test.step('a palm beside the pen moves the view and draws nothing', async () => {
    await touch(studio, [[at(20, 26), at(30, 20)]]);
    await page.keyboard.press('f');
    await expect(studio.objects).toHaveCount(2);
  });

  await test.step('a second stroke adds to it, Alt takes away, a line comes with Shift', async () => {
    const before = areaOf((await lastOf(studio)).mask);
    await studio.drag(at(40, 26), at(56, 26));
    await expect
      .poll(async () => areaOf((await lastOf(studio)).mask))
      .toBeGreaterThan(before + 120);
    const added = areaOf((await lastOf(studio)).mask);
    await page.keyboard.down('Alt');
    await studio.drag(at(40, 26), at(56, 26));
    await page.keyboard.up('Alt');
    await expect.poll(async () => areaOf((await lastOf(studio)).mask)).toBe(before);
    await page.keyboard.down('Shift');
    await studio.clickAt(at(40, 26));
    await page.keyboard.up('Shift');
    await expect.poll(async () => areaOf((await lastOf(studio)).mask)).toBe(added);
    await expect(studio.objects).toHaveCount(2);
  });

  await test.step('an ellipse from its centre, and a freehand outline', async () => {
    await page.keyboard.press('o');
    await page.keyboard.down('Alt');
    await page.keyboard.down('Shift');
    await studio.drag(at(40, 8), at(46, 11));
    await page.keyboard.up('Shift');
    await page.keyboard.up('Alt');
    await expect(studio.objects).toHaveCount(3);
    const { mask, ringCount } = await lastOf(studio);
    expect(ringCount).toBe(1);
    expect(Math.abs(areaOf(mask) - Math.PI * 36)).toBeLessThan(4);
    await page.keyboard.press('p');
    await studio.drag(at(2, 2), at(6, 2), at(6, 30), at(2, 30), at(2, 2));
    await expect(studio.objects).toHaveCount(4);
    expect(await areasOf(studio)).toContainEqual({ area: 4 * 28, rings: 1 });
  });

  await test.step('two fingers pinch and move the view, one draws', async () => {
    await page.keyboard.press('m');
    const zoom = page.getByText(/^Zoom [\d,]+ %$|^Zoom [\d,]+%$/u);
    const fitted = (await zoom.textContent()) ?? '';
    await touch(studio, [
      [at(30, 16), at(20, 10)],
      [at(34, 16), at(44, 22)],
    ]);
    await expect(zoom).not.toHaveText(fitted);
    await expect(studio.objects).toHaveCount(4);
    await page.keyboard.press('f');
    await expect(zoom).toHaveText(fitted);
    await expect(async () => {
      await page.keyboard.press('f'); // while the palm's time lasts a finger moves the view
      await touch(studio, [[at(28, 2), at(34, 6)]]);
      await expect(studio.objects).toHaveCount(5, { timeout: 1500 });
    }).toPass();
    expect(await areasOf(studio)).toContainEqual({ area: 6 * 4, rings: 1 });
    await page.keyboard.press('Control+z');
    await expect(studio.objects).toHaveCount(4);
    await page.keyboard.press('p');
  });

  await test.step('what is no shape is refused with a word, and nothing is stored', async () => {
    await clickAll(studio, [at(30, 4), at(34, 4)]);
    await page.keyboard.press('Enter');
    await expect(page.getByText('An outline needs at least three points.')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('m');
    await studio.clickAt(at(30, 4));
    await studio.drag(at(-6, -4), at(-2, -2));
    await expect(page.getByText('Nothing of this shape lies on the image.')).toBeVisible();
    await expect(studio.objects).toHaveCount(4);
    const { violations } = await new AxeBuilder({ page }).include('main').include('nav').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
});

function at(x: number, y: number): ImagePoint {
  return { x, y };
}

async function clickAll(studio: Studio, places: readonly ImagePoint[]): Promise<void> {
  for (const place of places) await studio.clickAt(place);
}

async function areasOf(studio: Studio): Promise<readonly { area: number; rings: number }[]> {
  const masks = await studio.storedMasks();
  return masks.map((mask) => ({ area: areaOf(mask), rings: mask.ringCount }));
}

async function lastOf(studio: Studio): Promise<{ mask: StoredMask; ringCount: number }> {
  const mask = (await studio.storedMasks()).at(-1);
  if (!mask) throw new Error('Nothing is stored.');
  return { mask, ringCount: mask.ringCount };
}

/** How many pixels of a column are foreground. */
function heightAt({ counts, size }: StoredMask, column: number): number {
  let place = 0;
  let height = 0;
  for (const [i, run] of counts.entries()) {
    const from = Math.max(place, column * size.height);
    const to = Math.min(place + run, (column + 1) * size.height);
    if (i % 2 === 1 && to > from) height += to - from;
    place += run;
  }
  return height;
}

interface PenPlace extends ImagePoint {
  readonly force: number; // 0…1
}

/** A stroke of a pen, which Playwright's mouse cannot do. */
async function drawWithPen(studio: Studio, places: readonly PenPlace[]): Promise<void> {
  const client = await studio.page.context().newCDPSession(studio.page);
  const dispatch = async (
    type: 'mousePressed' | 'mouseMoved' | 'mouseReleased',
    place: PenPlace,
  ) => {
    const { x, y } = await studio.onPage(place);
    const pen = { pointerType: 'pen', button: 'left', clickCount: 1 } as const;
    const buttons = type === 'mouseReleased' ? 0 : 1;
    await client.send('Input.dispatchMouseEvent', {
      ...pen,
      type,
      x,
      y,
      buttons,
      force: place.force,
    });
  };
  const [first] = places;
  const last = places.at(-1);
  if (!first || !last) return;
  await dispatch('mousePressed', first);
  for (const place of places.slice(1)) await dispatch('mouseMoved', place);
  await dispatch('mouseReleased', { ...last, force: 0 });
  await client.detach();
}

/** Fingers that go from the first to the second place of each pair, all at once. */
async function touch(
  studio: Studio,
  fingers: readonly (readonly [from: ImagePoint, to: ImagePoint])[],
): Promise<void> {
  const session = await studio.page.context().newCDPSession(studio.page);
  const ways = await Promise.all(
    fingers.map(
      async ([from, to]) => [await studio.onPage(from), await studio.onPage(to)] as const,
    ),
  );
  const points = (share: number) =>
    ways.map(([from, to], id) => ({
      id,
      x: from.x + (to.x - from.x) * share,
      y: from.y + (to.y - from.y) * share,
    }));
  const send = (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    touchPoints: ReturnType<typeof points>,
  ) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
  await send('touchStart', points(0));
  for (let step = 1; step <= 5; step += 1) await send('touchMove', points(step / 5));
  await send('touchEnd', []);
  await session.detach();
}
