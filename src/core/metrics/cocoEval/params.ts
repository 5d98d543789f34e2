/** What two objects are compared by; `boundary`: the lesser of the IoU of masks and that of their rims. */
export type IouKind = 'mask' | 'box' | 'boundary';

/** Objects of min ≤ area ≤ max, px². */
export interface AreaRange {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/** What a COCO evaluation goes by. */
export interface CocoParams {
  readonly iouThresholds: readonly number[]; // 0…1, ascending, 31 at most
  readonly recallThresholds: readonly number[]; // 0…1, ascending
  readonly areaRanges: readonly AreaRange[]; // the first holds all objects
  readonly maxDetections: readonly number[]; // per image and category, ascending
}

/**
 * IoU 0.50 … 0.95, 101 recalls, all/small/medium/large objects, 1, 10 and 100 detections.
 * Source: pycocotools `Params.setDetParams`; the doubles are those of its `np.linspace`.
 */
export const cocoParams: CocoParams = {
  iouThresholds: linspace(0.5, 0.95, 10),
  recallThresholds: linspace(0, 1, 101),
  areaRanges: [
    { name: 'all', min: 0, max: 1e10 },
    { name: 'small', min: 0, max: 32 ** 2 },
    { name: 'medium', min: 32 ** 2, max: 96 ** 2 },
    { name: 'large', min: 96 ** 2, max: 1e10 },
  ],
  maxDetections: [1, 10, 100],
};

/** `count` values from `start` to `end`, both among them. Source: `numpy.linspace`. */
function linspace(start: number, end: number, count: number): readonly number[] {
  const step = (end - start) / (count - 1);
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? end : i * step + start));
}
