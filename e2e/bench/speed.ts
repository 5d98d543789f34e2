import { cpus } from 'node:os';
import type { Page } from '@playwright/test';
import { withBenchPage } from './browser.ts';
import { runCommand } from './command.ts';
import { parseSpeedFlags, type SpeedFlags } from './flags.ts';
import { prepareJsonFile, writeJsonFile } from './jsonFile.ts';
import type { SpeedSamples, SpeedTask } from './speedBench.ts';
import { type MachineFacts, reportOf, type SpeedReport, tableOf } from './speedReport.ts';

await runCommand(async () => {
  const flags = parseSpeedFlags(process.argv.slice(2));
  if (flags.jsonFile !== null) await prepareJsonFile(flags.jsonFile);
  const report = await withBenchPage('speed.html', new Map(), ({ page, browserVersion }) =>
    measureAll(page, flags, machineFacts(browserVersion)),
  );
  console.log(tableOf(report));
  if (flags.jsonFile !== null) await writeJsonFile(flags.jsonFile, report);
});

async function measureAll(
  page: Page,
  { encodeCount, decodeCount }: SpeedFlags,
  machine: MachineFacts,
): Promise<SpeedReport> {
  const counts = { encodeCount, decodeCount };
  console.log(`${encodeCount} encodes and ${decodeCount} decodes of each side, on one thread …`);
  const one = await measure(page, { threads: 'one', ...counts });
  await page.reload(); // ends the workers of the first round
  console.log('… and again on all threads …');
  const all = await measure(page, { threads: 'all', ...counts });
  return reportOf(one, all, machine);
}

async function measure(page: Page, task: SpeedTask): Promise<SpeedSamples> {
  await page.waitForFunction(() => 'speedBench' in window);
  return page.evaluate((each) => window.speedBench.measure(each), task);
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
