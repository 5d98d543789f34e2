import type { Size } from '#core/geometry/size.ts';

/** The pieces of a mask, numbered from 1 in reading order. */
export interface Components {
  readonly labels: Int32Array; // per pixel; 0: background
  readonly count: number;
}

/** Pieces that hang together along rows and columns; not 0 is foreground. Row-major. Cost: linear. */
export function componentsOf(mask: Uint8Array, { width, height }: Size): Components {
  const labels = new Int32Array(mask.length);
  const stack = new Int32Array(mask.length);
  let top = 0;
  let count = 0;
  const push = (i: number) => {
    if (mask[i] === 0 || labels[i] !== 0) return;
    labels[i] = count;
    stack[top] = i;
    top += 1;
  };
  for (let seed = 0; seed < mask.length; seed += 1) {
    if (mask[seed] === 0 || labels[seed] !== 0) continue;
    count += 1;
    push(seed);
    while (top > 0) {
      top -= 1;
      const i = stack[top] ?? 0;
      const x = i % width;
      if (x > 0) push(i - 1);
      if (x < width - 1) push(i + 1);
      if (i >= width) push(i - width);
      if (i < (height - 1) * width) push(i + width);
    }
  }
  return { labels, count };
}
