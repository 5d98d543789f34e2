import { boundsOf } from '../mask/measures.ts';
import type { Rle } from '../mask/rle.ts';
import type { Runs } from '../mask/maskOfRuns.ts';
import { emptyRaster, paintLabel, type LabelRaster } from './labelRaster.ts';

/** What an object gives up, and who is around. All masks are of one size. */
export interface GivenUp {
  readonly lost: Rle; // what the object had and has no more
  readonly kept: Rle; // what it has
  readonly neighbours: readonly Rle[];
}

/**
 * Which pixels each neighbour gets of what an object gives up: those that are nearer to a pixel of
 * that neighbour than to anything else outside the object, counted in steps from pixel side to pixel
 * side through what is given up. So every piece hangs together with the neighbour that gets it. At
 * equal distances a neighbour comes before the background, and the first of them before the second.
 * Cost: the area of the box around what is given up.
 */
export function handedOver({ lost, kept, neighbours }: GivenUp): readonly Runs[] {
  const bounds = boundsOf(lost);
  const raster = emptyRaster({
    x: bounds.x - 1,
    y: bounds.y - 1,
    width: bounds.width + 2,
    height: bounds.height + 2,
  });
  const background = neighbours.length + 1;
  paintLabel(raster, fullMask(lost), background);
  paintLabel(raster, lost, vacant);
  for (const [i, neighbour] of neighbours.entries()) paintLabel(raster, neighbour, i + 1);
  paintLabel(raster, kept, closed);
  spread(raster, background);
  return runsByLabel(raster, lost, neighbours.length);
}

const closed = 0; // the object itself, and what is no image
const vacant = 0xffffffff;

function fullMask({ size }: Rle): Rle {
  return { size, counts: Uint32Array.of(0, size.width * size.height) };
}

/** Gives every vacant pixel the label that reaches it first. */
function spread({ box, labels }: LabelRaster, lastLabel: number): void {
  const steps = [-1, 1, -box.height, box.height];
  const first = new Uint32Array(labels.length).fill(vacant);
  const reached: number[] = [];
  for (const [at, label] of labels.entries()) {
    if (label !== vacant) continue;
    for (const step of steps) {
      const nearby = labels[at + step] ?? closed;
      if (nearby !== closed && nearby < (first[at] ?? vacant)) first[at] = nearby;
    }
    if ((first[at] ?? vacant) <= lastLabel) reached.push(at);
  }
  reached.sort((a, b) => (first[a] ?? 0) - (first[b] ?? 0) || a - b);
  for (const at of reached) labels[at] = first[at] ?? closed;
  for (const at of reached) {
    for (const step of steps) {
      if (labels[at + step] !== vacant) continue;
      labels[at + step] = labels[at] ?? closed;
      reached.push(at + step);
    }
  }
}

function runsByLabel({ box, labels }: LabelRaster, { size }: Rle, count: number) {
  const runs = Array.from({ length: count }, () => ({
    starts: [] as number[],
    ends: [] as number[],
  }));
  for (let x = 1; x < box.width - 1; x += 1) {
    const columnStart = (x + box.x) * size.height + box.y;
    for (let y = 1; y < box.height - 1; y += 1) {
      const label = labels[x * box.height + y] ?? 0;
      runs[label - 1]?.starts.push(columnStart + y);
      runs[label - 1]?.ends.push(columnStart + y + 1);
    }
  }
  return runs;
}
