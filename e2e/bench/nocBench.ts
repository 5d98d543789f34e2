import type { MaskRule } from './groundTruth.ts';

/** One object to click on, as the page gets it. */
export interface NocTask extends MaskRule {
  readonly id: string;
  readonly imageUrl: string;
  readonly maskUrl: string;
}

/** What noc.html does for the command. */
export interface NocBench {
  /** @returns the number of threads the model got */
  start(): Promise<number>;
  /** @returns the IoU after each click */
  run(task: NocTask): Promise<readonly number[]>;
}

declare global {
  interface Window {
    nocBench: NocBench;
  }
}
