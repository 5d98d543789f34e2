import type { Point } from '#core/geometry/point.ts';
import type { BrushDab, BrushShape } from '#core/mask/strokeMask.ts';
import { thinPath } from '#core/polygon/freehand.ts';
import { plainHand, type Hand } from '../tool.ts';

/** One stroke of a brush while the hand moves. */
export interface Stroke {
  readonly dabs: readonly BrushDab[]; // at least one
  readonly shape: BrushShape;
  readonly isErasing: boolean;
}

/** The least part of the brush that a pen paints with, however lightly it is held. */
const leastShare = 0.1;
/** A dab this much larger or smaller than the last one counts, wherever it is. */
const radiusStep = 1.1;
/** How far points may be off the thinned path, image px: no pixel's centre is missed by more. */
const thinningPx = 0.05;

/** What a hand paints at a place: a pen that is pressed harder paints wider, up to the whole brush. */
export function dabOf(at: Point<'image'>, diameterPx: number, hand: Hand = plainHand): BrushDab {
  const pressure = Number.isFinite(hand.pressure) ? hand.pressure : plainHand.pressure;
  const share = hand.pointer === 'pen' ? Math.min(1, Math.max(leastShare, pressure)) : 1;
  return { at, radius: (diameterPx / 2) * share };
}

/** The stroke with one more dab; one that is too near to the last to be told from it is left out. */
export function withDab(stroke: Stroke, dab: BrushDab, nearPx: number): Stroke {
  const last = stroke.dabs.at(-1);
  if (last && isAlike(last, dab, nearPx)) return stroke;
  return { ...stroke, dabs: [...stroke.dabs, dab] };
}

/** The dabs that matter; those of a pen all do, for their sizes differ. */
export function thinned(dabs: readonly BrushDab[]): readonly BrushDab[] {
  const [first] = dabs;
  if (!first || dabs.some(({ radius }) => radius !== first.radius)) return dabs;
  const places = dabs.map(({ at }) => at);
  return thinPath(places, thinningPx).map((at) => ({ at, radius: first.radius }));
}

function isAlike(a: BrushDab, b: BrushDab, nearPx: number): boolean {
  if (Math.max(a.radius, b.radius) > radiusStep * Math.min(a.radius, b.radius)) return false;
  return Math.hypot(a.at.x - b.at.x, a.at.y - b.at.y) < nearPx;
}
