import jpeg from 'jpeg-js';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import { decodePng } from '#formats/codecs/png.ts';
import { imageFormatOf } from '#images/header/imageFormat.ts';
import { pictureHeaderOf } from '#images/header/pictureHeader.ts';
import { turnUpright } from './turnUpright.ts';

/** Pictures of more pixels are not decoded. */
const maxPixels = 200_000_000;

/**
 * Upright pixels of a PNG or JPEG, alpha as it is.
 *
 * @throws Error for all other kinds, damaged files and pictures too large
 */
export function decodePicture(bytes: Uint8Array<ArrayBuffer>, orientation: number): RgbaPixels {
  switch (imageFormatOf(bytes)) {
    case 'png':
      refuseTooLarge(bytes);
      return turnUpright(pngPixels(bytes), orientation);
    case 'jpeg': {
      const { width, height, data } = jpeg.decode(bytes, {
        useTArray: true,
        maxResolutionInMP: maxPixels / 1e6,
        maxMemoryUsageInMB: 4096,
      });
      const pixels = { size: { width, height }, data: new Uint8ClampedArray(data) };
      return turnUpright(pixels, orientation);
    }
    case 'webp':
    case 'avif':
    case 'bmp':
    case 'gif':
    case 'tiff':
    case 'heic':
    case 'other':
      throw new Error('only PNG and JPEG can be decoded here');
  }
}

function pngPixels(bytes: Uint8Array<ArrayBuffer>): RgbaPixels {
  const samples = decodePng(bytes);
  if (!samples) throw new Error('a damaged PNG');
  const { size, channels, palette } = samples;
  const shift = samples.data instanceof Uint16Array ? 8 : 0;
  const pixelCount = size.width * size.height;
  const data = new Uint8ClampedArray(pixelCount * 4);
  for (let pixel = 0; pixel < pixelCount; pixel += 1) {
    const value = (channel: number) => (samples.data[pixel * channels + channel] ?? 0) >> shift;
    const colour = palette?.[value(0)] ?? null;
    const isGrey = channels < 3;
    const alpha = channels === 2 ? value(1) : channels === 4 ? value(3) : 255;
    data[pixel * 4] = colour ? colour[0] : value(0);
    data[pixel * 4 + 1] = colour ? colour[1] : value(isGrey ? 0 : 1);
    data[pixel * 4 + 2] = colour ? colour[2] : value(isGrey ? 0 : 2);
    data[pixel * 4 + 3] = alpha;
  }
  return { size, data };
}

function refuseTooLarge(bytes: Uint8Array<ArrayBuffer>): void {
  const size = pictureHeaderOf(bytes, 'png')?.size;
  if (!size || size.width * size.height > maxPixels) throw new Error('damaged, or too large');
}
