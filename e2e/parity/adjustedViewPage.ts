import { stripAdjuster, type ViewAdjustment } from '#core/pixels/viewAdjustment.ts';
import type { Size } from '#core/geometry/size.ts';
import { createImages } from '#images/images.ts';

declare global {
  interface Window {
    /** Set when the page is ready. */
    adjustedView?: {
      /** Largest difference of any byte between what the worker shows and what the whole picture comes to here. */
      readonly largestDifference: (size: Size, adjustment: ViewAdjustment) => Promise<number>;
      /** How the picture fared that was called off, and what the next one is wide. */
      readonly callOff: (size: Size, adjustment: ViewAdjustment) => Promise<readonly unknown[]>;
    };
  }
}

const images = createImages();

window.adjustedView = {
  async largestDifference(size, adjustment) {
    const bitmap = await patternBitmap(size);
    const adjusted = await images.adjust({ bitmap, fileName: 'pattern' }, adjustment);
    const strip = { top: 0, rgba: pixelsOf(bitmap) };
    const expected = stripAdjuster(adjustment, size, () => [strip])(strip);
    return pixelsOf(adjusted).reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? Number.NaN))),
      0,
    );
  },
  async callOff(size, adjustment) {
    const picture = { bitmap: await patternBitmap(size), fileName: 'pattern' };
    const controller = new AbortController();
    const calledOff = images.adjust(picture, adjustment, controller.signal).catch(String);
    const next = images.adjust(picture, adjustment);
    controller.abort('enough');
    return [await calledOff, (await next).width, picture.bitmap.width];
  },
};

async function patternBitmap({ width, height }: Size): Promise<ImageBitmap> {
  const image = new ImageData(width, height);
  for (let i = 0; i < image.data.length; i += 4) {
    const [x, y] = [(i / 4) % width, Math.floor(i / 4 / width)];
    image.data.set([(x * 3) % 256, (y * 5) % 200, ((x + y) >> 4) % 256, 255], i);
  }
  return createImageBitmap(image);
}

function pixelsOf(bitmap: ImageBitmap): Uint8ClampedArray {
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
}
