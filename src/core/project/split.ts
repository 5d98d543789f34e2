/** The part of the data set that an image belongs to. */
export type Split = 'train' | 'val' | 'test';

/** How the images of a project were divided, so that it can be told and done again. */
export interface SplitPlan {
  readonly seed: number; // uint32
  readonly ratios: Readonly<Record<Split, number>>; // sum 1
  /** What was kept together, besides near duplicates. */
  readonly grouping: 'none' | 'folder' | 'video';
  readonly madeAt: number; // ms since 1970, UTC
  /** Since when it may not change, that is since its export; null: it may. */
  readonly lockedAt: number | null;
}
