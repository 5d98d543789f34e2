import type { Size } from '#core/geometry/size.ts';

/**
 * A two-label problem on a grid of 8-neighbours: the label of a cell may cost it its preference, and
 * each pair of unlike neighbours pays their weight.
 */
export interface GridCut {
  readonly size: Size;
  /** What background costs the cell (> 0) or foreground (< 0, negated); row-major, |p| ≤ 10⁶. */
  readonly preference: Float32Array;
  /** Weights to the neighbours at the right, below, right below and left below, 4 per cell; ≥ 0. */
  readonly weights: Float32Array;
}

const none = -1;
const terminal = 8;
const orphan = 9;
const unreachable = 0x7fffffff;

/**
 * The labels of least total cost, 1 foreground; exact up to rounding of single floats. Of several best
 * labellings the one with least foreground. Cost: 1–2 µs a cell.
 * Source: Boykov and Kolmogorov 2004, "An experimental comparison of min-cut/max-flow algorithms".
 */
export function cutGrid(problem: GridCut): Uint8Array<ArrayBuffer> {
  const search = new MaxFlow(problem);
  search.run();
  return search.labels();
}

/**
 * Search trees that grow from both terminals. The grid has a frame of cells without weights, so no step
 * wraps around. A cell's parent is the direction that leads to it, or one of the three codes.
 */
class MaxFlow {
  private readonly size: Size;
  private readonly stride: number;
  private readonly steps: Int32Array; // to the neighbour in direction k; k ^ 1 leads back
  private readonly residual: Float32Array; // 8 per cell
  private readonly toTerminal: Float32Array; // > 0 left from the source, < 0 left to the sink
  private readonly parent: Int8Array;
  private readonly isSink: Uint8Array;
  private readonly stamp: Int32Array; // when `distance` was last known to hold
  private readonly distance: Int32Array; // steps to the terminal
  private readonly isActive: Uint8Array;
  private active: number[] = [];
  private orphans: number[] = [];
  private time = 0;

  constructor({ size, preference, weights }: GridCut) {
    const stride = size.width + 2;
    const count = stride * (size.height + 2);
    this.size = size;
    this.stride = stride;
    const straight = [1, -1, stride, -stride];
    const diagonal = [stride + 1, -stride - 1, stride - 1, 1 - stride];
    this.steps = Int32Array.from([...straight, ...diagonal]);
    this.residual = new Float32Array(count * 8);
    this.toTerminal = new Float32Array(count);
    this.parent = new Int8Array(count).fill(none);
    this.isSink = new Uint8Array(count);
    this.stamp = new Int32Array(count);
    this.distance = new Int32Array(count);
    this.isActive = new Uint8Array(count);
    for (let y = 0; y < size.height; y += 1) {
      for (let x = 0; x < size.width; x += 1) {
        const i = y * size.width + x;
        this.toTerminal[(y + 1) * stride + x + 1] = preference[i] ?? 0;
        this.connect(x, y, weights.subarray(i * 4, i * 4 + 4));
      }
    }
  }

  private connect(x: number, y: number, weights: Float32Array): void {
    const node = (y + 1) * this.stride + x + 1;
    const isLastColumn = x === this.size.width - 1;
    const isLastRow = y === this.size.height - 1;
    const exists = [!isLastColumn, !isLastRow, !isLastColumn && !isLastRow, x > 0 && !isLastRow];
    for (let pair = 0; pair < 4; pair += 1) {
      const weight = exists[pair] ? (weights[pair] ?? 0) : 0;
      this.residual[node * 8 + pair * 2] = weight;
      this.residual[this.neighbour(node, pair * 2) * 8 + pair * 2 + 1] = weight;
    }
  }

  labels(): Uint8Array<ArrayBuffer> {
    const { width, height } = this.size;
    const labels = new Uint8Array(width * height);
    for (let i = 0; i < labels.length; i += 1) {
      const node = (Math.floor(i / width) + 1) * this.stride + (i % width) + 1;
      if (this.parentOf(node) !== none && this.isSink[node] === 0) labels[i] = 1;
    }
    return labels;
  }

  run(): void {
    for (let node = 0; node < this.parent.length; node += 1) {
      const left = this.toTerminal[node] ?? 0;
      if (left === 0) continue;
      this.isSink[node] = left < 0 ? 1 : 0;
      this.parent[node] = terminal;
      this.distance[node] = 1;
      this.activate(node);
    }
    while (this.active.length > 0) {
      const wave = this.active;
      this.active = [];
      for (const node of wave) {
        this.isActive[node] = 0;
        this.growFrom(node);
      }
    }
  }

  /** Grows the node's tree by its neighbours; where it meets the other tree, flow is sent. */
  private growFrom(node: number): void {
    while (this.parentOf(node) !== none) {
      const arc = this.isSink[node] === 1 ? this.growSink(node) : this.growSource(node);
      this.time += 1;
      if (arc < 0) return;
      this.augment(arc >> 3, arc & 7);
      for (let head = 0; head < this.orphans.length; head += 1) this.adopt(this.orphans[head] ?? 0);
      this.orphans = [];
    }
  }

  /** @returns an arc from the source's to the sink's tree as node × 8 + direction, −1 when none is left */
  private growSource(node: number): number {
    for (let k = 0; k < 8; k += 1) {
      if ((this.residual[node * 8 + k] ?? 0) <= 0) continue;
      const other = this.neighbour(node, k);
      if (this.parentOf(other) === none) this.attach(other, node, k ^ 1);
      else if (this.isSink[other] === 1) return node * 8 + k;
    }
    return -1;
  }

  private growSink(node: number): number {
    for (let k = 0; k < 8; k += 1) {
      const other = this.neighbour(node, k);
      const arc = other * 8 + (k ^ 1);
      if ((this.residual[arc] ?? 0) <= 0) continue;
      if (this.parentOf(other) === none) this.attach(other, node, k ^ 1);
      else if (this.isSink[other] === 0) return arc;
    }
    return -1;
  }

  private attach(child: number, node: number, k: number): void {
    this.isSink[child] = this.isSink[node] ?? 0;
    this.parent[child] = k;
    this.stamp[child] = this.stamp[node] ?? 0;
    this.distance[child] = (this.distance[node] ?? 0) + 1;
    this.activate(child);
  }

  /** Sends as much as fits from the source over the arc to the sink; what it uses up makes orphans. */
  private augment(from: number, k: number): void {
    const to = this.neighbour(from, k);
    const source = this.rootOf(from);
    const sink = this.rootOf(to);
    const flow = Math.min(
      this.residual[from * 8 + k] ?? 0,
      this.narrowestTo(from, 'down'),
      this.narrowestTo(to, 'up'),
      this.toTerminal[source] ?? 0,
      -(this.toTerminal[sink] ?? 0),
    );
    this.push(from, k, flow);
    this.sendAlong(from, 'down', flow);
    this.sendAlong(to, 'up', flow);
    this.toTerminal[source] = (this.toTerminal[source] ?? 0) - flow;
    this.toTerminal[sink] = (this.toTerminal[sink] ?? 0) + flow;
    if ((this.toTerminal[source] ?? 0) <= 0) this.makeOrphan(source);
    if ((this.toTerminal[sink] ?? 0) >= 0) this.makeOrphan(sink);
  }

  private rootOf(node: number): number {
    let at = node;
    for (let k = this.parentOf(at); k !== terminal; k = this.parentOf(at))
      at = this.neighbour(at, k);
    return at;
  }

  /** Least residual between the node and its root; flow goes down from the source, up to the sink. */
  private narrowestTo(node: number, way: 'down' | 'up'): number {
    let least = Infinity;
    let at = node;
    for (let k = this.parentOf(at); k !== terminal; k = this.parentOf(at)) {
      const above = this.neighbour(at, k);
      const arc = way === 'up' ? at * 8 + k : above * 8 + (k ^ 1);
      least = Math.min(least, this.residual[arc] ?? 0);
      at = above;
    }
    return least;
  }

  private sendAlong(node: number, way: 'down' | 'up', flow: number): void {
    let at = node;
    for (let k = this.parentOf(at); k !== terminal;) {
      const above = this.neighbour(at, k);
      const left = way === 'up' ? this.push(at, k, flow) : this.push(above, k ^ 1, flow);
      if (left <= 0) this.makeOrphan(at);
      at = above;
      k = this.parentOf(at);
    }
  }

  /** @returns what is left of the arc */
  private push(node: number, k: number, flow: number): number {
    const arc = node * 8 + k;
    const back = this.neighbour(node, k) * 8 + (k ^ 1);
    this.residual[back] = (this.residual[back] ?? 0) + flow;
    this.residual[arc] = (this.residual[arc] ?? 0) - flow;
    return this.residual[arc] ?? 0;
  }

  private makeOrphan(node: number): void {
    this.parent[node] = orphan;
    this.orphans.push(node);
  }

  /** Finds the orphan a new parent in its own tree, or sets it and its children free. */
  private adopt(node: number): void {
    const tree = this.isSink[node] ?? 0;
    let best = none;
    let least = unreachable;
    for (let k = 0; k < 8; k += 1) {
      if (!this.isFedBy(node, k, tree)) continue;
      const distance = this.distanceOf(this.neighbour(node, k));
      if (distance >= least) continue;
      best = k;
      least = distance;
    }
    this.parent[node] = best;
    if (best === none) this.setFree(node, tree);
    else {
      this.stamp[node] = this.time;
      this.distance[node] = least + 1;
    }
  }

  private setFree(node: number, tree: number): void {
    for (let k = 0; k < 8; k += 1) {
      const other = this.neighbour(node, k);
      if (this.parentOf(other) === none || this.isSink[other] !== tree) continue;
      if (this.isFedBy(node, k, tree)) this.activate(other);
      if (this.parentOf(other) === (k ^ 1)) this.makeOrphan(other);
    }
  }

  /** Whether the neighbour in direction k is in the tree and could be the node's parent. */
  private isFedBy(node: number, k: number, tree: number): boolean {
    const other = this.neighbour(node, k);
    const arc = tree === 1 ? node * 8 + k : other * 8 + (k ^ 1);
    if ((this.residual[arc] ?? 0) <= 0) return false;
    return this.parentOf(other) !== none && this.isSink[other] === tree;
  }

  /** Steps from the node to its terminal, noted all along the way; unreachable beyond an orphan. */
  private distanceOf(node: number): number {
    let steps = 0;
    let at = node;
    while (this.stamp[at] !== this.time) {
      const k = this.parentOf(at);
      if (k === orphan || k === none) return unreachable;
      if (k === terminal) {
        this.stamp[at] = this.time;
        this.distance[at] = 1;
        break;
      }
      at = this.neighbour(at, k);
      steps += 1;
    }
    const total = steps + (this.distance[at] ?? 0);
    at = node;
    for (let left = total; this.stamp[at] !== this.time; left -= 1) {
      this.stamp[at] = this.time;
      this.distance[at] = left;
      at = this.neighbour(at, this.parentOf(at));
    }
    return total;
  }

  private activate(node: number): void {
    if (this.isActive[node] === 1) return;
    this.isActive[node] = 1;
    this.active.push(node);
  }

  private neighbour(node: number, k: number): number {
    return node + (this.steps[k] ?? 0);
  }

  private parentOf(node: number): number {
    return this.parent[node] ?? none;
  }
}
