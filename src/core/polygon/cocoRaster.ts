import { areaOfSize, type Size } from '../geometry/size.ts';
import { combineMasks } from '../mask/combine.ts';
import type { Rle } from '../mask/rle.ts';
import type { Ring } from './ring.ts';

const scale = 5;
const furthest = 2 ** 30; // of a coordinate, after scaling
const roomyCount = 4_000_000; // flips that may wait before those that cancel out are removed

/**
 * The pixels that pycocotools fills for a polygon, to the pixel: it walks the outline on a grid five
 * times as fine and looks where that passes the middle of each column. Rings in one list are united,
 * as parts of one object; each ring alone is filled even-odd. What lies outside the image is cut off.
 * Every coordinate finite. Cost: edges × columns that they span.
 * Source: COCO API `rleFrPoly`, `rleMerge`.
 */
export function cocoMaskOf(rings: readonly Ring[], size: Size): Rle {
  const masks = rings.map((ring) => fillRing(ring, size));
  const [first = emptyMask(size), ...others] = masks;
  return others.reduce((union, mask) => combineMasks(union, mask, 'union'), first);
}

function emptyMask(size: Size): Rle {
  return { size, counts: Uint32Array.of(areaOfSize(size)) };
}

function fillRing({ points }: Ring, size: Size): Rle {
  const flips = new Flips(size);
  const count = points.length >> 1;
  for (let i = 0; i < count; i += 1) {
    const next = (i + 1) % count;
    const x0 = fine(points[2 * i] ?? 0);
    const y0 = fine(points[2 * i + 1] ?? 0);
    const x1 = fine(points[2 * next] ?? 0);
    const y1 = fine(points[2 * next + 1] ?? 0);
    const isLevel = Math.abs(x1 - x0) >= Math.abs(y1 - y0);
    // both neighbours along an edge walk it the same way
    const isTurned = isLevel ? x0 > x1 : y0 > y1;
    const edge = isTurned ? { x0: x1, y0: y1, x1: x0, y1: y0 } : { x0, y0, x1, y1 };
    if (isLevel) walkLevelEdge(edge, flips);
    else walkSteepEdge(edge, flips);
  }
  return { size, counts: flips.toCounts() };
}

/** As C casts: towards zero. */
function fine(coordinate: number): number {
  const scaled = Math.trunc(scale * coordinate + 0.5);
  return Math.min(furthest, Math.max(-furthest, scaled));
}

interface Edge {
  readonly x0: number; // fine grid
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** An edge with a point for each fine column, x0 ≤ x1. */
function walkLevelEdge({ x0, y0, x1, y1 }: Edge, flips: Flips): void {
  const slope = (y1 - y0) / (x1 - x0);
  const last = flips.lastColumn(x1);
  for (let column = firstColumn(x0); column <= last; column += 1) {
    const step = scale * column + 2 - x0;
    const before = Math.trunc(y0 + slope * step + 0.5);
    const behind = Math.trunc(y0 + slope * (step + 1) + 0.5);
    flips.flip(column, Math.min(before, behind));
  }
}

/** An edge with a point for each fine row, y0 < y1. */
function walkSteepEdge({ x0, y0, x1, y1 }: Edge, flips: Flips): void {
  if (x0 === x1) return;
  const slope = (x1 - x0) / (y1 - y0);
  const columnAt = (step: number): number => Math.trunc(x0 + slope * step + 0.5);
  const isRightwards = slope > 0;
  const last = flips.lastColumn(Math.max(x0, x1));
  for (let column = firstColumn(Math.min(x0, x1)); column <= last; column += 1) {
    const left = scale * column + 2;
    const isBefore = (step: number): boolean =>
      isRightwards ? columnAt(step) <= left : columnAt(step) > left;
    // the last step on the near side of the middle of the column; the guess is off by one at most
    let step = Math.max(0, Math.floor((left + 0.5 - x0) / slope));
    while (step > 0 && !isBefore(step)) step -= 1;
    while (y0 + step + 1 <= y1 && isBefore(step + 1)) step += 1;
    if (y0 + step + 1 <= y1 && isBefore(step)) flips.flip(column, y0 + step);
  }
}

/** The first column whose middle lies right of a place on the fine grid. */
function firstColumn(x: number): number {
  return Math.max(0, Math.ceil((x - 2) / scale));
}

/** Where a mask changes, in column order. */
class Flips {
  readonly #size: Size;
  #positions: number[] = [];
  #room = roomyCount;

  constructor(size: Size) {
    this.#size = size;
  }

  /** The last column of the image whose middle lies left of a place on the fine grid. */
  lastColumn(x: number): number {
    return Math.min(this.#size.width - 1, Math.floor((x - 3) / scale));
  }

  /** @param y on the fine grid */
  flip(column: number, y: number): void {
    const { height } = this.#size;
    const row = Math.ceil(Math.min(height, Math.max(0, (y + 0.5) / scale - 0.5)));
    this.#positions.push(column * height + row);
    if (this.#positions.length < this.#room) return;
    this.#positions = this.#unpaired();
    this.#room = this.#positions.length + roomyCount;
  }

  toCounts(): Uint32Array {
    const area = areaOfSize(this.#size);
    const positions = this.#unpaired().filter((position) => position < area);
    return Uint32Array.from([...positions, area], (position, i) =>
      i === 0 ? position : position - (positions[i - 1] ?? 0),
    );
  }

  /** Ascending, without those that come twice and so change nothing. */
  #unpaired(): number[] {
    const sorted = Float64Array.from(this.#positions).sort();
    const kept: number[] = [];
    for (const position of sorted) {
      if (kept.at(-1) === position) kept.pop();
      else kept.push(position);
    }
    return kept;
  }
}
