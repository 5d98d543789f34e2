import type { Split } from '../project/split.ts';
import { splits, type Ratios } from './ratios.ts';

/** Whole percents with a sum of 100, as a person types them. */
export type Percents = Readonly<Record<Split, number>>;

/** The nearest whole percents; what rounding leaves goes to the first split that has any. */
export function percentsOf(ratios: Ratios): Percents {
  const val = Math.round(ratios.val * 100);
  const test = Math.round(ratios.test * 100);
  return { train: Math.max(0, 100 - val - test), val, test };
}

export function ratiosOf({ train, val, test }: Percents): Ratios {
  return { train: train / 100, val: val / 100, test: test / 100 };
}

/**
 * The percents after one was typed. The others give or get the difference, the first of them as far as
 * it can; what cannot be given is not got.
 */
export function withPercent(percents: Percents, split: Split, typed: number): Percents {
  const value = Math.max(0, Math.min(100, Math.round(typed)));
  const others = splits.filter((other) => other !== split);
  const [first = 'train', second = 'val'] = others;
  const rest = 100 - value;
  const secondPart = Math.min(percents[second], rest);
  const result: Record<Split, number> = { ...percents };
  result[split] = value;
  result[second] = secondPart;
  result[first] = rest - secondPart;
  return result;
}
