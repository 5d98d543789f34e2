import type { Rle } from './rle.ts';

/** Foreground and background exchanged. */
export function invertedMask({ size, counts }: Rle): Rle {
  if (counts[0] === 0) return { size, counts: counts.slice(1) };
  const flipped = new Uint32Array(counts.length + 1);
  flipped.set(counts, 1);
  return { size, counts: flipped };
}
