import type { Rle } from '../mask/rle.ts';
import type { Polygon } from '../polygon/polygon.ts';
import { traceRings } from '../polygon/traceRings.ts';
import type { Annotation } from './annotation.ts';

const traced = new WeakMap<Rle, Polygon>();

/**
 * An object as rings: its own where they are the master, else the outlines of its mask at full detail,
 * which filled give the mask back. Kept, so that one mask always has one and the same polygon.
 */
export function ringsOf({ polygon, mask }: Pick<Annotation, 'polygon' | 'mask'>): Polygon {
  if (polygon) return polygon;
  const known = traced.get(mask);
  if (known) return known;
  const rings = { rings: traceRings(mask) };
  traced.set(mask, rings);
  return rings;
}
