import { cpus } from 'node:os';
import type { Page } from '@playwright/test';
import { bundlePage, withBuiltStudio, type BuiltStudio } from './builtStudio.ts';
import { runCommand } from './command.ts';
import { editorReportOf, editorTableOf, type EditorSamples } from './editorReport.ts';
import { editorProjectId } from './editorRecords.ts';
import { parseEditorFlags, type EditorFlags } from './flags.ts';
import { largeImageTableOf, measureLargeImage } from './largeImage.ts';
import { prepareJsonFile, writeJsonFile } from './jsonFile.ts';

const size = { width: 6000, height: 4000 };
const stepsPerGesture = 90;

await runCommand(async () => {
  const flags = parseEditorFlags(process.argv.slice(2));
  const { imageFile, jsonFile } = flags;
  if (jsonFile !== null) await prepareJsonFile(jsonFile);
  if (imageFile !== null) {
    const large = await withBuiltStudio((studio) => measureLargeImage(studio, imageFile));
    console.log(largeImageTableOf(large));
    if (jsonFile !== null) await writeJsonFile(jsonFile, large);
    return;
  }
  const report = await withBuiltStudio(async (studio) => {
    const samples = await measureEditor(studio, flags);
    return editorReportOf(samples, {
      date: new Date().toISOString(),
      cpu: cpus()[0]?.model ?? 'unknown processor',
      coreCount: cpus().length,
      browser: studio.context.browser()?.version() ?? '',
    });
  });
  console.log(editorTableOf(report));
  if (jsonFile !== null) await writeJsonFile(jsonFile, report);
});

async function measureEditor(studio: BuiltStudio, flags: EditorFlags): Promise<EditorSamples> {
  const page = await openPage(studio);
  console.log(
    `Making an image of ${size.width} × ${size.height} with ${flags.objectCount} objects …`,
  );
  await addBench(page);
  await page.evaluate((task) => window.editorBench.seed(task), { size, ...flags });
  await page.goto(studio.origin);
  await page.getByRole('grid', { name: 'Objects' }).getByRole('row').first().waitFor();
  // the encoder takes both cores; what is asked is how the hands feel beside nothing else
  await page
    .locator('[data-testid="engine-state"][data-state="ready"]')
    .waitFor({ timeout: 120_000 });
  await addBench(page);
  await page.keyboard.press('v');
  console.log('Moving and zooming …');
  const panMs = await frames(page, () => pan(page));
  const zoomMs = await frames(page, () => zoom(page));
  await page.keyboard.press('f');
  console.log('Selecting …');
  const selectMs = await select(page, flags.selectCount);
  console.log('Brushing …');
  await page.keyboard.press('Escape'); // the stroke becomes an object of its own
  await page.keyboard.press('1');
  await page.keyboard.press('a');
  await page.evaluate(() => window.editorBench.startMoves());
  const brushFrameMs = await frames(page, () => scribble(page));
  const brushMoveMs = await page.evaluate(() => window.editorBench.endMoves());
  const list = page.locator(`[role="grid"][aria-rowcount="${flags.objectCount + 1}"]`);
  await list.waitFor({ timeout: 10_000 }); // nothing was painted otherwise
  return { ...flags, panMs, zoomMs, selectMs, brushFrameMs, brushMoveMs };
}

async function openPage({ context, origin }: BuiltStudio): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.addInitScript((lastProjectId) => {
    const state = { prefetch: false, lastProjectId, hoverMode: 'off' };
    localStorage.setItem('maskwright-settings', JSON.stringify({ state, version: 1 }));
  }, editorProjectId);
  await page.goto(origin);
  await page.getByTestId('canvas').waitFor();
  return page;
}

async function addBench(page: Page): Promise<void> {
  await page.addScriptTag({ content: await bundlePage('editorPage.ts'), type: 'module' });
  await page.waitForFunction(() => 'editorBench' in window);
}

async function frames(page: Page, gesture: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => window.editorBench.startFrames());
  await gesture();
  return page.evaluate(() => window.editorBench.endFrames());
}

async function middleOf(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.getByTestId('canvas').boundingBox();
  if (!box) throw new Error('The canvas is not there.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Enlarged a little, so that there is somewhere to go. */
async function pan(page: Page): Promise<void> {
  const { x, y } = await middleOf(page);
  await page.mouse.move(x, y);
  for (let i = 0; i < 4; i += 1) await page.mouse.wheel(0, -240);
  await page.mouse.down({ button: 'middle' });
  for (let i = 0; i < stepsPerGesture; i += 1) {
    const angle = (i / stepsPerGesture) * 4 * Math.PI;
    await page.mouse.move(x + Math.sin(angle) * 250, y + (1 - Math.cos(angle)) * 120);
  }
  await page.mouse.up({ button: 'middle' });
}

async function zoom(page: Page): Promise<void> {
  const { x, y } = await middleOf(page);
  await page.mouse.move(x, y);
  for (let i = 0; i < stepsPerGesture; i += 1) {
    await page.mouse.wheel(0, i < stepsPerGesture / 2 ? -60 : 60);
  }
}

async function select(page: Page, count: number): Promise<readonly number[]> {
  const box = await page.getByTestId('canvas').boundingBox();
  if (!box) throw new Error('The canvas is not there.');
  const times: number[] = [];
  for (let i = 0; times.length < count && i < count * 5; i += 1) {
    const at = {
      x: box.x + box.width * (0.2 + 0.6 * ((i * 0.37) % 1)),
      y: box.y + box.height * (0.25 + 0.5 * ((i * 0.53) % 1)),
    };
    const time = page.evaluate(async () =>
      Promise.race([
        window.editorBench.nextSelection(),
        new Promise<null>((resolve) => {
          setTimeout(() => resolve(null), 1500); // beside all objects, or on the same one
        }),
      ]),
    );
    await page.mouse.click(at.x, at.y);
    const ms = await time;
    if (ms !== null) times.push(ms);
  }
  return times;
}

async function scribble(page: Page): Promise<void> {
  const { x, y } = await middleOf(page);
  await page.mouse.move(x - 200, y);
  await page.mouse.down();
  for (let i = 0; i < stepsPerGesture; i += 1) {
    await page.mouse.move(x - 200 + i * 4, y + Math.sin(i / 5) * 80);
  }
  await page.mouse.up();
}
