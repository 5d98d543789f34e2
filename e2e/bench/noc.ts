import type { Page } from '@playwright/test';
import { withBenchPage } from './browser.ts';
import { runCommand } from './command.ts';
import { parseNocFlags } from './flags.ts';
import { prepareJsonFile, writeJsonFile } from './jsonFile.ts';
import type { NocTask } from './nocBench.ts';
import { clicksTo, type NocItemResult, summarizeNoc } from './nocSummary.ts';
import { type Pair, type PairSet, readPairs, requireFiles, selectPairs } from './pairs.ts';

await runCommand(async () => {
  const flags = parseNocFlags(process.argv.slice(2));
  const set = await readPairs(flags.pairsFile);
  const pairs = selectPairs(set.pairs, flags);
  requireFiles(pairs);
  if (flags.jsonFile !== null) await prepareJsonFile(flags.jsonFile);
  const startedAt = performance.now();
  const items = await withBenchPage('noc.html', filesOf(pairs), ({ page }) =>
    clickThrough(page, set, pairs),
  );
  const result = summarizeNoc(set.name, items);
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(
    `${result.set}: NoC85 ${result.noc85.toFixed(2)}, NoC90 ${result.noc90.toFixed(2)}, ` +
      `mIoU@1 ${result.miou1.toFixed(3)}, n ${result.n}, ${seconds.toFixed(0)} s`,
  );
  if (flags.jsonFile !== null) await writeJsonFile(flags.jsonFile, result);
});

async function clickThrough(
  page: Page,
  { foregroundMin, ignoreValue }: PairSet,
  pairs: readonly Pair[],
): Promise<readonly NocItemResult[]> {
  await page.waitForFunction(() => 'nocBench' in window);
  const threadCount = await page.evaluate(() => window.nocBench.start());
  console.log(`${pairs.length} objects, ${threadCount} threads`);
  const items: NocItemResult[] = [];
  for (const [index, { id }] of pairs.entries()) {
    const urls = { imageUrl: imageUrlOf(index), maskUrl: maskUrlOf(index) };
    const task: NocTask = { id, ...urls, foregroundMin, ignoreValue };
    const ious = await page.evaluate((each) => window.nocBench.run(each), task);
    items.push({ id, ious });
    console.log(
      `${index + 1}/${pairs.length}  ${id}  85: ${clicksTo(0.85, ious)}  ` +
        `90: ${clicksTo(0.9, ious)}  IoU@1: ${(ious[0] ?? 0).toFixed(3)}`,
    );
  }
  return items;
}

function filesOf(pairs: readonly Pair[]): ReadonlyMap<string, string> {
  return new Map(
    pairs.flatMap(({ imageFile, maskFile }, index): readonly [string, string][] => [
      [imageUrlOf(index), imageFile],
      [maskUrlOf(index), maskFile],
    ]),
  );
}

function imageUrlOf(index: number): string {
  return `/bench-files/${index}/image`;
}

function maskUrlOf(index: number): string {
  return `/bench-files/${index}/mask`;
}
