import type { CategoryId, ImageId } from '#core/annotation/ids.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { annotationRecord, categoryRecord, imageRecord } from '#testing/records.ts';
import { expectClean } from '../fixtures/expectClean.ts';
import { seedProject } from '../fixtures/seedProject.ts';
import { expect, test } from '../fixtures/test.ts';
import type { Studio } from '../pages/studio.ts';

const size = { width: 480, height: 320 };
const [car, lorry] = ['category-1' as CategoryId, 'category-2' as CategoryId];
const categories = Array.from({ length: 1000 }, (_, index) =>
  categoryRecord(index + 1, {
    name: ['car', 'lorry', 'street lamp'][index] ?? `species ${index + 1}`,
    supercategory: index < 2 ? 'vehicle' : '',
    order: index + 1,
  }),
);

test.beforeEach(async ({ page }) => {
  // nothing is segmented here: without the model the processor is free
  await page.route('**/models/**', (route) => route.abort());
});

test('a thousand categories are searched, merged over images that are not open, given keys and attributes', async ({
  page,
  studio,
}) => {
  await seedProject(page, { categories, images, annotations });
  await expect(studio.objects).toHaveCount(1);

  await page.keyboard.press('c');
  await page.keyboard.type('strlamp');
  await page.keyboard.press('Enter');
  const lampButton = page.getByRole('button', { name: 'Use category street lamp' });
  await expect(lampButton).toHaveAttribute('aria-pressed', 'true');

  await page.keyboard.press('Shift+c');
  const manager = page.getByRole('dialog', { name: 'Categories' });
  await manager.getByRole('textbox', { name: 'Find a category' }).fill('lorry');
  await manager.getByRole('button', { name: 'Change category lorry' }).click();
  await expect(manager.getByText('2 objects', { exact: true })).toBeVisible();
  await manager.getByLabel('Name', { exact: true }).fill('Car');
  await expect(manager.getByText('“car” exists already.')).toBeVisible();
  await expectClean(page, 'light');
  await manager.getByRole('button', { name: 'Merge both' }).click();
  await expect.poll(async () => categoriesOf(studio)).toEqual([car, car, car]);

  await manager.getByRole('textbox', { name: 'Find a category' }).fill('car');
  await manager.getByRole('button', { name: 'Change category car' }).click();
  await manager.getByRole('button', { name: 'Set key' }).click();
  await page.keyboard.press('c');
  await expect(manager.getByRole('alert')).toContainText('C is the key of');
  await page.keyboard.press('Shift+q');
  await manager.getByRole('button', { name: 'Add attribute' }).click();
  await manager.getByLabel('Name of attribute 1').fill('plate');
  await manager.getByRole('button', { name: 'Apply' }).click();
  await expect(manager.getByRole('button', { name: 'Apply' })).toHaveCount(0);
  await expectClean(page, 'dark');
  await page.keyboard.press('Escape');
  await expect(manager).toHaveCount(0);

  await page.keyboard.press('Shift+q');
  const carButton = page.getByRole('button', { name: 'Use category car' });
  await expect(carButton).toHaveAttribute('aria-pressed', 'true');
  await expect(carButton).toBeInViewport();
  await studio.objects.first().click();
  const attributes = page.getByRole('region', { name: 'Attributes' });
  await attributes.getByLabel('plate').fill('B 12');
  await page.keyboard.press('Enter');
  await expectClean(page, 'light');
  const undo = page
    .getByRole('navigation', { name: 'Tools' })
    .getByRole('button', { name: 'Undo' });
  await undo.click();
  await expect(attributes.getByLabel('plate')).toHaveValue('');
  for (const _ of ['attribute', 'key', 'merge']) await undo.click();
  await expect.poll(async () => categoriesOf(studio)).toEqual([car, lorry, lorry]);
});

/** One object on the open image, two on one that never is. */
const annotations = [
  object(1, 'image-1', car),
  object(2, 'image-2', lorry),
  object(3, 'image-2', lorry),
];
const images = [image(1, { [car]: 1 }), image(2, { [lorry]: 2 })];

function object(number: number, imageId: string, categoryId: CategoryId) {
  const pixels = new Uint8Array(size.width * size.height).fill(1, 0, 50_000);
  return annotationRecord(number, {
    imageId: imageId as ImageId,
    categoryId,
    mask: encodeMask({ size, pixels }),
  });
}

function image(number: number, categoryCounts: Readonly<Record<CategoryId, number>>) {
  const fileName = `photo-${number}.png`;
  const fields = { fileName, size, categoryCounts, status: 'inProgress' } as const;
  return imageRecord(number, { ...fields, mimeType: 'image/png', blobKey: 'seeded' });
}

async function categoriesOf(studio: Studio): Promise<readonly string[]> {
  const records = await studio.storedMasks();
  return records.map(({ categoryId }) => categoryId);
}
