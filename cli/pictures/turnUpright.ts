import type { RgbaPixels } from '#core/image/rgbaPixels.ts';

/**
 * The picture as it is meant to be seen.
 *
 * @param orientation of EXIF, 1…8; Source: Exif 2.32, table 6 (which side of the stored rows is the top)
 */
export function turnUpright(pixels: RgbaPixels, orientation: number): RgbaPixels {
  if (orientation === 1) return pixels;
  const { width, height } = pixels.size;
  const isSwapped = orientation > 4;
  const size = isSwapped ? { width: height, height: width } : pixels.size;
  const from = new Uint32Array(new Uint8Array(pixels.data).buffer);
  const to = new Uint32Array(from.length);
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      const column = isSwapped ? y : x;
      const row = isSwapped ? x : y;
      const storedX = [2, 3, 7, 8].includes(orientation) ? width - 1 - column : column;
      const storedY = [3, 4, 6, 7].includes(orientation) ? height - 1 - row : row;
      to[y * size.width + x] = from[storedY * width + storedX] ?? 0;
    }
  }
  return { size, data: new Uint8ClampedArray(to.buffer) };
}
