import { basename } from 'node:path';
import type { Page } from '@playwright/test';
import './editorBench.ts'; // what the page has of its own
import { bundlePage, type BuiltStudio } from './builtStudio.ts';
import { browserMemoryMb } from './rendererMemory.ts';
import { watchMemory } from './watchMemory.ts';

/** What one large photo of the user took. */
export interface LargeImageReport {
  readonly fileName: string;
  readonly openSeconds: number; // until it is on the canvas
  readonly readySeconds: number; // until the model has read it
  readonly clickMs: number; // until there is a mask
  readonly zoomFramesMs: readonly number[]; // down to single pixels and back
  readonly peakMemoryMb: number | null; // of the whole browser
  readonly restMemoryMb: number | null;
}

/** Opens a photo, zooms to single pixels and back, takes a mask in its middle. */
export async function measureLargeImage(
  { context, origin }: BuiltStudio,
  file: string,
): Promise<LargeImageReport> {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.addInitScript(() => {
    // files are then asked for with an input, which can be answered from here
    Reflect.deleteProperty(window, 'showOpenFilePicker');
  });
  await page.goto(origin);
  await page.getByTestId('canvas').waitFor();
  await addBench(page);
  const memory = watchMemory(() => browserMemoryMb(context));
  const samples = await openAndClick(page, file).finally(memory.end);
  const restMemoryMb = await browserMemoryMb(context);
  const peakMemoryMb = await memory.end();
  return { fileName: basename(file), ...samples, peakMemoryMb, restMemoryMb };
}

async function openAndClick(page: Page, file: string) {
  const startedAt = Date.now();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open images' }).first().click();
  await (await choosing).setFiles([file]);
  await page.getByText(/^[\d,]+ × [\d,]+ px$/u).waitFor({ timeout: 120_000 });
  const openSeconds = (Date.now() - startedAt) / 1000;
  await untilReady(page);
  const readySeconds = (Date.now() - startedAt) / 1000;
  const zoomFramesMs = await zoomFrames(page);
  const clickMs = await clickInTheMiddle(page);
  return { openSeconds, readySeconds, clickMs, zoomFramesMs };
}

async function addBench(page: Page): Promise<void> {
  await page.addScriptTag({ content: await bundlePage('editorPage.ts'), type: 'module' });
  await page.waitForFunction(() => 'editorBench' in window);
}

async function untilReady(page: Page): Promise<void> {
  await page
    .locator('[data-testid="engine-state"][data-state="ready"]')
    .waitFor({ timeout: 300_000 });
}

async function zoomFrames(page: Page): Promise<readonly number[]> {
  const box = await page.getByTestId('canvas').boundingBox();
  if (!box) throw new Error('The canvas is not there.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => window.editorBench.startFrames());
  for (let i = 0; i < 120; i += 1) await page.mouse.wheel(0, i < 60 ? -120 : 120);
  return page.evaluate(() => window.editorBench.endFrames());
}

async function clickInTheMiddle(page: Page): Promise<number> {
  await page.keyboard.press('f');
  const box = await page.getByTestId('canvas').boundingBox();
  if (!box) throw new Error('The canvas is not there.');
  const startedAt = Date.now();
  await page.mouse.click(box.x + box.width * 0.55, box.y + box.height * 0.4);
  await page.getByRole('region', { name: 'Mask candidates' }).waitFor({ timeout: 60_000 });
  const clickMs = Date.now() - startedAt;
  await untilReady(page);
  await page.waitForTimeout(8000); // the closer look behind the answer
  return clickMs;
}

/** The report as lines of a terminal. */
export function largeImageTableOf(report: LargeImageReport): string {
  const { fileName, openSeconds, readySeconds, clickMs, zoomFramesMs } = report;
  const slow = zoomFramesMs.filter((ms) => ms > 34).length;
  return [
    `${fileName}: on the canvas after ${openSeconds.toFixed(1)} s, read by the model after ${readySeconds.toFixed(1)} s`,
    `a mask ${clickMs} ms after the click`,
    `${slow} of ${zoomFramesMs.length} frames took more than 34 ms while it was zoomed to single pixels and back`,
    `memory of the whole browser: ${textOf(report.peakMemoryMb)} at most (≤ 1500 MB), ${textOf(report.restMemoryMb)} at rest`,
  ].join('\n');
}

function textOf(megabytes: number | null): string {
  return megabytes === null ? 'not to be read here' : `${megabytes.toFixed(0)} MB`;
}
