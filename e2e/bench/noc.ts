import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { withBenchPage } from './browser.ts';
import { runCommand } from './command.ts';
import { parseNocFlags } from './flags.ts';
import { prepareJsonFile, writeJsonFile } from './jsonFile.ts';
import type { NocTask } from './nocBench.ts';
import {
  clicksTo,
  lineOf,
  type NocItemResult,
  type NocResult,
  summarizeNoc,
  worstItems,
} from './nocSummary.ts';
import { type NocPicture, nocViewOf } from './nocView.ts';
import { type Pair, type PairSet, readPairs, requireFiles, selectPairs } from './pairs.ts';

await runCommand(async () => {
  const flags = parseNocFlags(process.argv.slice(2));
  const set = await readPairs(flags.pairsFile);
  const pairs = selectPairs(set.pairs, flags);
  requireFiles(pairs);
  for (const file of [flags.jsonFile, flags.htmlFile]) {
    if (file !== null) await prepareJsonFile(file);
  }
  const startedAt = performance.now();
  const { result, worst } = await withBenchPage('noc.html', filesOf(pairs), async ({ page }) => {
    const tasks = tasksOf(set, pairs);
    const summary = summarizeNoc(set.name, await clickThrough(page, tasks));
    return { result: summary, worst: flags.htmlFile ? await picturesOf(page, summary, tasks) : [] };
  });
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`${lineOf(result)}, ${seconds.toFixed(0)} s`);
  if (flags.jsonFile !== null) await writeJsonFile(flags.jsonFile, result);
  if (flags.htmlFile !== null) await writeFile(flags.htmlFile, nocViewOf(result, worst));
});

async function clickThrough(
  page: Page,
  tasks: readonly NocTask[],
): Promise<readonly NocItemResult[]> {
  await page.waitForFunction(() => 'nocBench' in window);
  const threadCount = await page.evaluate(() => window.nocBench.start());
  console.log(`${tasks.length} objects, ${threadCount} threads`);
  const items: NocItemResult[] = [];
  for (const [index, task] of tasks.entries()) {
    const item = await page.evaluate((each) => window.nocBench.run(each), task);
    items.push(item);
    const { id, ious } = item;
    console.log(
      `${index + 1}/${tasks.length}  ${id}  85: ${clicksTo(0.85, ious)}  ` +
        `90: ${clicksTo(0.9, ious)}  IoU@1: ${(ious[0] ?? 0).toFixed(3)}`,
    );
  }
  return items;
}

async function picturesOf(
  page: Page,
  { items }: NocResult,
  tasks: readonly NocTask[],
): Promise<readonly NocPicture[]> {
  const pictures: NocPicture[] = [];
  for (const { id } of worstItems(items, 10)) {
    const task = tasks.find((each) => each.id === id);
    if (!task) continue;
    const dataUrl = await page.evaluate((each) => window.nocBench.picture(each), task);
    pictures.push({ id, dataUrl });
  }
  return pictures;
}

function tasksOf(
  { foregroundMin, ignoreValue }: PairSet,
  pairs: readonly Pair[],
): readonly NocTask[] {
  return pairs.map(({ id }, index) => ({
    id,
    imageUrl: imageUrlOf(index),
    maskUrl: maskUrlOf(index),
    foregroundMin,
    ignoreValue,
  }));
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
