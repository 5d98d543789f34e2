import { perceptualHash } from '../perceptualHash.ts';
import { contextOf } from './canvas.ts';

/**
 * A gallery shows pictures up to 256 css px wide, mostly on screens with 1.25 device px or fewer to each;
 * twice the size would be four times the bytes, of which 10,000 are kept.
 */
const longestSidePx = 320;

/** What is kept of a picture's look besides the picture. */
export interface PictureLook {
  readonly thumbnail: Blob; // WebP, PNG where the browser cannot write it
  readonly perceptualHash: string;
}

/** The whole picture small. Transparent pixels are white, as on the canvas and for the model. */
export async function lookOf(bitmap: ImageBitmap): Promise<PictureLook> {
  const scale = Math.min(1, longestSidePx / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const context = contextOf({ width, height });
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return {
    thumbnail: await context.canvas.convertToBlob({ type: 'image/webp', quality: 0.8 }),
    perceptualHash: perceptualHash({ size: { width, height }, data }),
  };
}
