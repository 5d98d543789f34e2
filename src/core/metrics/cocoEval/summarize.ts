import { accumulate, type Accumulated } from './accumulate.ts';
import type { CocoParams } from './params.ts';
import type { CocoTally } from './tally.ts';

/** COCO's twelve numbers, 0…1; null where there is nothing to be found (pycocotools prints −1). */
export interface CocoSummary {
  readonly AP: number | null; // mean over IoU 0.50 … 0.95
  readonly AP50: number | null;
  readonly AP75: number | null;
  readonly APSmall: number | null;
  readonly APMedium: number | null;
  readonly APLarge: number | null;
  readonly AR1: number | null; // one detection per image and category
  readonly AR10: number | null;
  readonly AR100: number | null;
  readonly ARSmall: number | null;
  readonly ARMedium: number | null;
  readonly ARLarge: number | null;
}

/**
 * Means over the categories in `categories` that have anything to be found. One category alone gives
 * the numbers of that category. `params` as in `cocoParams`, with other thresholds at most.
 * Source: pycocotools `COCOeval.summarize`.
 */
export function summarize(
  tally: CocoTally,
  categories: readonly number[],
  params: CocoParams,
): CocoSummary {
  const [one = 1, ten = 10, all = 100] = params.maxDetections;
  const part = (area: number, maxDetections: number) =>
    categories.flatMap((category): readonly Accumulated[] => {
      const known = tally.of(category);
      const result = known && accumulate(known, { area, maxDetections }, params);
      return result ? [result] : [];
    });
  const full = part(0, all);
  const sizes = [1, 2, 3].map((area) => part(area, all));
  const [small = [], medium = [], large = []] = sizes;
  return {
    AP: meanOf(full, ({ precision }) => precision),
    AP50: meanOf(full, (each) => precisionAt(each, 0.5, params)),
    AP75: meanOf(full, (each) => precisionAt(each, 0.75, params)),
    APSmall: meanOf(small, ({ precision }) => precision),
    APMedium: meanOf(medium, ({ precision }) => precision),
    APLarge: meanOf(large, ({ precision }) => precision),
    AR1: meanOf(part(0, one), ({ recall }) => recall),
    AR10: meanOf(part(0, ten), ({ recall }) => recall),
    AR100: meanOf(full, ({ recall }) => recall),
    ARSmall: meanOf(small, ({ recall }) => recall),
    ARMedium: meanOf(medium, ({ recall }) => recall),
    ARLarge: meanOf(large, ({ recall }) => recall),
  };
}

/** Precision at each recall threshold for one IoU; empty where the params do not have that IoU. */
export function precisionAt(
  { precision }: Accumulated,
  iou: number,
  { iouThresholds, recallThresholds }: CocoParams,
): Float64Array {
  const bit = iouThresholds.findIndex((each) => Math.abs(each - iou) < 1e-9);
  const start = bit * recallThresholds.length;
  return bit < 0
    ? new Float64Array()
    : precision.subarray(start, start + recallThresholds.length);
}

function meanOf(
  all: readonly Accumulated[],
  valuesOf: (each: Accumulated) => Float64Array,
): number | null {
  let sum = 0;
  let count = 0;
  for (const each of all) {
    for (const value of valuesOf(each)) {
      sum += value;
      count += 1;
    }
  }
  return count === 0 ? null : sum / count;
}
