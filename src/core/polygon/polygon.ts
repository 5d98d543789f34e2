import type { Ring } from './ring.ts';

/** Rings with their holes and parts, filled by the even-odd rule; at least one ring, image px. */
export interface Polygon {
  readonly rings: readonly Ring[];
}
