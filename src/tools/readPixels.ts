import type { Box } from '#core/geometry/box.ts';
import { clipBox } from '#core/geometry/box.ts';
import type { PixelWindow } from '#core/pixels/pixelWindow.ts';
import type { OpenPicture } from '#store/sessionStore.ts';

/**
 * The pixels of a part of the picture, cut to the image and to whole px; transparent ones lie on white.
 *
 * @param mostPx of a side of the window: a larger part comes as coarse as that asks for
 * @returns null when nothing of the part lies on the image
 */
export function readPixels(
  { bitmap, size }: OpenPicture,
  part: Box<'image'>,
  mostPx = Infinity,
): PixelWindow | null {
  const clipped = clipBox(part, size);
  const x = Math.floor(clipped.x);
  const y = Math.floor(clipped.y);
  const width = Math.ceil(clipped.x + clipped.width) - x;
  const height = Math.ceil(clipped.y + clipped.height) - y;
  if (!(width > 0 && height > 0)) return null;
  const shrink = Math.min(1, mostPx / Math.max(width, height));
  const window = {
    width: Math.max(1, Math.floor(width * shrink)),
    height: Math.max(1, Math.floor(height * shrink)),
  };
  const canvas = new OffscreenCanvas(window.width, window.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, window.width, window.height);
  context.scale(window.width / width, window.height / height);
  // a thumbnail stands in where the file cannot be read
  context.drawImage(bitmap, -x, -y, size.width, size.height);
  const { data } = context.getImageData(0, 0, window.width, window.height);
  return { box: { x, y, width, height }, size: window, rgba: data };
}
