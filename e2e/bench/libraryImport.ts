import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { bundlePage, type BuiltStudio } from './builtStudio.ts';
import { zipOfPictures } from './importPictures.ts';
import { tabMemoryMb } from './rendererMemory.ts';
import { watchMemory } from './watchMemory.ts';

/** What importing many files in one go took. */
export interface ImportReport {
  readonly fileCount: number;
  readonly importedCount: number; // different files on disk at the end, each with its picture
  readonly pausedCount: number; // images on disk when it was paused
  readonly grewWhilePaused: boolean;
  readonly reloadedCount: number; // images on disk right after a reload in the middle
  readonly seconds: number; // without the pause and without making the files
  readonly peakMemoryMb: number | null; // of the tab
}

/**
 * Imports a zip of that many pictures through the page. On the way the import is paused and goes on, and
 * the page is reloaded and told to go on with the same file.
 */
export async function measureImport(
  { context, origin }: BuiltStudio,
  fileCount: number,
): Promise<ImportReport> {
  const folder = await mkdtemp(join(tmpdir(), 'maskwright-import-'));
  try {
    console.log(`Making ${fileCount} files …`);
    const zipFile = join(folder, 'shots.zip');
    await writeFile(zipFile, await zipOfPictures(fileCount));
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.addInitScript(() => {
      // files are then asked for with an input, which can be answered from here
      Reflect.deleteProperty(window, 'showOpenFilePicker');
    });
    await page.goto(origin);
    await page.getByTestId('canvas').waitFor();
    const memory = watchMemory(() => tabMemoryMb(context));
    const stages = await importInStages(page, zipFile, fileCount).finally(memory.end);
    const peakMemoryMb = await memory.end();
    return { fileCount, ...stages, importedCount: await intactCount(page), peakMemoryMb };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function importInStages(page: Page, zipFile: string, fileCount: number) {
  console.log('Importing …');
  await choose(page, zipFile, () =>
    page.getByRole('button', { name: 'Open images' }).first().click(),
  );
  const dialog = page.getByRole('dialog', { name: /^Import from/u });
  const startedAt = Date.now();
  await dialog.getByRole('button', { name: /^Import .* images$/u }).click();
  await untilStored(page, fileCount * 0.2);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('paused').waitFor();
  await page.waitForTimeout(1000); // the batch on its way
  const pausedAt = Date.now();
  const pausedCount = await storedCount(page);
  await page.waitForTimeout(3000);
  const grewWhilePaused = (await storedCount(page)) !== pausedCount;
  const pauseMs = Date.now() - pausedAt;
  await page.getByRole('button', { name: 'Go on' }).click();
  await untilStored(page, fileCount * 0.5);
  await page.reload();
  const notice = page.getByRole('status').filter({ hasText: 'stopped at' });
  await notice.waitFor();
  const reloadedCount = await storedCount(page);
  await choose(page, zipFile, () => notice.getByRole('button', { name: 'Go on' }).click());
  await untilStored(page, fileCount);
  return {
    pausedCount,
    grewWhilePaused,
    reloadedCount,
    seconds: (Date.now() - startedAt - pauseMs) / 1000,
  };
}

async function choose(page: Page, file: string, ask: () => Promise<void>): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await ask();
  await (await choosing).setFiles([file]);
}

async function untilStored(page: Page, count: number): Promise<void> {
  let last = -1;
  let stalledAt = Date.now();
  for (;;) {
    const stored = await storedCount(page);
    if (stored >= count) return;
    if (stored !== last) stalledAt = Date.now();
    if (Date.now() - stalledAt > 60_000) {
      throw new Error(`Nothing came in for a minute; ${stored} are there.`);
    }
    last = stored;
    await page.waitForTimeout(500);
  }
}

async function storedCount(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('maskwright');
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error(String(request.error))));
    });
    const count = await new Promise<number>((resolve, reject) => {
      const request = database.transaction('images').objectStore('images').count();
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error(String(request.error))));
    });
    database.close();
    return count;
  });
}

async function intactCount(page: Page): Promise<number> {
  await page.addScriptTag({ content: await bundlePage('libraryPage.ts'), type: 'module' });
  await page.waitForFunction(() => 'libraryBench' in window);
  return page.evaluate(() => window.libraryBench.countIntact());
}

/** The report as lines of a terminal. */
export function importTableOf(report: ImportReport): string {
  const { fileCount, seconds, peakMemoryMb } = report;
  const memory = peakMemoryMb === null ? 'not to be read here' : `${peakMemoryMb.toFixed(0)} MB`;
  return [
    `${report.importedCount} of ${fileCount} files came in whole, ${seconds.toFixed(0)} s`,
    `(${(fileCount / seconds).toFixed(0)} a second, a reload in the middle included)`,
    `paused at ${report.pausedCount}, ${report.grewWhilePaused ? 'which did NOT stop it' : 'where it stayed'}`,
    `reloaded at ${report.reloadedCount}, and went on from there`,
    `peak memory of the tab: ${memory}`,
  ].join('\n');
}
