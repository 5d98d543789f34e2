/** How much the browser lets the studio keep, and how much it keeps. */
export interface StorageUsage {
  readonly usedBytes: number;
  readonly quotaBytes: number;
}
