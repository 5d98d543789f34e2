import { AppError } from '#core/failure.ts';
import { stripMetadata } from '#core/image/metadata/stripMetadata.ts';
import type { Rle } from '#core/mask/rle.ts';
import { redact as redactMask, type MutableSamples } from '#core/pixels/redact.ts';
import { decodePng, encodePng } from '../codecs/png.ts';
import type { PictureTools, RedactOptions } from './exportRun.ts';

/** Of pictures that were photos; no eye tells it from the original, and seams of blocks stay small. */
const jpegQuality = 0.95;

/** What exports need of the browser's decoders and encoders, in a worker. */
export const pictureTools: PictureTools = {
  pixelsOf(bitmap) {
    const context = contextOf(bitmap.width, bitmap.height);
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    return { size: { width: bitmap.width, height: bitmap.height }, data };
  },
  async strip(file, fileName) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const stripped = stripMetadata(bytes);
    if (stripped) return new Blob([stripped], { type: file.type });
    return rewritten(file, fileName, () => undefined);
  },
  async redact(file, masks, options) {
    const deep = isPngName(options.fileName) ? await redactDeepPng(file, masks, options) : null;
    if (deep) return deep;
    return rewritten(file, options.fileName, (samples) => redactAll(samples, masks, options));
  },
  async transform(file, masks, options) {
    const { transform, fileName } = options;
    const whole = await decoded(file, fileName, (samples) => redactAll(samples, masks, options));
    const { crop, scaled, offset, size } = transform;
    const context = contextOf(size.width, size.height);
    context.fillStyle = paddingColour;
    context.fillRect(0, 0, size.width, size.height);
    context.imageSmoothingQuality = 'high';
    context.clearRect(offset.x, offset.y, scaled.width, scaled.height);
    if (isJpegName(fileName)) {
      context.fillStyle = '#ffffff';
      context.fillRect(offset.x, offset.y, scaled.width, scaled.height);
    }
    const { x, y, width, height } = crop;
    const place = [offset.x, offset.y, scaled.width, scaled.height] as const;
    context.drawImage(whole, x, y, width, height, ...place);
    return encoded(context.canvas, fileName);
  },
  redactPixels(pixels, masks, options) {
    const data = new Uint8ClampedArray(pixels.data);
    redactAll({ size: pixels.size, channels: 4, data }, masks, options);
    return { size: pixels.size, data };
  },
};

function redactAll(
  samples: MutableSamples,
  masks: readonly Rle[],
  { redaction }: RedactOptions,
): void {
  for (const mask of masks) redactMask(samples, mask, redaction);
}

/** Of 16 bits a channel, which a canvas would make 8 of; null when it is no such picture. */
async function redactDeepPng(
  file: Blob,
  masks: readonly Rle[],
  options: RedactOptions,
): Promise<Blob | null> {
  const head = new Uint8Array(await file.slice(0, 26).arrayBuffer());
  if (head[1] !== 0x50 || head[24] !== 16) return null;
  const samples = decodePng(new Uint8Array(await file.arrayBuffer()));
  if (!samples) return null;
  redactAll(samples, masks, options);
  return new Blob([encodePng(samples)], { type: 'image/png' });
}

/** Of what a letterboxed picture does not cover. Source: Ultralytics `LetterBox`. */
const paddingColour = 'rgb(114 114 114)';

/** The picture decoded, changed and written anew; transparent pixels of a JPEG become white. */
async function rewritten(
  file: Blob,
  fileName: string,
  change: (samples: MutableSamples) => void,
): Promise<Blob> {
  if (!isJpegName(fileName) && !isPngName(fileName)) {
    throw new AppError({ code: 'export/metadata-stays', fileName });
  }
  return encoded(await decoded(file, fileName, change), fileName);
}

async function encoded(canvas: OffscreenCanvas, fileName: string): Promise<Blob> {
  const type = isJpegName(fileName) ? 'image/jpeg' : 'image/png';
  return canvas.convertToBlob({ type, quality: jpegQuality });
}

async function decoded(
  file: Blob,
  fileName: string,
  change: (samples: MutableSamples) => void,
): Promise<OffscreenCanvas> {
  const bitmap = await bitmapOf(file, fileName);
  try {
    const context = contextOf(bitmap.width, bitmap.height);
    if (isJpegName(fileName)) {
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, bitmap.width, bitmap.height);
    }
    context.drawImage(bitmap, 0, 0);
    const image = context.getImageData(0, 0, bitmap.width, bitmap.height);
    change({ size: { width: image.width, height: image.height }, channels: 4, data: image.data });
    context.putImageData(image, 0, 0);
    return context.canvas;
  } finally {
    bitmap.close();
  }
}

async function bitmapOf(file: Blob, fileName: string): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (cause) {
    throw new AppError({ code: 'image/undecodable', fileName }, { cause });
  }
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new AppError({ code: 'inference/out-of-memory' });
  return context;
}

function isJpegName(fileName: string): boolean {
  return /\.(jpe?g|jfif|pjpeg)$/iu.test(fileName);
}

function isPngName(fileName: string): boolean {
  return /\.png$/iu.test(fileName);
}
