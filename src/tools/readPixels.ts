import type { Box } from '#core/geometry/box.ts';
import { clipBox } from '#core/geometry/box.ts';
import type { PixelWindow } from '#core/pixels/pixelWindow.ts';
import type { OpenPicture } from '#store/sessionStore.ts';

/**
 * The pixels of a part of the picture, cut to the image and to whole px; transparent ones lie on white.
 *
 * @returns null when nothing of the part lies on the image
 */
export function readPixels({ bitmap, size }: OpenPicture, part: Box<'image'>): PixelWindow | null {
  const clipped = clipBox(part, size);
  const x = Math.floor(clipped.x);
  const y = Math.floor(clipped.y);
  const width = Math.ceil(clipped.x + clipped.width) - x;
  const height = Math.ceil(clipped.y + clipped.height) - y;
  if (!(width > 0 && height > 0)) return null;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  // a thumbnail stands in where the file cannot be read
  context.drawImage(bitmap, -x, -y, size.width, size.height);
  const { data } = context.getImageData(0, 0, width, height);
  return { box: { x, y, width, height }, size: { width, height }, rgba: data };
}
