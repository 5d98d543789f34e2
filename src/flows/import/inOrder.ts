/** Lets work rest between two items. */
export class PauseGate {
  private waiting: (() => void)[] = [];
  private paused = false;

  get isPaused(): boolean {
    return this.paused;
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    for (const goOn of this.waiting) goOn();
    this.waiting = [];
  }

  /** Resolves at once unless it is paused. */
  async opened(): Promise<void> {
    if (!this.paused) return;
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
    });
  }
}

export interface InOrderOptions {
  readonly ahead: number; // items in work at a time
  readonly gate: PauseGate; // while it is paused nothing is begun
  readonly signal: AbortSignal; // after it nothing is begun; what is in work is still given out
}

/** Works on several items at a time and gives the results in the order of the items. */
export async function* inOrder<Item, Value>(
  items: readonly Item[],
  work: (item: Item) => Promise<Value>,
  { ahead, gate, signal }: InOrderOptions,
): AsyncGenerator<Value, void, undefined> {
  const inWork: Promise<Value>[] = [];
  let next = 0;
  for (;;) {
    while (!gate.isPaused && !signal.aborted && inWork.length < ahead) {
      const item = items[next];
      if (item === undefined) break;
      next += 1;
      const result = work(item);
      result.catch(() => undefined); // it is told when its turn comes
      inWork.push(result);
    }
    const first = inWork.shift();
    if (first) yield await first;
    else if (signal.aborted || next >= items.length) return;
    else await gate.opened();
  }
}
