import type { MaskRule } from './groundTruth.ts';
import type { NocItemResult } from './nocSummary.ts';

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
  run(task: NocTask): Promise<NocItemResult>;
  /**
   * The photo of a task that was run, with its true outline, the last mask and the clicks.
   *
   * @returns a JPEG as data URL
   */
  picture(task: NocTask): Promise<string>;
}

declare global {
  interface Window {
    nocBench: NocBench;
  }
}
