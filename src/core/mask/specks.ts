import { invertedMask } from './inverted.ts';
import type { Rle } from './rle.ts';
import { maskOfParts, spanPartsOf } from './spanParts.ts';

/**
 * The mask without its parts, and then without its holes, of less than `leastArea` pixels. Parts and
 * holes hang together by their sides, not by their corners. The largest part stays whatever its size.
 * Cost: the runs, nothing is decoded.
 *
 * @param leastArea px²
 */
export function withoutSpecks(mask: Rle, leastArea: number): Rle {
  const cleaned = withoutSmallParts(mask, leastArea);
  return invertedMask(withoutSmallParts(invertedMask(cleaned), leastArea));
}

/**
 * The mask without its parts of less than `leastArea` pixels; its largest parts stay whatever their
 * size. The same mask when there is nothing to drop. See {@link withoutSpecks}.
 *
 * @param leastArea px²
 */
export function withoutSmallParts(mask: Rle, leastArea: number): Rle {
  const spans = spanPartsOf(mask, 'sides');
  const largest = spans.areas.reduce((most, area) => Math.max(most, area), 0);
  const isKept = (part: number) => {
    const area = spans.areas[part] ?? 0;
    return area >= leastArea || area === largest;
  };
  return spans.areas.every((_, part) => isKept(part)) ? mask : maskOfParts(mask, spans, isKept);
}
