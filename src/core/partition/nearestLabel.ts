import type { LabelRaster } from './labelRaster.ts';

/**
 * The label nearest to a pixel by the distance of centres; of those at one distance the smallest. 0
 * when the raster has none. Cost: the area of the disc up to there.
 */
export function nearestLabel({ box, labels }: LabelRaster, at: number): number {
  const { width, height } = box;
  const x = Math.floor(at / height);
  const y = at - x * height;
  let nearest = 0;
  let best = Infinity; // squared px
  const look = (column: number, row: number, squared: number) => {
    if (column < 0 || column >= width || row < 0 || row >= height || squared > best) return;
    const label = labels[column * height + row] ?? 0;
    if (label === 0 || (squared === best && label >= nearest)) return;
    nearest = label;
    best = squared;
  };
  for (let ring = 0; ring * ring <= best && ring < Math.max(width, height); ring += 1) {
    for (let i = -ring; i <= ring; i += 1) {
      const squared = ring * ring + i * i;
      if (squared > best) continue;
      look(x + ring, y + i, squared);
      look(x - ring, y + i, squared);
      look(x + i, y + ring, squared);
      look(x + i, y - ring, squared);
    }
  }
  return nearest;
}
