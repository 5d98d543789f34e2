import type { Page } from '@playwright/test';
import { expectClean } from '../fixtures/expectClean.ts';
import { expect, test } from '../fixtures/test.ts';
import { halvesImage } from '../fixtures/testImages.ts';
import { storedRecords } from '../pages/database.ts';
import { Studio } from '../pages/studio.ts';

test('a second tab follows live, is refused edits, and takes over', async ({ studio }) => {
  const first = studio;
  await chooseImages(first, ['a.png', 'b.png']);
  const second = await openSecond(first.page);
  await expect(strip(second)).toBeVisible();
  await expect(second.frame('b.png')).toBeVisible();
  await expect(strip(first)).toBeHidden();
  await expectClean(second.page, 'light');
  await expectClean(second.page, 'dark');

  await createCategory(first, 'leaf');
  await expect(category(second, 'leaf')).toBeVisible();
  await rename(first, 'Garden');
  await expect(second.page).toHaveTitle('Garden – Maskwright');
  await remove(first, 'b.png');
  await expect(second.frame('b.png')).toBeHidden();
  await first.page.keyboard.press('Control+z');
  await expect(second.frame('b.png')).toBeVisible();

  await createCategory(second, 'stem');
  await expect(second.page.getByRole('alert')).toContainText('being edited in another tab');
  await expect(category(second, 'stem')).toBeHidden();
  await second.turnTo('b.png');

  await takeOver(second);
  await expect(strip(second)).toBeHidden();
  await expect(strip(first)).toBeVisible();
  await createCategory(second, 'stem');
  await expect(category(first, 'stem')).toBeVisible();
  await remove(second, 'b.png');
  await expect(first.frame('b.png')).toBeHidden();

  await takeOver(first);
  await rename(first, 'Glasshouse');
  await expect(second.page).toHaveTitle('Glasshouse – Maskwright');
  await first.page.close();
  await expect(strip(second)).toBeHidden();
  await rename(second, 'Orchard');
  await second.page.reload();
  await expect(second.page.getByRole('button', { name: 'Orchard' })).toBeVisible();
  await expect(strip(second)).toBeHidden();
  await expect(category(second, 'stem')).toBeVisible();
});

test('two tabs that fight for a project lose nothing and double nothing', async ({ studio }) => {
  const tabs = [studio, await openSecond(studio.page)] as const;
  await expect(strip(tabs[1])).toBeVisible();
  for (let round = 1; round <= 20; round += 1) {
    const [former, next] = round % 2 === 1 ? tabs : ([tabs[1], tabs[0]] as const);
    await Promise.all([
      createCategory(former, `former ${twoDigits(round)}`),
      takeOver(next).then(() => createCategory(next, `next ${twoDigits(round)}`)),
    ]);
    await expect(strip(former)).toBeVisible();
  }
  const stored = await storedRecords<{ readonly name: string }>(studio.page, 'categories');
  const names = stored.map(({ name }) => name).toSorted();
  for (const tab of tabs) {
    // the panel draws what is in sight only
    const search = tab.page.getByRole('textbox', { name: 'Find a category' });
    for (const name of names) {
      await search.fill(name);
      await expect(category(tab, name)).toHaveCount(1);
    }
  }
  const written = await storedRecords<JournalRecord>(studio.page, 'journal');
  const created = written
    .filter(({ name }) => name === 'createCategory')
    .flatMap(({ edits }) => edits.map(({ after }) => after?.name ?? ''));
  expect(created.toSorted()).toEqual(names);
  // of the tab that has just taken over every edit is accepted
  const accepted = Array.from({ length: 20 }, (_, index) => `next ${twoDigits(index + 1)}`);
  expect(created.filter((name) => name.startsWith('next'))).toEqual(accepted);
});

interface JournalRecord {
  readonly name: string;
  readonly edits: readonly { readonly after: { readonly name: string } | null }[];
}

async function openSecond(page: Page): Promise<Studio> {
  const second = new Studio(await page.context().newPage());
  await second.open();
  return second;
}

function strip({ page }: Studio) {
  return page.getByRole('button', { name: 'Edit here instead' });
}

async function takeOver(studio: Studio): Promise<void> {
  await strip(studio).click();
  await expect(strip(studio)).toBeHidden();
}

function category({ page }: Studio, name: string) {
  return page.getByRole('button', { name: `Use category ${name}`, exact: true });
}

async function createCategory({ page }: Studio, name: string): Promise<void> {
  await page.keyboard.press('c');
  const picker = page.getByRole('dialog', { name: 'Category' });
  await picker.getByRole('textbox').fill(name);
  await picker.getByRole('textbox').press('Enter');
  await expect(picker).toBeHidden();
}

async function rename({ page }: Studio, name: string): Promise<void> {
  const title = await page.title();
  await page.getByRole('button', { name: title.split(' – ')[0], exact: true }).click();
  const field = page.getByRole('textbox', { name: 'Project name' });
  await field.fill(name);
  await field.press('Enter');
  await expect(page).toHaveTitle(`${name} – Maskwright`);
}

async function remove(studio: Studio, fileName: string): Promise<void> {
  await studio.frame(fileName).hover();
  await studio.page.getByRole('button', { name: `Remove ${fileName} from the project` }).click();
  await expect(studio.frame(fileName)).toBeHidden();
}

async function chooseImages(studio: Studio, names: readonly string[]): Promise<void> {
  const { page } = studio;
  const files = await Promise.all(names.map((name) => halvesImage(page, name, 'image/png')));
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open images' }).click();
  await (await choosing).setFiles(files);
  await expect(studio.frame(names.at(-1) ?? '')).toBeVisible();
}

/** No name may be the beginning of another: the picker would find it. */
function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
