import type { ClickSeries } from './clickSeries.ts';
import { quantile } from './statistics.ts';

/** Clicks allowed; also what an object counts that never gets good enough. */
export const maxClicks = 20;

/** What the clicks on one object led to. */
export interface NocItemResult extends Pick<ClickSeries, 'ious' | 'boundaryFs' | 'clickMs'> {
  readonly id: string;
}

/** The result file of `npm run bench:noc`. */
export interface NocResult {
  readonly set: string;
  readonly n: number;
  readonly noc85: number;
  readonly noc90: number;
  readonly miou1: number; // mean IoU after the first click
  readonly boundaryF1: number; // mean boundary F after the first click
  readonly boundaryFLast: number; // and after the last one
  readonly clickP50Ms: number;
  readonly clickP95Ms: number;
  readonly items: readonly NocItemResult[];
}

/** Number of the first click whose IoU reaches the goal; 20 when none does. */
export function clicksTo(goodIou: number, ious: readonly number[]): number {
  const index = ious.findIndex((iou) => iou >= goodIou);
  return index < 0 ? maxClicks : index + 1;
}

/** @param items not empty */
export function summarizeNoc(set: string, items: readonly NocItemResult[]): NocResult {
  const clickMs = items.flatMap((item) => item.clickMs);
  return {
    set,
    n: items.length,
    noc85: mean(items.map(({ ious }) => clicksTo(0.85, ious))),
    noc90: mean(items.map(({ ious }) => clicksTo(0.9, ious))),
    miou1: mean(items.map(({ ious }) => ious[0] ?? 0)),
    boundaryF1: mean(items.map(({ boundaryFs }) => boundaryFs[0] ?? 0)),
    boundaryFLast: mean(items.map(({ boundaryFs }) => boundaryFs.at(-1) ?? 0)),
    clickP50Ms: quantile(clickMs, 0.5),
    clickP95Ms: quantile(clickMs, 0.95),
    items,
  };
}

/** The result as one line of a terminal. */
export function lineOf(result: NocResult): string {
  const { set, n, noc85, noc90, miou1, boundaryF1, boundaryFLast } = result;
  return (
    `${set}: NoC85 ${noc85.toFixed(2)}, NoC90 ${noc90.toFixed(2)}, mIoU@1 ${miou1.toFixed(3)}, ` +
    `boundary F ${boundaryF1.toFixed(3)} after one click, ${boundaryFLast.toFixed(3)} at the end, ` +
    `click p50 ${result.clickP50Ms.toFixed(0)} ms, p95 ${result.clickP95Ms.toFixed(0)} ms, n ${n}`
  );
}

/** The objects that took most clicks, worst first; of equals the one with the worse last mask. */
export function worstItems(
  items: readonly NocItemResult[],
  count: number,
): readonly NocItemResult[] {
  return items
    .toSorted(
      (a, b) =>
        clicksTo(0.9, b.ious) - clicksTo(0.9, a.ious) ||
        (a.ious.at(-1) ?? 0) - (b.ious.at(-1) ?? 0),
    )
    .slice(0, count);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
