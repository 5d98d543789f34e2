import { cpus } from 'node:os';
import type { Page } from '@playwright/test';
import { bundlePage, withBuiltStudio, type BuiltStudio } from './builtStudio.ts';
import { runCommand } from './command.ts';
import { parseLibraryFlags, type LibraryFlags } from './flags.ts';
import { prepareJsonFile, writeJsonFile } from './jsonFile.ts';
import { importTableOf, measureImport } from './libraryImport.ts';
import { libraryReportOf, libraryTableOf, type LibrarySamples } from './libraryReport.ts';
import { libraryProjectId } from './libraryRecords.ts';
import { tabMemoryMb } from './rendererMemory.ts';

const seededAtOnce = 100; // images in one transaction

await runCommand(async () => {
  const flags = parseLibraryFlags(process.argv.slice(2));
  if (flags.jsonFile !== null) await prepareJsonFile(flags.jsonFile);
  const { importCount, jsonFile } = flags;
  if (importCount !== null) {
    const imported = await withBuiltStudio((studio) => measureImport(studio, importCount));
    console.log(importTableOf(imported));
    if (jsonFile !== null) await writeJsonFile(jsonFile, imported);
    return;
  }
  const report = await withBuiltStudio(async (studio) => {
    const samples = await measureLibrary(studio, flags);
    return libraryReportOf(samples, {
      date: new Date().toISOString(),
      cpu: cpus()[0]?.model ?? 'unknown processor',
      coreCount: cpus().length,
      browser: studio.context.browser()?.version() ?? '',
    });
  });
  console.log(libraryTableOf(report));
  if (flags.jsonFile !== null) await writeJsonFile(flags.jsonFile, report);
});

async function measureLibrary(studio: BuiltStudio, flags: LibraryFlags): Promise<LibrarySamples> {
  const maker = await openPage(studio);
  await seed(maker, flags);
  // what the making took is not what the studio takes
  const page = await openPage(studio);
  await maker.close();
  console.log('Opening …');
  const openMs = await measureOpening(page, studio.origin, flags.openCount);
  await page.addScriptTag({ content: await bundlePage('libraryPage.ts'), type: 'module' });
  console.log('Images and edits …');
  const { imageMs, editMs } = await measureWork(page, flags);
  const memoryAtWorkMb = await memoryOf(studio, page);
  console.log('Gallery …');
  await page.keyboard.press('g');
  await page.getByTestId('gallery-grid').waitFor();
  const frameMs = await page.evaluate(() => window.libraryBench.measureScroll(240, 40));
  const queryMs = [];
  for (const text of ['category:"class 3" objects:>3 -status:done', 'night', 'photo-99']) {
    queryMs.push(await page.evaluate((each) => window.libraryBench.measureQuery(each), text));
  }
  await page.getByRole('combobox', { name: 'Filter images' }).fill('');
  await page.evaluate(() => window.libraryBench.scrollThrough());
  const memoryMb = await memoryOf(studio, page);
  return { ...flags, openMs, imageMs, editMs, frameMs, queryMs, memoryAtWorkMb, memoryMb };
}

async function openPage({ context, origin }: BuiltStudio): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error));
  await makeSettings(page);
  await page.goto(origin);
  await page.getByTestId('canvas').waitFor();
  return page;
}

/** What is in use: garbage is collected first. */
async function memoryOf({ context }: BuiltStudio, page: Page): Promise<number | null> {
  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  return tabMemoryMb(context);
}

/** No work ahead of time: it would take the processor away from what is measured. */
async function makeSettings(page: Page): Promise<void> {
  await page.addInitScript((lastProjectId) => {
    const state = { prefetch: false, lastProjectId };
    localStorage.setItem('maskwright-settings', JSON.stringify({ state, version: 1 }));
    const observer = new MutationObserver(() => {
      if (!document.querySelector('[aria-label$=" objects"]')) return;
      window.firstFrameAt = performance.now();
      observer.disconnect();
    });
    observer.observe(document, { subtree: true, childList: true });
  }, libraryProjectId);
}

async function seed(page: Page, { imageCount, objectsPerImage }: LibraryFlags): Promise<void> {
  console.log(`Making ${imageCount} images with ${objectsPerImage} objects each …`);
  await page.addScriptTag({ content: await bundlePage('libraryPage.ts'), type: 'module' });
  await page.waitForFunction(() => 'libraryBench' in window);
  for (let from = 0; from < imageCount; from += seededAtOnce) {
    const to = Math.min(imageCount, from + seededAtOnce);
    const task = { imageCount, objectsPerImage, from, to };
    await page.evaluate((each) => window.libraryBench.seed(each), task);
  }
}

/** From navigation to the first image of the filmstrip, scripts from the browser's cache. */
async function measureOpening(page: Page, origin: string, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run <= count; run += 1) {
    await page.goto(origin);
    await page.waitForFunction(() => window.firstFrameAt !== undefined);
    times.push(await page.evaluate(() => window.firstFrameAt ?? Number.NaN));
  }
  return times.slice(1); // the first fills the browser's caches
}

async function measureWork(page: Page, { stepCount, editCount }: LibraryFlags) {
  const ready = page.locator('[data-testid="engine-state"][data-state="ready"]');
  const canvas = page.getByTestId('canvas');
  for (const key of ['PageDown', 'PageUp']) {
    const former = await canvas.getAttribute('aria-label');
    await ready.waitFor({ timeout: 120_000 });
    await page.keyboard.press(key);
    await page.waitForFunction(
      (name) =>
        document.querySelector('[data-testid="canvas"]')?.getAttribute('aria-label') !== name,
      former,
    );
  }
  await ready.waitFor();
  await page.keyboard.press('PageDown');
  await ready.waitFor();
  const imageMs = await page.evaluate(
    (steps) => window.libraryBench.measureImages(steps),
    stepCount,
  );
  await page.getByRole('list', { name: 'Objects' }).getByRole('button').nth(1).click();
  const editMs = await page.evaluate((count) => window.libraryBench.measureEdits(count), editCount);
  return { imageMs, editMs };
}
