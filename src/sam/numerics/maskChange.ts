import type { Size } from '#core/geometry/size.ts';
import { squaredDistanceTransform } from '#core/metrics/distanceTransform.ts';
import { componentsOf } from './components.ts';

/** A mask before and after a click; one byte per cell, row-major, 0 or 1. */
export interface MaskChange {
  readonly size: Size;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** The click that asked for the change: in which cell, and what that cell should be. */
export interface AskedFor {
  readonly index: number;
  readonly value: 0 | 1;
}

/** How well a change answers a click. */
export interface ChangeReport {
  /** Whether the clicked cell changed to what was asked for. */
  readonly isObeyed: boolean;
  /** How near the middle of the piece that changed around it the click lies, 0…1; 0 when disobeyed. */
  readonly centredness: number;
  /** `after` without the changes that the click cannot have asked for. */
  readonly merged: Uint8Array<ArrayBuffer>;
}

/** Cells: pieces as thin as this are edges on the move. */
const thinDepth = 2;
const depthTolerance = 1.3;

/**
 * What a click can have asked for. Who corrects a mask clicks the middle of its largest error, so an
 * error elsewhere is no deeper than the click is in its own: deeper changes elsewhere are taken back.
 */
export function reportChange({ size, before, after }: MaskChange, asked: AskedFor): ChangeReport {
  const merged = Uint8Array.from(after);
  const own = differenceParts(after, before, asked.value, size);
  const label = own.labels[asked.index] ?? 0;
  const clickDepth = own.depths[asked.index] ?? 0;
  const limit = Math.max(thinDepth, clickDepth * depthTolerance);
  const other = differenceParts(after, before, asked.value === 1 ? 0 : 1, size);
  takeBack(merged, own, { before, limit, except: label });
  takeBack(merged, other, { before, limit, except: 0 });
  const deepest = own.deepest[label] ?? 0;
  const isObeyed = label > 0;
  return { isObeyed, centredness: isObeyed ? clickDepth / deepest : 0, merged };
}

interface Parts {
  readonly labels: Int32Array;
  readonly depths: Float32Array; // cells
  readonly deepest: Float32Array; // per label
}

/** The pieces that became `value`. */
function differenceParts(after: Uint8Array, before: Uint8Array, value: 0 | 1, size: Size): Parts {
  const changed = after.map((now, i) => (now === value && before[i] !== value ? 1 : 0));
  const { labels, count } = componentsOf(changed, size);
  const depths = Float32Array.from(squaredDistanceTransform({ size, pixels: changed }), Math.sqrt);
  const deepest = new Float32Array(count + 1);
  for (let i = 0; i < labels.length; i += 1) {
    const label = labels[i] ?? 0;
    if (label > 0) deepest[label] = Math.max(deepest[label] ?? 0, depths[i] ?? 0);
  }
  return { labels, depths, deepest };
}

function takeBack(
  merged: Uint8Array,
  { labels, deepest }: Parts,
  { before, limit, except }: { before: Uint8Array; limit: number; except: number },
): void {
  for (let i = 0; i < merged.length; i += 1) {
    const label = labels[i] ?? 0;
    if (label === 0 || label === except) continue;
    if ((deepest[label] ?? 0) > limit) merged[i] = before[i] ?? 0;
  }
}
