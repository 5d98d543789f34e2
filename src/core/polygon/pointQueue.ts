/** Hands out points by ascending key; a binary heap. A point may be in it more than once. */
export class PointQueue {
  readonly #keys: number[] = [];
  readonly #points: number[] = [];

  push(key: number, point: number): void {
    let place = this.#keys.length;
    this.#keys.push(key);
    this.#points.push(point);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if ((this.#keys[parent] ?? 0) <= key) break;
      this.#move(parent, place);
      place = parent;
    }
    this.#keys[place] = key;
    this.#points[place] = point;
  }

  /** The entry with the least key, taken out; null when there is none. */
  pop(): { readonly key: number; readonly point: number } | null {
    const key = this.#keys[0];
    const point = this.#points[0];
    const lastKey = this.#keys.pop();
    const lastPoint = this.#points.pop();
    if (key === undefined || point === undefined) return null;
    if (lastKey !== undefined && lastPoint !== undefined && this.#keys.length > 0) {
      this.#sink(lastKey, lastPoint);
    }
    return { key, point };
  }

  #sink(key: number, point: number): void {
    const { length } = this.#keys;
    let place = 0;
    for (let child = 1; child < length; child = 2 * place + 1) {
      if (child + 1 < length && (this.#keys[child + 1] ?? 0) < (this.#keys[child] ?? 0)) child += 1;
      if ((this.#keys[child] ?? 0) >= key) break;
      this.#move(child, place);
      place = child;
    }
    this.#keys[place] = key;
    this.#points[place] = point;
  }

  #move(from: number, to: number): void {
    this.#keys[to] = this.#keys[from] ?? 0;
    this.#points[to] = this.#points[from] ?? 0;
  }
}
