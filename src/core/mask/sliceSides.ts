import type { LineCuts } from './lineCuts.ts';
import type { SpanParts } from './spanParts.ts';

interface Slice {
  readonly cuts: LineCuts;
  readonly height: number;
}

const leftSide = -1;
const rightSide = -2;

/**
 * To which side of the line each piece belongs, as any number: equal numbers, one side. Pieces
 * with the line on either hand have a side of their own; parts that are not divided are on the side of
 * the largest area.
 *
 * @param whole the parts before the cut
 * @param cut the pieces after it; their spans are those of `whole`, some of them split
 */
export function sideOfPieces(whole: SpanParts, cut: SpanParts, slice: Slice): Int32Array {
  const isDivided = dividedPieces(whole, cut);
  const { left, right } = votesOf(cut, slice);
  const sides = Int32Array.from(cut.areas, (_, piece) =>
    sideOf(left[piece] ?? 0, right[piece] ?? 0, piece),
  );
  const seen = new Set(sides.filter((_, piece) => isDivided[piece] === 1));
  // a loop beside which too little hangs to tell the sides by
  if (seen.size < 2) for (const piece of sides.keys()) sides[piece] = piece;
  const largest = largestSide(cut.areas, sides, isDivided);
  return sides.map((side, piece) => (isDivided[piece] ? side : largest));
}

/** By piece, whether its part fell apart into several. */
function dividedPieces(whole: SpanParts, cut: SpanParts): Uint8Array {
  const partOfPiece = new Uint32Array(cut.areas.length);
  const pieceCounts = new Uint32Array(whole.areas.length);
  const seen = new Uint8Array(cut.areas.length);
  let wholeSpan = 0;
  for (const [span, piece] of cut.parts.entries()) {
    while ((whole.ends[wholeSpan] ?? Infinity) <= (cut.starts[span] ?? 0)) wholeSpan += 1;
    const part = whole.parts[wholeSpan] ?? 0;
    if (seen[piece]) continue;
    seen[piece] = 1;
    partOfPiece[piece] = part;
    pieceCounts[part] = (pieceCounts[part] ?? 0) + 1;
  }
  return Uint8Array.from(partOfPiece, (part) => ((pieceCounts[part] ?? 0) > 1 ? 1 : 0));
}

/** By piece, along how many of its pixels' sides it lies to the left and to the right of the line. */
function votesOf(cut: SpanParts, { cuts, height }: Slice) {
  const left = new Float64Array(cut.areas.length);
  const right = new Float64Array(cut.areas.length);
  const vote = (first: number, second: number, value: number) => {
    const [a, b] = [pieceAt(cut, first), pieceAt(cut, second)];
    if (a === null || b === null) return;
    const [onLeft, onRight] = value > 0 ? [a, b] : [b, a];
    left[onLeft] = (left[onLeft] ?? 0) + Math.abs(value);
    right[onRight] = (right[onRight] ?? 0) + Math.abs(value);
  };
  for (const [pixel, value] of cuts.below) vote(pixel, pixel + 1, value);
  for (const [pixel, value] of cuts.beside) vote(pixel, pixel + height, value);
  return { left, right };
}

/** A tenth on the other hand may come of a shaking one. */
function sideOf(left: number, right: number, piece: number): number {
  if (Math.min(left, right) * 10 >= Math.max(left, right)) return piece;
  return left > right ? leftSide : rightSide;
}

function largestSide(areas: Float64Array, sides: Int32Array, isDivided: Uint8Array): number {
  const sums = new Map<number, number>();
  for (const [piece, side] of sides.entries()) {
    if (isDivided[piece]) sums.set(side, (sums.get(side) ?? 0) + (areas[piece] ?? 0));
  }
  const most = Math.max(...sums.values());
  return [...sums].find(([, area]) => area === most)?.[0] ?? leftSide;
}

/** The piece that a pixel belongs to; null on background. */
function pieceAt({ starts, ends, parts }: SpanParts, pixel: number): number | null {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= pixel) low = middle + 1;
    else high = middle;
  }
  const span = low - 1;
  return pixel < (ends[span] ?? 0) ? (parts[span] ?? null) : null;
}
