import { clamp } from '#core/geometry/box.ts';
import type { Point } from '#core/geometry/point.ts';
import type { Size } from '#core/geometry/size.ts';
import { imageToModel, type ResizeGeometry } from './resizeGeometry.ts';

/** The cells of square low-res logits that hold image, not padding: those at the top left. */
export interface LogitsGrid {
  readonly geometry: ResizeGeometry;
  readonly size: Size; // cells that hold image
  readonly side: number; // cells of the whole square
}

export function logitsGridOf(geometry: ResizeGeometry, side: number): LogitsGrid {
  const { resizedSize, inputSide } = geometry;
  const cellsOf = (modelPx: number) => clamp(Math.round((modelPx * side) / inputSide), 1, side);
  const size = { width: cellsOf(resizedSize.width), height: cellsOf(resizedSize.height) };
  return { geometry, size, side };
}

/** Where the logits lie above the threshold: one byte per cell of the grid, 1 or 0, row-major. */
export function gridMaskOf(
  logits: Float32Array,
  { size, side }: LogitsGrid,
  threshold: number,
): Uint8Array<ArrayBuffer> {
  const mask = new Uint8Array(size.width * size.height);
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      if ((logits[y * side + x] ?? 0) > threshold) mask[y * size.width + x] = 1;
    }
  }
  return mask;
}

/** The index in a grid mask of the cell that holds the point; of the nearest for a point outside. */
export function gridIndexOf({ geometry, size, side }: LogitsGrid, at: Point<'image'>): number {
  const { x, y } = imageToModel(geometry, at);
  const column = clamp(Math.floor((x * side) / geometry.inputSide), 0, size.width - 1);
  const row = clamp(Math.floor((y * side) / geometry.inputSide), 0, size.height - 1);
  return row * size.width + column;
}
