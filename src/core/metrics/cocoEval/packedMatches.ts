import type { ImageMatches } from './matchDetections.ts';
import { iouThresholds } from './protocol.ts';

/** The matches of one category on all images so far, with a few bytes for each detection. */
export interface CategoryMatches {
  readonly scores: readonly number[]; // by detection, image after image
  readonly ranks: readonly number[]; // place by score on its image, from 0
  readonly found: readonly number[]; // bit t: it found an object at the t-th threshold
  readonly ignored: readonly number[]; // bit t: it is neither right nor wrong there
  readonly truthCount: number; // objects to be found
}

/** Collects matches: a hundred thousand images leave no object each. */
export class PackedMatches implements CategoryMatches {
  readonly scores: number[] = [];
  readonly ranks: number[] = [];
  readonly found: number[] = [];
  readonly ignored: number[] = [];
  truthCount = 0;

  add({ scores, found, ignored, truthCount }: ImageMatches): void {
    this.truthCount += truthCount;
    for (const [rank, score] of scores.entries()) {
      let foundBits = 0;
      let ignoredBits = 0;
      for (const t of iouThresholds.keys()) {
        const at = t * scores.length + rank;
        if ((found[at] ?? 0) > 0) foundBits |= 1 << t;
        if (ignored[at] === 1) ignoredBits |= 1 << t;
      }
      this.scores.push(score);
      this.ranks.push(rank);
      this.found.push(foundBits);
      this.ignored.push(ignoredBits);
    }
  }
}
