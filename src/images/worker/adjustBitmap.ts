import type { PictureStrip } from '#core/pixels/tileHistograms.ts';
import { stripAdjuster, type ViewAdjustment } from '#core/pixels/viewAdjustment.ts';
import { contextOf } from './canvas.ts';

/** Of one strip: 16 MB, however large the picture is. */
const stripPixelCount = 4_000_000;

/**
 * Another bitmap that shows the picture adjusted; the caller closes both. Transparent pixels stay so.
 *
 * @throws AppError inference/out-of-memory
 */
export function adjustBitmap(bitmap: ImageBitmap, adjustment: ViewAdjustment): ImageBitmap {
  const { width, height } = bitmap;
  const adjusted = stripAdjuster(adjustment, { width, height }, () => stripsOf(bitmap));
  const target = contextOf({ width, height });
  for (const strip of stripsOf(bitmap)) {
    target.putImageData(new ImageData(adjusted(strip), width), 0, strip.top);
  }
  return target.canvas.transferToImageBitmap();
}

/** The whole picture is never held as numbers. */
function* stripsOf(bitmap: ImageBitmap): Generator<PictureStrip> {
  const { width, height } = bitmap;
  const rowCount = Math.min(height, Math.max(1, Math.floor(stripPixelCount / width)));
  const context = contextOf({ width, height: rowCount });
  for (let top = 0; top < height; top += rowCount) {
    context.clearRect(0, 0, width, rowCount);
    context.drawImage(bitmap, 0, -top);
    yield { top, rgba: context.getImageData(0, 0, width, Math.min(rowCount, height - top)).data };
  }
}
