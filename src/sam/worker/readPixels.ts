import { AppError } from '#core/failure.ts';
import type { Box } from '#core/geometry/box.ts';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';

/** Rows that are read at once: a canvas as large as the picture would double what it takes. */
const stripRows = 256;

/** The pixels of a bitmap. Transparent ones are seen as white, as the canvas shows them. */
export function readPixels(bitmap: ImageBitmap): RgbaPixels {
  const { width, height } = bitmap;
  const data = new Uint8ClampedArray(width * height * 4);
  let at = 0;
  for (const strip of stripsOf(bitmap, wholeOf(bitmap))) {
    data.set(strip, at);
    at += strip.length;
  }
  return { size: { width, height }, data };
}

/** The RGBA rows of a part of a bitmap, strip by strip from its top; likewise on white. */
export function* stripsOf(
  bitmap: ImageBitmap,
  { x, y, width, height }: Box<'image'>,
): Generator<Uint8ClampedArray, void, undefined> {
  const most = Math.min(stripRows, height);
  const context = new OffscreenCanvas(width, most).getContext('2d', { willReadFrequently: true });
  if (!context) throw new AppError({ code: 'inference/out-of-memory' });
  context.fillStyle = '#ffffff';
  for (let top = 0; top < height; top += most) {
    context.fillRect(0, 0, width, most);
    context.drawImage(bitmap, -x, -y - top);
    yield context.getImageData(0, 0, width, Math.min(most, height - top)).data;
  }
}

export function wholeOf({ width, height }: ImageBitmap): Box<'image'> {
  return { x: 0, y: 0, width, height };
}
