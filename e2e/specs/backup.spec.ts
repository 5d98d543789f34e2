import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import {
  deleteDatabase,
  dumpDatabase,
  leaveHalfProject,
  seededId,
  seedProject,
} from '../fixtures/seededProject.ts';
import { expect, test } from '../fixtures/test.ts';
import type { Studio } from '../pages/studio.ts';

const passphrase = 'correct horse battery staple';

test.beforeEach(async ({ page }) => {
  // nothing is segmented here: without the model the processor is free
  await page.route('**/models/**', (route) => route.abort());
});

test('a sealed backup brings a project back, every record and byte, after the browser lost it', async ({
  page,
  studio,
}) => {
  await openSeeded(page, studio);
  const before = await dumpDatabase(page);
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Back up the project' });
  await dialog.getByRole('switch', { name: 'Seal with a passphrase' }).check();
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await expect(dialog.getByText('Strong.')).toBeVisible();
  await expectCleanInBothThemes(page);
  const save = dialog.getByRole('button', { name: 'Save backup' });
  await expect(save).toBeDisabled();
  await dialog.getByLabel('The same again').fill(passphrase);
  const downloading = page.waitForEvent('download');
  await save.click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^beetles-[\d-]+\.maskwright$/u);
  const buffer = await readFile(await download.path());
  expect(buffer.includes('Beetles')).toBe(false);

  await page.goto('/icon.svg');
  await deleteDatabase(page);
  await studio.open();
  await expect(page.getByRole('heading', { name: 'Open photos to start' })).toBeVisible();
  const empty = withoutViews(await dumpDatabase(page));
  await page.getByRole('button', { name: 'Backup' }).click();
  await page.getByRole('menuitem', { name: 'Restore a backup' }).click();
  const restore = page.getByRole('dialog', { name: 'Restore a backup' });
  await choose(page, restore, buffer.subarray(0, buffer.length - 40));
  await restore.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await restore.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(restore.getByRole('alert')).toContainText('damaged or cut off');
  await expectCleanInBothThemes(page);
  await choose(page, restore, buffer);
  await restore.getByLabel('Passphrase', { exact: true }).fill('correct horse');
  await page.keyboard.press('Enter');
  await expect(restore.getByText('That is not the passphrase of this file.')).toBeVisible();
  expect(withoutViews(await dumpDatabase(page))).toEqual(empty);
  await restore.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(restore.getByText('2 images and 2 objects')).toBeVisible();
  await expect(restore.getByLabel('Name of the new project')).toHaveValue('Beetles');
  await expectCleanInBothThemes(page);
  await restore.getByRole('button', { name: 'Restore as new project' }).click();
  await expect(page.getByText('“Beetles” is restored.')).toBeVisible();
  await expect(studio.canvas).toHaveAccessibleName('Image set/ünder 2.png');

  const after = await dumpDatabase(page);
  const projectId = /"key":"([^"]+)","value":\{[^}]*"name":"Beetles"/u.exec(
    JSON.stringify(after['projects']),
  )?.[1];
  expect(projectId).toBeDefined();
  expect(projectId).not.toBe(seededId);
  const restored = projectIn(after, String(projectId));
  const original = projectIn(before, seededId);
  for (const [name, records] of Object.entries(original)) {
    expect(restored[name], name).toEqual(records);
    expect(records, name).not.toHaveLength(name === 'packageBases' ? 1 : 0);
  }

  await leaveHalfProject(page);
  await page.reload();
  await expect(studio.canvas).toHaveAccessibleName('Image set/ünder 2.png');
  // swept away when the start is over
  await expect
    .poll(async () => JSON.stringify(await dumpDatabase(page)), { timeout: 30_000 })
    .not.toContain('half-project');
});

test.describe('with a folder to write to', () => {
  test.use({ hasPickers: true });

  test('backups are written there, and only the oldest of its own leave', async ({
    page,
    studio,
  }) => {
    await openSeeded(page, studio);
    await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('safe', { create: true });
      await folder.getFileHandle('holiday.maskwright', { create: true });
      // the dialog itself is the browser's; behind it stands a real folder
      Object.assign(window, { showDirectoryPicker: async () => folder });
    });
    await page.keyboard.press('Control+,');
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('tab', { name: 'Backup' }).click();
    await expect(settings.getByText('This project has no backup yet.')).toBeVisible();
    await settings.getByRole('button', { name: 'Choose a folder' }).click();
    await expect(settings.getByText('Folder “safe”')).toBeVisible();
    await settings.getByLabel('Keep the last').selectOption('2');
    // it shows what storage has taken, not what was clicked
    const withImages = settings.getByRole('switch', { name: 'With the images' });
    await withImages.click();
    await expect(withImages).toBeChecked();
    await expectCleanInBothThemes(page);
    const now = settings.getByRole('button', { name: 'Back up now' });
    const written = new Set<string>();
    for (let i = 0; i < 3; i += 1) {
      // names go by the second: one of the same second is written over
      await expect
        .poll(async () => {
          await now.click();
          return (await filesIn(page)).filter((name) => !written.has(name)).length;
        })
        .toBe(i === 0 ? 2 : 1);
      await expect(now).toBeEnabled();
      for (const name of await filesIn(page)) written.add(name);
    }
    const left = await filesIn(page);
    expect(left).toHaveLength(3);
    expect(left).toContain('holiday.maskwright');
    const newest = left.filter((name) => name.startsWith('beetles-seeded-p-')).at(-1) ?? '';
    await expect(settings.getByText(newest)).toBeVisible();
  });
});

async function openSeeded(page: Page, studio: Studio): Promise<void> {
  await seedProject(page);
  // the address names the project that is open: from another page to the one that was last
  await page.goto('/icon.svg');
  await page.goto('/');
  await expect(studio.canvas).toHaveAccessibleName('Image set/ünder 2.png');
}

async function choose(page: Page, dialog: Locator, buffer: Buffer): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  const file = { name: 'beetles.maskwright', mimeType: 'application/octet-stream', buffer };
  await (await choosing).setFiles([file]);
}

async function filesIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('safe');
    const names: string[] = [];
    // files in the making have an ending of their own
    for await (const name of folder.keys()) if (name.endsWith('.maskwright')) names.push(name);
    return names.toSorted();
  });
}

async function expectCleanInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
}

/** Where one looks is written in its own time. */
function withoutViews(dump: Record<string, unknown[]>): Record<string, unknown[]> {
  const { projectViews: _, viewports: __, ...rest } = dump;
  return rest;
}

/** The records of one project, its id and the numbers of its history put aside; bytes as they are. */
function projectIn(
  dump: Record<string, readonly unknown[]>,
  projectId: string,
): Record<string, readonly unknown[]> {
  const texts = Object.entries(dump).map(([name, records]) => {
    const all = records.map((record) => JSON.stringify(record));
    const own = all.filter((text) => text.includes(projectId) || /^\{"key":"b\d*"/u.test(text));
    // that of the open image may be written at any time
    const settled = name === 'viewports' ? own.filter((text) => text.includes('"i1"')) : own;
    return [name, settled] as const;
  });
  const journal = texts.find(([name]) => name === 'journal')?.[1] ?? [];
  const seqs = journal.map((text) => Number(/"seq":(\d+)/u.exec(text)?.[1]));
  const renumbered = (text: string) =>
    text
      .replaceAll(projectId, 'PROJECT')
      .replace(/"seq":(\d+)/u, (_, seq) => `"seq":${seqs.indexOf(Number(seq))}`)
      .replace(/^\{"key":\d+/u, '{"key":0');
  return Object.fromEntries(
    texts.map(([name, own]) => [name, own.map((text) => JSON.parse(renumbered(text)))]),
  );
}
