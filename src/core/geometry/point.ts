declare const space: unique symbol;

/** The coordinate systems of the studio; see the glossary in src/README.md. */
export type Space = 'image' | 'model' | 'screen';

/**
 * A position tagged with the space it is measured in. Mixing spaces does not compile.
 * Image space is continuous: pixel (i, j) covers [i, i+1) × [j, j+1), its centre is at +0.5.
 */
export interface Point<S extends Space> {
  readonly x: number;
  readonly y: number;
  readonly [space]?: S;
}

/** Euclidean distance, in the unit of the shared space. */
export function distanceBetween<S extends Space>(a: Point<S>, b: Point<S>): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
