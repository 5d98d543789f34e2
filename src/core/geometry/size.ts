/** Extent of a raster in whole pixels; both sides ≥ 1 for images. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Whether both sides agree. */
export function isSameSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

/** Number of pixels. */
export function areaOfSize(size: Size): number {
  return size.width * size.height;
}
