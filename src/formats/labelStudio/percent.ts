/** Digits behind the point that coordinates keep on their way through percent, px. */
const precision = 1e6;

/** A length as a share of the image's side. Source: Label Studio, "Units of image annotations". */
export function percentOf(px: number, side: number): number {
  return (px * 100) / side;
}

/** The length of a share, to a millionth of a pixel, so that what was written comes back as it was. */
export function pxOf(percent: number, side: number): number {
  return Math.round(((percent * side) / 100) * precision) / precision;
}
