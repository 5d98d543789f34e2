import type { Box } from '#core/geometry/box.ts';
import { clipBox } from '#core/geometry/box.ts';
import type { Size } from '#core/geometry/size.ts';
import type { PixelWindow } from '#core/pixels/pixelWindow.ts';

/** What a tool gets to see of a picture that is given by the grey of each of its pixels. */
export function windowsOf(
  size: Size,
  greyAt: (x: number, y: number) => number,
): (part: Box<'image'>) => PixelWindow | null {
  return (part) => {
    const clipped = clipBox(part, size);
    const x = Math.floor(clipped.x);
    const y = Math.floor(clipped.y);
    const width = Math.ceil(clipped.x + clipped.width) - x;
    const height = Math.ceil(clipped.y + clipped.height) - y;
    if (!(width > 0 && height > 0)) return null;
    const rgba = new Uint8ClampedArray(width * height * 4);
    for (let i = 0; i < width * height; i += 1) {
      rgba.fill(greyAt(x + (i % width), y + Math.floor(i / width)), 4 * i, 4 * i + 3);
      rgba[4 * i + 3] = 255;
    }
    return { box: { x, y, width, height }, size: { width, height }, rgba };
  };
}
