import type { Ring } from './ring.ts';

/** A place on the rim of a ring. */
export interface RimPlace {
  readonly ring: number;
  readonly edge: number; // it lies on the one from that point to the next, not on its far end
  readonly x: number; // image px
  readonly y: number;
}

/** The straight way between two rims. */
export interface Bridge {
  readonly from: RimPlace;
  readonly to: RimPlace;
  readonly squaredLength: number; // px²
}

const leafSize = 8;

/** In place of a component where edges of several lie in a node. */
const mixed = -1;

/**
 * The edges of rings by where they are, halved again and again, to find the nearest one of another
 * component. A component is a set of rings; each ring is one until {@link relabel}. Of an oblique edge
 * only the points count. Cost: building edges × log² edges, a question about log edges.
 */
export class EdgeTree {
  readonly #rings: readonly Ring[];
  readonly #owners: Int32Array; // ring of each edge
  readonly #edges: Int32Array; // index of each edge in its ring
  readonly #spans: Float64Array; // left, top, right, bottom of each edge
  readonly #order: Int32Array; // edges as the leaves hold them
  readonly #boxes: Float64Array; // left, top, right, bottom of each node
  readonly #labels: Int32Array; // component of each node
  #componentOf: (ring: number) => number = (ring) => ring;

  constructor(rings: readonly Ring[]) {
    const count = rings.reduce((sum, { points }) => sum + points.length / 2, 0);
    this.#rings = rings;
    this.#owners = new Int32Array(count);
    this.#edges = new Int32Array(count);
    this.#spans = new Float64Array(4 * count);
    this.#fillEdges();
    this.#order = Int32Array.from({ length: count }, (_, i) => i);
    const nodes = 2 ** (Math.ceil(Math.log2(Math.max(1, count / leafSize))) + 1);
    this.#boxes = new Float64Array(4 * nodes);
    this.#labels = new Int32Array(nodes);
    this.#build(0, 0, count);
    this.#label(0, 0, count);
  }

  /** Edges of all rings, in their order. */
  get edgeCount(): number {
    return this.#owners.length;
  }

  ringOf(edge: number): number {
    return this.#owners[edge] ?? 0;
  }

  /** Says anew which rings belong together. Cost: the edges. */
  relabel(componentOf: (ring: number) => number): void {
    this.#componentOf = componentOf;
    this.#label(0, 0, this.#order.length);
  }

  /**
   * The shortest way from an edge to one of another component, if it is shorter than `limit`, px²;
   * else null.
   */
  nearest(edge: number, limit: number): Bridge | null {
    const own = this.#componentOf(this.ringOf(edge));
    const question = { edge, own, squaredDistance: limit, found: -1 };
    this.#search(question, 0, [0, this.#order.length]);
    return question.found < 0 ? null : this.#bridge(edge, question.found);
  }

  #fillEdges(): void {
    let at = 0;
    for (const [ring, { points }] of this.#rings.entries()) {
      for (let from = 0; from < points.length; from += 2, at += 1) {
        this.#owners[at] = ring;
        this.#edges[at] = from / 2;
        const [x0, y0] = [points[from] ?? 0, points[from + 1] ?? 0];
        const to = (from + 2) % points.length;
        const [x1, y1] = [points[to] ?? 0, points[to + 1] ?? 0];
        const isOblique = x0 !== x1 && y0 !== y1;
        if (isOblique) this.#spans.set([x0, y0, x0, y0], 4 * at);
        else {
          const [left, top] = [Math.min(x0, x1), Math.min(y0, y1)];
          this.#spans.set([left, top, Math.max(x0, x1), Math.max(y0, y1)], 4 * at);
        }
      }
    }
  }

  #search(question: Question, node: number, [from, to]: readonly [number, number]): void {
    if (this.#labels[node] === question.own) return;
    if (this.#distance(this.#boxes, node, question.edge) >= question.squaredDistance) return;
    if (to - from <= leafSize) {
      for (let i = from; i < to; i += 1) this.#tryEdge(question, this.#order[i] ?? 0);
      return;
    }
    const middle = (from + to) >> 1;
    const left = 2 * node + 1;
    const isLeftFirst =
      this.#distance(this.#boxes, left, question.edge) <=
      this.#distance(this.#boxes, left + 1, question.edge);
    if (isLeftFirst) this.#search(question, left, [from, middle]);
    this.#search(question, left + 1, [middle, to]);
    if (!isLeftFirst) this.#search(question, left, [from, middle]);
  }

  #tryEdge(question: Question, edge: number): void {
    if (this.#componentOf(this.ringOf(edge)) === question.own) return;
    const squaredDistance = this.#distance(this.#spans, edge, question.edge);
    if (!(squaredDistance < question.squaredDistance)) return;
    question.squaredDistance = squaredDistance;
    question.found = edge;
  }

  #bridge(a: number, b: number): Bridge {
    const [fromX, toX] = nearestIn(this.#spanOf(a, 0), this.#spanOf(b, 0));
    const [fromY, toY] = nearestIn(this.#spanOf(a, 1), this.#spanOf(b, 1));
    const squaredLength = (toX - fromX) ** 2 + (toY - fromY) ** 2;
    return { from: this.#place(a, fromX, fromY), to: this.#place(b, toX, toY), squaredLength };
  }

  #spanOf(edge: number, axis: 0 | 1): readonly [number, number] {
    return [this.#spans[4 * edge + axis] ?? 0, this.#spans[4 * edge + axis + 2] ?? 0];
  }

  #place(index: number, x: number, y: number): RimPlace {
    const ring = this.ringOf(index);
    const edge = this.#edges[index] ?? 0;
    const points = this.#rings[ring]?.points ?? new Float64Array(2);
    const to = (2 * edge + 2) % points.length;
    return { ring, edge: points[to] === x && points[to + 1] === y ? to / 2 : edge, x, y };
  }

  #build(node: number, from: number, to: number): void {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = from; i < to; i += 1) {
      const at = 4 * (this.#order[i] ?? 0);
      left = Math.min(left, this.#spans[at] ?? 0);
      top = Math.min(top, this.#spans[at + 1] ?? 0);
      right = Math.max(right, this.#spans[at + 2] ?? 0);
      bottom = Math.max(bottom, this.#spans[at + 3] ?? 0);
    }
    this.#boxes.set([left, top, right, bottom], 4 * node);
    if (to - from <= leafSize) return;
    const axis = right - left > bottom - top ? 0 : 1;
    const key = (edge: number): number =>
      (this.#spans[4 * edge + axis] ?? 0) + (this.#spans[4 * edge + axis + 2] ?? 0);
    this.#order.subarray(from, to).sort((a, b) => key(a) - key(b) || a - b);
    const middle = (from + to) >> 1;
    this.#build(2 * node + 1, from, middle);
    this.#build(2 * node + 2, middle, to);
  }

  #label(node: number, from: number, to: number): number {
    let label = this.#componentOf(this.ringOf(this.#order[from] ?? 0));
    if (to - from <= leafSize) {
      for (let i = from + 1; i < to; i += 1) {
        if (this.#componentOf(this.ringOf(this.#order[i] ?? 0)) !== label) label = mixed;
      }
    } else {
      const middle = (from + to) >> 1;
      label = this.#label(2 * node + 1, from, middle);
      if (this.#label(2 * node + 2, middle, to) !== label) label = mixed;
    }
    this.#labels[node] = label;
    return label;
  }

  /** Squared, between the span of an edge and the i-th box of a list. */
  #distance(boxes: Float64Array, i: number, edge: number): number {
    const spans = this.#spans;
    const [at, other] = [4 * i, 4 * edge];
    const right = (boxes[at] ?? 0) - (spans[other + 2] ?? 0);
    const left = (spans[other] ?? 0) - (boxes[at + 2] ?? 0);
    const below = (boxes[at + 1] ?? 0) - (spans[other + 3] ?? 0);
    const above = (spans[other + 1] ?? 0) - (boxes[at + 3] ?? 0);
    const dx = right > 0 ? right : left > 0 ? left : 0;
    const dy = below > 0 ? below : above > 0 ? above : 0;
    return dx * dx + dy * dy;
  }
}

interface Question {
  readonly edge: number;
  readonly own: number; // component that is not looked at
  squaredDistance: number;
  found: number; // edge; −1: none
}

/** Where two ranges are nearest to each other; of a stretch that they share its beginning. */
function nearestIn(
  [lowA, highA]: readonly [number, number],
  [lowB, highB]: readonly [number, number],
): readonly [number, number] {
  if (highA < lowB) return [highA, lowB];
  if (highB < lowA) return [lowA, highB];
  const shared = Math.max(lowA, lowB);
  return [shared, shared];
}
