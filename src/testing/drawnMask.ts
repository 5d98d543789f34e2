import { encodeMask } from '#core/mask/codec.ts';
import type { Rle } from '#core/mask/rle.ts';

/** A mask as drawn: one string per row, '#' is foreground. */
export function drawnMask(...rows: readonly string[]): Rle {
  return drawnLabels(rows, '#');
}

/** Where one character stands in a drawing of several objects. */
export function drawnLabels(rows: readonly string[], character: string): Rle {
  const size = { width: rows[0]?.length ?? 0, height: rows.length };
  const pixels = Uint8Array.from(rows.join('').split(''), (each) => (each === character ? 1 : 0));
  return encodeMask({ size, pixels });
}
