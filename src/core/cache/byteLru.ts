/** Values by key within a budget of bytes; the least recently used leaves first, the newest stays. */
export class ByteLru<Key, Value> {
  private readonly held = new Map<Key, Value>();
  private readonly budgetBytes: number;
  private readonly sizeOf: (value: Value) => number;
  private bytes = 0;

  constructor(budgetBytes: number, sizeOf: (value: Value) => number) {
    this.budgetBytes = budgetBytes;
    this.sizeOf = sizeOf;
  }

  put(key: Key, value: Value): void {
    this.delete(key);
    this.held.set(key, value);
    this.bytes += this.sizeOf(value);
    for (const oldest of this.held.keys()) {
      if (this.bytes <= this.budgetBytes || oldest === key) return;
      this.delete(oldest);
    }
  }

  get(key: Key): Value | null {
    const value = this.held.get(key);
    if (value === undefined) return null;
    this.held.delete(key);
    this.held.set(key, value);
    return value;
  }

  delete(key: Key): void {
    const value = this.held.get(key);
    if (value === undefined) return;
    this.held.delete(key);
    this.bytes -= this.sizeOf(value);
  }
}
