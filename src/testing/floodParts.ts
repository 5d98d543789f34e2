import type { BinaryMask } from '#core/mask/rle.ts';

/**
 * The connected parts of the foreground by flood fill, as sorted pixel indices: the slow reference.
 * In the order of their first column, then row.
 */
export function floodParts(
  { size: { width, height }, pixels }: BinaryMask,
  connectivity: 'sides' | 'corners',
): readonly (readonly number[])[] {
  const seen = new Set<number>();
  const parts: (readonly number[])[] = [];
  const steps = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => ({ dx, dy })));
  const allowed = steps.filter(({ dx, dy }) => connectivity === 'corners' || dx * dy === 0);
  for (let i = 0; i < pixels.length; i += 1) {
    const start = (i % height) * width + Math.floor(i / height);
    if (!pixels[start] || seen.has(start)) continue;
    seen.add(start);
    const part = [start];
    for (const at of part) {
      for (const { dx, dy } of allowed) {
        const x = (at % width) + dx;
        const next = at + dy * width + dx;
        if (x < 0 || x >= width || !pixels[next] || seen.has(next)) continue;
        seen.add(next);
        part.push(next);
      }
    }
    parts.push(part.toSorted((a, b) => a - b));
  }
  return parts;
}

/** A mask of these pixels. */
export function maskOfPixels({ size }: BinaryMask, indices: readonly number[]): BinaryMask {
  const pixels = new Uint8Array(size.width * size.height);
  for (const i of indices) pixels[i] = 1;
  return { size, pixels };
}
