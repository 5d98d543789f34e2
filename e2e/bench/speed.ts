import { cpus } from 'node:os';
import type { Page } from '@playwright/test';
import { withBenchPage, type BenchPage } from './browser.ts';
import { runCommand } from './command.ts';
import { parseSpeedFlags, type SpeedFlags } from './flags.ts';
import { prepareJsonFile, writeJsonFile } from './jsonFile.ts';
import { rendererMemoryMb } from './rendererMemory.ts';
import type { SpeedSamples, SpeedTask } from './speedBench.ts';
import { type MachineFacts, reportOf, type SpeedReport, tableOf } from './speedReport.ts';

await runCommand(async () => {
  const flags = parseSpeedFlags(process.argv.slice(2));
  if (flags.jsonFile !== null) await prepareJsonFile(flags.jsonFile);
  const report = await withBenchPage('speed.html', new Map(), (bench) => measureAll(bench, flags));
  console.log(tableOf(report));
  if (flags.jsonFile !== null) await writeJsonFile(flags.jsonFile, report);
});

async function measureAll(
  { page, browserVersion }: BenchPage,
  { encodeCount, decodeCount, imageCount, promptCount }: SpeedFlags,
): Promise<SpeedReport> {
  const counts = { encodeCount, decodeCount };
  console.log(`${encodeCount} encodes and ${decodeCount} decodes of each side, on one thread …`);
  const one = await measure(page, { threads: 'one', ...counts });
  await reload(page);
  console.log('… and again on all threads …');
  const all = await measure(page, { threads: 'all', ...counts });
  await reload(page);
  console.log('… images reopened from disk …');
  const studio = await page.evaluate(() => window.speedBench.measureReopening(6));
  await reload(page);
  console.log(`… ${promptCount} prompts over ${imageCount} images.`);
  const memoryGrowthMb = await measureMemory(page, { imageCount, promptCount });
  const samples = { one, all, studio, memoryGrowthMb };
  return reportOf(samples, machineFacts(browserVersion));
}

/** Ends the workers of the round before. */
async function reload(page: Page): Promise<void> {
  await page.reload();
  await page.waitForFunction(() => 'speedBench' in window);
}

async function measure(page: Page, task: SpeedTask): Promise<SpeedSamples> {
  await page.waitForFunction(() => 'speedBench' in window);
  return page.evaluate((each) => window.speedBench.measure(each), task);
}

/** By how much the renderer grows after a warm-up over a third of the images. */
async function measureMemory(
  page: Page,
  task: { readonly imageCount: number; readonly promptCount: number },
): Promise<number | null> {
  const browser = page.context().browser();
  if (!browser) return null;
  const warmUp = {
    imageCount: Math.ceil(task.imageCount / 3),
    promptCount: Math.ceil(task.promptCount / 3),
  };
  await page.evaluate((each) => window.speedBench.promptOverImages(each), warmUp);
  const before = await rendererMemoryMb(browser);
  await page.evaluate((each) => window.speedBench.promptOverImages(each), task);
  const after = await rendererMemoryMb(browser);
  return before === null || after === null ? null : after - before;
}

function machineFacts(browser: string): MachineFacts {
  const cores = cpus();
  return {
    date: new Date().toISOString(),
    cpu: cores[0]?.model ?? 'unknown processor',
    coreCount: cores.length,
    browser,
  };
}
