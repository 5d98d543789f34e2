import type { Project } from '../project/project.ts';
import type { Split, SplitPlan } from '../project/split.ts';

/** In the order they are told. */
export const splits = ['train', 'val', 'test'] as const satisfies readonly Split[];

export type Ratios = SplitPlan['ratios'];

/** Eight images to learn from, one to watch the training, one to judge it by. */
export const usualRatios: Ratios = { train: 0.8, val: 0.1, test: 0.1 };

/** The ratios with a sum of 1; negative ones count as 0. The usual ones when all are 0. */
export function normalizeRatios(ratios: Ratios): Ratios {
  const [train = 0, val = 0, test = 0] = splits.map((split) => Math.max(0, ratios[split]));
  const sum = train + val + test;
  return sum > 0 ? { train: train / sum, val: val / sum, test: test / sum } : usualRatios;
}

/** Whether no image may change its split, because the division has left the house with an export. */
export function isSplitLocked({ splitPlan }: Pick<Project, 'splitPlan'>): boolean {
  return splitPlan !== null && splitPlan.lockedAt !== null;
}
