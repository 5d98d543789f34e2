import { visitColumnSpans } from './columnSpans.ts';
import type { Rle } from './rle.ts';

/**
 * The mask without its parts, and then without its holes, of less than `leastArea` pixels. Parts and
 * holes hang together by their sides, not by their corners. The largest part stays whatever its size.
 * Cost: the runs, nothing is decoded.
 *
 * @param leastArea px²
 */
export function withoutSpecks(mask: Rle, leastArea: number): Rle {
  const cleaned = withoutSmallParts(mask, leastArea);
  return inverted(withoutSmallParts(inverted(cleaned), leastArea));
}

function withoutSmallParts(mask: Rle, leastArea: number): Rle {
  const spans = spansOf(mask);
  const areas = areasByRoot(spans);
  const largest = Math.max(0, ...areas.values());
  const kept = spans.filter((span) => {
    const area = areas.get(rootOf(span)) ?? 0;
    return area >= leastArea || area === largest;
  });
  if (kept.length === spans.length) return mask;
  return maskOfSpans(kept, mask);
}

/** A vertical piece of foreground; `parent` leads to the one that stands for its part. */
interface Span {
  readonly column: number;
  readonly top: number;
  readonly bottom: number; // one past the last
  parent: Span | null;
}

/** In the order of the runs, each joined with those of the column before that it touches. */
function spansOf(mask: Rle): readonly Span[] {
  const spans: Span[] = [];
  let former = 0; // the first span of the column before that may still touch
  visitColumnSpans(mask, (column, top, bottom) => {
    const span: Span = { column, top, bottom, parent: null };
    while (former < spans.length && isBefore(spans[former], span)) former += 1;
    for (let i = former; i < spans.length; i += 1) {
      const other = spans[i];
      if (!other || other.column === column || other.top >= bottom) break;
      if (other.bottom > top) join(other, span);
    }
    spans.push(span);
  });
  return spans;
}

/** Whether no span from this one on can touch it: an older column, or higher up in the column before. */
function isBefore(span: Span | undefined, { column, top }: Span): boolean {
  if (!span || span.column >= column) return false;
  return span.column < column - 1 || span.bottom <= top;
}

function join(a: Span, b: Span): void {
  const [rootA, rootB] = [rootOf(a), rootOf(b)];
  if (rootA !== rootB) rootB.parent = rootA;
}

function rootOf(span: Span): Span {
  let root = span;
  while (root.parent) root = root.parent;
  for (let each = span; each.parent;) {
    const next = each.parent;
    each.parent = root === each ? null : root;
    each = next;
  }
  return root;
}

function areasByRoot(spans: readonly Span[]): ReadonlyMap<Span, number> {
  const areas = new Map<Span, number>();
  for (const span of spans) {
    const root = rootOf(span);
    areas.set(root, (areas.get(root) ?? 0) + span.bottom - span.top);
  }
  return areas;
}

function maskOfSpans(spans: readonly Span[], { size }: Rle): Rle {
  const counts: number[] = [];
  let end = 0;
  for (const { column, top, bottom } of spans) {
    const start = column * size.height + top;
    const stop = column * size.height + bottom;
    if (start === end && counts.length > 0) counts.push((counts.pop() ?? 0) + stop - start);
    else counts.push(start - end, stop - start);
    end = stop;
  }
  const rest = size.width * size.height - end;
  if (rest > 0 || counts.length === 0) counts.push(rest);
  return { size, counts: Uint32Array.from(counts) };
}

/** Foreground and background exchanged. */
function inverted({ size, counts }: Rle): Rle {
  if (counts[0] === 0) return { size, counts: counts.slice(1) };
  const flipped = new Uint32Array(counts.length + 1);
  flipped.set(counts, 1);
  return { size, counts: flipped };
}
