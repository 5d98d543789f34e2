import { leastDistance, seenColorOf, type SeenColor } from './colorVision.ts';

/**
 * Twelve colours that stay apart for common colour-vision deficiencies and show on photos: Okabe and Ito's
 * set without black, then those of Paul Tol's that are furthest from it, to every vision.
 * Source: Okabe & Ito 2008, "Color Universal Design"; Tol 2021, "Colour schemes".
 */
export const categoryPalette = [
  '#e69f00',
  '#56b4e9',
  '#009e73',
  '#f0e442',
  '#d55e00',
  '#cc79a7',
  '#0072b2',
  '#aa3377',
  '#99ddff',
  '#332288',
  '#ffaabb',
  '#882255',
] as const;

/** Colours nearer than this are hard to tell apart on a photo, in OKLab, see `leastDistance`. */
export const lookAlikeDistance = 0.045;

/** Hands out colours for categories, one after the other. */
export interface ColorChooser {
  /** A colour far from all that are in use; it is in use from now on. */
  next(): string;
}

/**
 * First the colours of the palette that are not in use, then those that are furthest from all colours in
 * use, to whichever vision tells them apart worst. Past {@link candidateCount} colours they come twice.
 * Deterministic. Cost: some µs per colour in use and some more per colour handed out.
 */
export function createColorChooser(usedColors: readonly string[]): ColorChooser {
  const used = new Map<string, number>();
  const candidates = candidatesOf();
  const distances = new Float64Array(candidates.length).fill(Number.POSITIVE_INFINITY);
  function take(color: string): void {
    const count = used.get(color) ?? 0;
    used.set(color, count + 1);
    if (count > 0) return;
    const seen = seenColorOf(color);
    for (const [index, candidate] of candidates.entries()) {
      const distance = leastDistance(seen, candidate.seen);
      if (distance < (distances[index] ?? 0)) distances[index] = distance;
    }
  }
  for (const color of usedColors) take(color.toLowerCase());
  return {
    next() {
      const free = categoryPalette.find((color) => !used.has(color));
      const color = free ?? furthest(candidates, distances) ?? leastUsed(used);
      take(color);
      return color;
    },
  };
}

/** The colour for one more category, see {@link createColorChooser}. */
export function nextCategoryColor(usedColors: readonly string[]): string {
  return createColorChooser(usedColors).next();
}

/** Two places in a list whose colours somebody takes for the same. */
export type LookAlikes = readonly [number, number];

/** The pairs of colours that are hard to tell apart for some people; the lower place first. */
export function lookAlikesIn(colors: readonly string[]): readonly LookAlikes[] {
  const seen = colors.map((color) => seenColorOf(color));
  const pairs: LookAlikes[] = [];
  for (const [i, a] of seen.entries()) {
    for (let j = i + 1; j < seen.length; j += 1) {
      const b = seen[j];
      if (b && leastDistance(a, b) < lookAlikeDistance) pairs.push([i, j]);
    }
  }
  return pairs;
}

interface Candidate {
  readonly color: string;
  readonly seen: SeenColor;
}

const levels = [0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff];
const minLightness = 0.42;
const maxLightness = 0.93;
const minChroma = 0.06;

/** How many different colours are handed out besides the palette. */
export function candidateCount(): number {
  return candidatesOf().length;
}

let made: readonly Candidate[] | null = null;

/** What shows on photos: neither very dark nor white, and no grey. Made when the first is asked for. */
function candidatesOf(): readonly Candidate[] {
  made ??= levels.flatMap((red) =>
    levels.flatMap((green) =>
      levels.flatMap((blue) => {
        const color = `#${[red, green, blue].map((level) => level.toString(16)).join('')}`;
        const seen = seenColorOf(color);
        return isShown(seen) ? [{ color, seen }] : [];
      }),
    ),
  );
  return made;
}

function isShown([lightness = 0, green = 0, blue = 0]: SeenColor): boolean {
  if (lightness < minLightness || lightness > maxLightness) return false;
  return Math.hypot(green, blue) >= minChroma;
}

/** Null when all are in use. */
function furthest(candidates: readonly Candidate[], distances: Float64Array): string | null {
  let best = 0;
  let color: string | null = null;
  for (const [index, candidate] of candidates.entries()) {
    const distance = distances[index] ?? 0;
    if (distance <= best) continue;
    best = distance;
    ({ color } = candidate);
  }
  return color;
}

function leastUsed(used: ReadonlyMap<string, number>): string {
  const colors = [...categoryPalette, ...candidatesOf().map(({ color }) => color)];
  const countOf = (color: string) => used.get(color) ?? 0;
  return colors.reduce((best, color) => (countOf(color) < countOf(best) ? color : best));
}
