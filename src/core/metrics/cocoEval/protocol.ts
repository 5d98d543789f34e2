/**
 * The numbers of the COCO evaluation: IoU thresholds 0.5, 0.55 … 0.95, recalls 0, 0.01 … 1, the ranges of
 * area by which objects are binned, and how many detections of an image count.
 * Source: pycocotools `Params`.
 */
export const iouThresholds = evenSteps(0.5, 0.95, 10);

export const recallThresholds = evenSteps(0, 1, 101);

/** Rounded as numpy's `linspace` rounds, which decides about values that are exactly on a threshold. */
function evenSteps(from: number, to: number, count: number): readonly number[] {
  const step = (to - from) / (count - 1);
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? to : i * step + from));
}

export const areaNames = ['all', 'small', 'medium', 'large'] as const;

export type AreaName = (typeof areaNames)[number];

/** px², both ends included. */
export const areaRanges: Readonly<Record<AreaName, readonly [least: number, most: number]>> = {
  all: [0, 1e10],
  small: [0, 32 ** 2],
  medium: [32 ** 2, 96 ** 2],
  large: [96 ** 2, 1e10],
};

/** Detections of one category on one image beyond this count nowhere. */
export const mostDetections = 100;
