import type { Box } from '../../geometry/box.ts';
import { boundsOf } from '../../mask/measures.ts';
import { cropMask } from '../../mask/cropMask.ts';
import type { Rle } from '../../mask/rle.ts';
import { boundaryF, boundaryTolerance } from '../boundaryF.ts';
import { rimIou } from '../cocoEval/iouTable.ts';
import { isRight, type Pairing } from './pairing.ts';
import type { OutlineQuality } from './report.ts';

/** How well outlines fit, of the pairs of one category that both have more than a box. */
export class OutlineTally {
  #pairs = 0;
  #iouSum = 0;
  #boundaryIouSum = 0;
  #boundaryFSum = 0;

  add({ pairs }: Pairing): void {
    for (const pair of pairs) {
      const [truth, prediction] = [pair.truth.seen, pair.prediction.seen];
      if (!isRight(pair) || truth.object.isBoxOnly || prediction.object.isBoxOnly) continue;
      this.#pairs += 1;
      this.#iouSum += pair.iou;
      this.#boundaryIouSum += rimIou(prediction, truth);
      this.#boundaryFSum += croppedBoundaryF(prediction.object.mask, truth.object.mask);
    }
  }

  quality(): OutlineQuality {
    const meanOf = (sum: number) => (this.#pairs === 0 ? null : sum / this.#pairs);
    return {
      pairs: this.#pairs,
      meanIou: meanOf(this.#iouSum),
      meanBoundaryIou: meanOf(this.#boundaryIouSum),
      meanBoundaryF: meanOf(this.#boundaryFSum),
    };
  }
}

/** `boundaryF` of two masks of one image, which looks at no more of it than they cover. */
export function croppedBoundaryF(prediction: Rle, truth: Rle): number {
  const { size } = truth;
  const [a, b] = [boundsOf(prediction), boundsOf(truth)];
  const left = Math.max(0, Math.min(a.x, b.x) - 1);
  const top = Math.max(0, Math.min(a.y, b.y) - 1);
  const right = Math.min(size.width, Math.max(a.x + a.width, b.x + b.width) + 1);
  const bottom = Math.min(size.height, Math.max(a.y + a.height, b.y + b.height) + 1);
  const box: Box<'image'> = { x: left, y: top, width: right - left, height: bottom - top };
  const comparison = {
    size: { width: box.width, height: box.height },
    prediction: cropMask(prediction, box).pixels,
    truth: cropMask(truth, box).pixels,
    ignore: null,
  };
  return boundaryF(comparison, boundaryTolerance(size));
}
