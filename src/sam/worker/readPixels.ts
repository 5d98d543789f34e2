import { AppError } from '#core/failure.ts';
import type { Box } from '#core/geometry/box.ts';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';

/** The pixels of a part of a bitmap. Transparent ones are seen as white, as the canvas shows them. */
export function readPixels(
  bitmap: ImageBitmap,
  window: Box<'image'> = wholeOf(bitmap),
): RgbaPixels {
  const { x, y, width, height } = window;
  const context = new OffscreenCanvas(width, height).getContext('2d', {
    willReadFrequently: true,
  });
  if (!context) throw new AppError({ code: 'inference/out-of-memory' });
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, -x, -y);
  return { size: { width, height }, data: context.getImageData(0, 0, width, height).data };
}

export function wholeOf({ width, height }: ImageBitmap): Box<'image'> {
  return { x: 0, y: 0, width, height };
}
