/** A place where only the newest task counts: beginning one aborts the one before. */
export class LatestTask {
  private controller: AbortController | null = null;

  begin(): AbortSignal {
    this.cancel();
    this.controller = new AbortController();
    return this.controller.signal;
  }

  /** Of the newest task; null when none was begun or it was cancelled. */
  get signal(): AbortSignal | null {
    return this.controller?.signal ?? null;
  }

  cancel(): void {
    this.controller?.abort();
    this.controller = null;
  }
}
