import { visitColumnSpans } from './columnSpans.ts';
import { maskOfRuns } from './maskOfRuns.ts';
import type { Rle } from './rle.ts';

/** How pixels hang together: by their sides, or by their corners as well. */
export type Connectivity = 'sides' | 'corners';

/** The vertical stretches of a mask's foreground in column order, each with the part it belongs to. */
export interface SpanParts {
  readonly starts: readonly number[]; // position of the first pixel: column × height + row
  readonly ends: readonly number[]; // one past the last
  readonly parts: Uint32Array; // per span; numbered from 0 by their first span
  readonly areas: Float64Array; // per part, px²
}

/** The connected parts of the foreground. Cost: runs + columns covered, nothing is decoded. */
export function spanPartsOf(mask: Rle, connectivity: Connectivity): SpanParts {
  const { height } = mask.size;
  const starts: number[] = [];
  const ends: number[] = [];
  visitColumnSpans(mask, (column, top, bottom) => {
    starts.push(column * height + top);
    ends.push(column * height + bottom);
  });
  const links = new SpanLinks(starts.length);
  const reach = connectivity === 'corners' ? 1 : 0;
  visitTouching({ starts, ends, height, reach }, (left, right) => links.join(left, right));
  return { starts, ends, ...links.parts(starts, ends) };
}

/** The mask of those spans whose part is wanted. */
export function maskOfParts(
  { size }: Rle,
  { starts, ends, parts }: SpanParts,
  isWanted: (part: number) => boolean,
): Rle {
  const wanted: { starts: number[]; ends: number[] } = { starts: [], ends: [] };
  for (let span = 0; span < starts.length; span += 1) {
    if (!isWanted(parts[span] ?? 0)) continue;
    wanted.starts.push(starts[span] ?? 0);
    wanted.ends.push(ends[span] ?? 0);
  }
  return maskOfRuns(size, wanted);
}

/** One mask per part. Cost: the spans, however many parts there are. */
export function masksOfParts({ size }: Rle, spans: SpanParts): readonly Rle[] {
  const runs = Array.from(spans.areas, () => ({ starts: [] as number[], ends: [] as number[] }));
  for (let span = 0; span < spans.starts.length; span += 1) {
    const part = runs[spans.parts[span] ?? 0];
    part?.starts.push(spans.starts[span] ?? 0);
    part?.ends.push(spans.ends[span] ?? 0);
  }
  return runs.map((each) => maskOfRuns(size, each));
}

interface ColumnSpans {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly height: number;
  readonly reach: 0 | 1; // how far apart in rows two spans may be and still touch
}

/** Calls `visit` for each two spans of neighbouring columns that touch, by their indices. */
export function visitTouching(
  { starts, ends, height, reach }: ColumnSpans,
  visit: (left: number, right: number) => void,
): void {
  let former = 0; // the first span of the column before that may still touch
  for (let span = 0; span < starts.length; span += 1) {
    const start = starts[span] ?? 0;
    const columnStart = start - (start % height);
    const top = Math.max(start - reach, columnStart) - height;
    const bottom = Math.min((ends[span] ?? 0) + reach, columnStart + height) - height;
    while (former < span && (ends[former] ?? 0) <= top) former += 1;
    for (let other = former; other < span && (starts[other] ?? 0) < bottom; other += 1) {
      visit(other, span);
    }
  }
}

/** Disjoint sets of spans, each led by its first. */
export class SpanLinks {
  readonly #leaders: Uint32Array;

  constructor(count: number) {
    this.#leaders = Uint32Array.from({ length: count }, (_, i) => i);
  }

  join(a: number, b: number): void {
    const [leaderA, leaderB] = [this.#leaderOf(a), this.#leaderOf(b)];
    this.#leaders[Math.max(leaderA, leaderB)] = Math.min(leaderA, leaderB);
  }

  /** The sets, numbered by their first span, and how many pixels each has. */
  parts(
    starts: readonly number[],
    ends: readonly number[],
  ): { readonly parts: Uint32Array; readonly areas: Float64Array } {
    const parts = new Uint32Array(starts.length);
    const areas: number[] = [];
    for (let span = 0; span < starts.length; span += 1) {
      const leader = this.#leaderOf(span);
      const part = leader === span ? areas.push(0) - 1 : (parts[leader] ?? 0);
      parts[span] = part;
      areas[part] = (areas[part] ?? 0) + (ends[span] ?? 0) - (starts[span] ?? 0);
    }
    return { parts, areas: Float64Array.from(areas) };
  }

  #leaderOf(span: number): number {
    let leader = span;
    while (this.#leaders[leader] !== leader) {
      leader = this.#leaders[leader] = this.#leaders[this.#leaders[leader] ?? 0] ?? 0;
    }
    return leader;
  }
}
