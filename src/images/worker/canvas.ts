import { AppError } from '#core/failure.ts';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import type { Size } from '#core/geometry/size.ts';

/** A canvas to draw on. @throws AppError where there is no memory for it */
export function contextOf({ width, height }: Size): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new AppError({ code: 'inference/out-of-memory' });
  return context;
}

/** Pixels as canvases take them. */
export type CanvasPixels = RgbaPixels & { readonly data: Uint8ClampedArray<ArrayBuffer> };

/** The caller closes the bitmap. @param colorSpace that the numbers are meant in */
export async function bitmapOfPixels(
  { size, data }: CanvasPixels,
  colorSpace: PredefinedColorSpace = 'srgb',
): Promise<ImageBitmap> {
  return createImageBitmap(new ImageData(data, size.width, size.height, { colorSpace }));
}

/** The bitmap's pixels as a file that loses as little as the format can; transparent ones become white. */
export async function encodeBitmap(bitmap: ImageBitmap, type: string): Promise<Blob> {
  const context = contextOf(bitmap);
  if (type === 'image/jpeg') {
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, bitmap.width, bitmap.height);
  }
  context.drawImage(bitmap, 0, 0);
  // a browser that cannot write WebP answers with PNG, which loses nothing
  return context.canvas.convertToBlob({ type, quality: 1 });
}
