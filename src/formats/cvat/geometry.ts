import { bridgedOutlineOf } from '#core/dataset/bridgedOutline.ts';
import type { DataSetObject } from '#core/dataset/dataSet.ts';
import type { LossKind } from '#core/dataset/loss.ts';
import { outlineOf } from '#core/dataset/outline.ts';
import { boundsOf } from '#core/mask/measures.ts';
import type { Polygon } from '#core/polygon/polygon.ts';
import type { Ring } from '#core/polygon/ring.ts';
import type { WriteOptions } from '../writeOptions.ts';
import { rowRunsOf } from './rowRuns.ts';

/** The element that an object becomes, and what it does not say. */
export interface CvatGeometry {
  readonly tag: 'box' | 'polygon' | 'mask';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly losses: readonly { readonly kind: LossKind; readonly detail: string }[];
}

/**
 * A box where only that is known; else what the option wants. A single ring that somebody drew is a
 * polygon in any case. Numbers are written with all their digits.
 */
export function geometryOf(
  object: DataSetObject,
  { geometry, tolerancePx }: WriteOptions,
): CvatGeometry {
  if (object.isBoxOnly) return boxOf(object);
  switch (geometry) {
    case 'rle':
      return singleRingOf(object.polygon) ?? maskOf(object);
    case 'mixed':
      return singleRingOf(outlineOf(object, 0)) ?? maskOf(object);
    case 'polygon': {
      const { ring, losses } = bridgedOutlineOf(object, tolerancePx);
      return polygonOf(ring, losses);
    }
  }
}

function singleRingOf(outline: Polygon | null): CvatGeometry | null {
  const [ring] = outline?.rings ?? [];
  return ring && outline?.rings.length === 1 ? polygonOf(ring, []) : null;
}

function boxOf({ box, mask }: DataSetObject): CvatGeometry {
  const { x, y, width, height } = box ?? boundsOf(mask);
  const attributes = { xtl: x, ytl: y, xbr: x + width, ybr: y + height };
  return { tag: 'box', attributes, losses: [] };
}

function maskOf({ mask, polygon }: DataSetObject): CvatGeometry {
  const { runs, left, top, width, height } = rowRunsOf(mask);
  const attributes = { rle: runs.join(', '), left, top, width, height };
  const lost = { kind: 'simplified', detail: 'the drawn rings became pixels' } as const;
  return { tag: 'mask', attributes, losses: polygon ? [lost] : [] };
}

function polygonOf({ points }: Ring, losses: CvatGeometry['losses']): CvatGeometry {
  const pairs: string[] = [];
  for (let i = 0; i < points.length; i += 2) pairs.push(`${points[i]},${points[i + 1]}`);
  return { tag: 'polygon', attributes: { points: pairs.join(';') }, losses };
}
