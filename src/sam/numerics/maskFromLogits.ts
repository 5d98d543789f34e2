import type { Rle } from '#core/mask/rle.ts';
import { type Raster, rasterMask } from './rasterMask.ts';
import type { ResizeGeometry } from './resizeGeometry.ts';

/**
 * The mask at image resolution: low-res logits interpolated bilinearly (edges replicated, pixel
 * centres at +0.5) and cut above the threshold; background outside of the geometry's window.
 * Cost: window width × side, not the area.
 *
 * @param logits side × side, row-major, covering the model's whole square input
 * @param side of the logits, such as 256
 * Source: segment_anything `Sam.postprocess_masks`, its two resizes taken in one.
 */
export function maskFromLogits(
  logits: Float32Array,
  side: number,
  geometry: ResizeGeometry,
  threshold: number,
): Rle {
  const raster = rasterOfLogits(logits, side, geometry);
  return rasterMask(raster, geometry.window, geometry.imageSize, threshold);
}

/** Where low-res logits lie on the image; the padding of the model's input lies beyond the window. */
export function rasterOfLogits(
  logits: Float32Array,
  side: number,
  { window, resizedSize, inputSide }: ResizeGeometry,
): Raster {
  const modelPxPerCell = inputSide / side;
  return {
    size: { width: side, height: side },
    values: logits,
    origin: window,
    cellWidth: (window.width * modelPxPerCell) / resizedSize.width,
    cellHeight: (window.height * modelPxPerCell) / resizedSize.height,
  };
}
