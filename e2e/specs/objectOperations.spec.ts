import type { Page } from '@playwright/test';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { CategoryId } from '#core/annotation/ids.ts';
import { combineMasks } from '#core/mask/combine.ts';
import { areaOf } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { annotationRecord, categoryRecord, imageRecord } from '#testing/records.ts';
import { expectClean } from '../fixtures/expectClean.ts';
import { polygonMask } from '../fixtures/polygonMask.ts';
import { readAnnotations } from '../pages/storedRecords.ts';
import { seedProject } from '../fixtures/seedProject.ts';
import { expect, test } from '../fixtures/test.ts';

const size = { width: 200, height: 150 };

function square(x: number, y: number, side: number): Rle {
  return polygonMask([x, y, x + side, y, x + side, y + side, x, y + side], size);
}

const pierced = combineMasks(square(20, 20, 40), square(35, 35, 4), 'difference');
const annotations: readonly Annotation[] = [
  annotationRecord(1, { mask: pierced, name: 'pierced' }),
  annotationRecord(2, {
    mask: square(50, 30, 40),
    categoryId: categoryRecord(2).id,
    name: 'crossing',
  }),
  annotationRecord(3, { mask: square(130, 90, 30), name: 'apart' }),
  annotationRecord(4, { mask: square(162, 90, 30), name: 'beside' }),
];

test('objects are selected, combined, mended, moved and kept from overlapping', async ({
  page,
  studio,
}) => {
  await page.route('**/models/**', (route) => route.abort()); // nothing is segmented here
  await seedProject(page, {
    categories: [
      categoryRecord(1, { name: 'leaf' }),
      categoryRecord(2, { name: 'owl', color: '#0072b2', order: 2 }),
    ],
    images: [1, 2, 3].map((number) =>
      imageRecord(number, {
        size,
        blobKey: 'seeded',
        mimeType: 'image/png',
        categoryCounts:
          number === 1 ? { ['category-1' as CategoryId]: 3, ['category-2' as CategoryId]: 1 } : {},
      }),
    ),
    annotations,
  });
  await expect(studio.objects).toHaveCount(4);
  await page.keyboard.press('v');

  // select: a click, the one below, a box, the list
  await studio.canvas.click({ position: await studio.onCanvas({ x: 55, y: 40 }) });
  await expect(studio.object('crossing')).toHaveAttribute('aria-selected', 'true');
  await studio.canvas.click({ position: await studio.onCanvas({ x: 55, y: 40 }) });
  await expect(studio.object('pierced')).toHaveAttribute('aria-selected', 'true');
  await studio.drag({ x: 110, y: 80 }, { x: 170, y: 130 });
  await expect(selectedRows(page)).toHaveCount(2);
  await studio.object('pierced').click();
  await studio.object('apart').click({ modifiers: ['Shift'] });
  await expect(selectedRows(page)).toHaveCount(3);
  await page.getByRole('grid', { name: 'Objects' }).press('Home');
  await expect(selectedRows(page)).toHaveCount(1);
  await expectClean(page, 'light');

  // fill holes, seen before it is done
  await page.keyboard.press('Shift+o');
  const tidy = page.getByRole('dialog', { name: 'Tidy masks' });
  await expect(tidy.getByText('1 hole filled')).toBeVisible();
  await expectClean(page, 'dark');
  await tidy.getByRole('button', { name: 'Apply' }).click();
  await expect.poll(() => areaStored(page, 'pierced')).toBe(1600);

  // by the menu: the union of two
  await studio.object('crossing').click({ modifiers: ['Control'] });
  await studio.canvas.click({ button: 'right', position: await studio.onCanvas({ x: 80, y: 60 }) });
  await expect(page.getByRole('menuitem', { name: 'Split into parts' })).toBeVisible();
  await expectClean(page, 'light');
  await page.getByRole('menuitem', { name: 'Unite the selected objects into one' }).click();
  await expect(studio.objects).toHaveCount(3);
  await expect.poll(() => areaStored(page, 'crossing')).toBe(1600 + 1600 - 10 * 30);

  // one step back, whatever it took
  await page.keyboard.press('Control+z');
  await expect(studio.objects).toHaveCount(4);

  // neighbours share their border: overlaps go, the gap is closed, a move takes from the neighbour
  await page.getByRole('button', { name: 'More for all objects' }).click();
  await page.getByRole('menuitem', { name: 'Overlaps and shared borders …' }).click();
  const overlaps = page.getByRole('dialog', { name: 'Overlaps and shared borders' });
  const sharing = overlaps.getByRole('switch', { name: 'Neighbours share their borders' });
  await sharing.click({ force: true }); // it turns when the change is on disk
  await expect(sharing).toBeChecked();
  await expectClean(page, 'dark');
  await overlaps.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect.poll(() => areaStored(page, 'pierced')).toBe(1600 - 10 * 30);
  await page.keyboard.press('Shift+b');
  const gaps = page.getByRole('dialog', { name: 'Close gaps' });
  await expect(gaps.getByText('gain 66 px in all')).toBeVisible();
  await gaps.getByRole('button', { name: 'Apply' }).click();
  await expect.poll(() => areaStored(page, 'apart')).toBe(30 * 31);
  await studio.object('apart').click();
  await page.keyboard.press('Escape');
  await studio.drag({ x: 145, y: 105 }, { x: 145, y: 105 });
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => areaStored(page, 'beside')).toBe(30 * 21);

  // copied to the next image
  await page.keyboard.press('Control+Shift+v');
  await page.getByRole('button', { name: 'Copy to 1 image' }).click();
  await expect(page.getByText('copy objects to the next images').first()).toBeVisible();
  await studio.turnTo('photo-2.jpg');
  await expect(studio.objects).toHaveCount(1);
});

function selectedRows(page: Page) {
  return page.getByRole('grid', { name: 'Objects' }).locator('[aria-selected="true"]');
}

/** The area in storage of the object of a name. */
async function areaStored(page: Page, name: string): Promise<number> {
  const stored = (await page.evaluate(readAnnotations)).find((each) => each.name === name);
  return stored ? areaOf({ size: stored.size, counts: Uint32Array.from(stored.counts) }) : 0;
}
