/** Clicks allowed; also what an object counts that never gets good enough. */
export const maxClicks = 20;

/** What the clicks on one object led to. */
export interface NocItemResult {
  readonly id: string;
  readonly ious: readonly number[]; // after click 1, 2, …
}

/** The result file of `npm run bench:noc`. */
export interface NocResult {
  readonly set: string;
  readonly n: number;
  readonly noc85: number;
  readonly noc90: number;
  readonly miou1: number; // mean IoU after the first click
  readonly items: readonly NocItemResult[];
}

/** Number of the first click whose IoU reaches the goal; 20 when none does. */
export function clicksTo(goodIou: number, ious: readonly number[]): number {
  const index = ious.findIndex((iou) => iou >= goodIou);
  return index < 0 ? maxClicks : index + 1;
}

/** @param items not empty */
export function summarizeNoc(set: string, items: readonly NocItemResult[]): NocResult {
  return {
    set,
    n: items.length,
    noc85: mean(items.map(({ ious }) => clicksTo(0.85, ious))),
    noc90: mean(items.map(({ ious }) => clicksTo(0.9, ious))),
    miou1: mean(items.map(({ ious }) => ious[0] ?? 0)),
    items,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
