import { AppError } from '#core/failure.ts';
import { isXyb } from '../header/colourProfile.ts';
import { imageFormatOf, mimeTypes, type BrowserFormat } from '../header/imageFormat.ts';
import { otherKindOf } from '../header/otherKind.ts';
import { pictureHeaderOf, type HeaderFormat } from '../header/pictureHeader.ts';
import type { PictureHeader } from '../header/header.ts';
import type { ImageReply } from '../imageWorker.ts';
import { turnedSamples } from '../samples.ts';
import { rgbaOf, toneWindowOf } from '../toneWindow.ts';
import { bitmapOfPixels, encodeBitmap } from './canvas.ts';
import { readDeepPng, writePng } from './deepPng.ts';
import { readContent, type FileContent } from './fileContent.ts';
import { finishPicture, type DecodedPicture } from './finishPicture.ts';
import { readHeic } from './heic.ts';
import { importTiff } from './importTiff.ts';
import { refuseTooLarge, whenThereIsRoom } from './largePictures.ts';
import { orientationOf } from './orientation.ts';

/** Tells the page how far it is. */
export type Report = (reply: ImageReply) => void;

/** Reports each picture of a file. @throws AppError image/… and what decoders throw */
export async function importFile(file: File, report: Report): Promise<void> {
  const content = await readContent(file);
  const { bytes, fileName } = content;
  const format = imageFormatOf(bytes);
  if (format === 'tiff') return importTiff(content, report);
  if (format === 'other') {
    const kind = otherKindOf(bytes, fileName);
    if (kind) throw new AppError({ code: 'image/other-kind', fileName, kind });
    throw new AppError({ code: 'image/unsupported', fileName, mimeType: file.type });
  }
  const header = soundHeaderOf(content, format);
  const picture = await whenThereIsRoom(
    header.size,
    () => report({ kind: 'waiting' }),
    async () => {
      report({ kind: 'working' });
      return finishPicture(content, await decode(content, format, header));
    },
  );
  report({ kind: 'picture', picture });
}

/** @throws AppError image/undecodable, image/too-large, image/truncated */
function soundHeaderOf({ bytes, fileName }: FileContent, format: HeaderFormat): PictureHeader {
  const header = pictureHeaderOf(bytes, format);
  if (!header) throw new AppError({ code: 'image/undecodable', fileName });
  const { size, channelCount } = header;
  const sampleBytes = isDeep(format, header) ? size.width * size.height * channelCount * 2 : 0;
  refuseTooLarge(fileName, size, sampleBytes);
  if (!header.isComplete) throw new AppError({ code: 'image/truncated', fileName });
  return header;
}

function isDeep(format: HeaderFormat, { bitsPerChannel }: PictureHeader): boolean {
  return format === 'png' && bitsPerChannel === 16;
}

async function decode(
  content: FileContent,
  format: HeaderFormat,
  header: PictureHeader,
): Promise<DecodedPicture> {
  if (format === 'heic') return decodeHeic(content);
  if (isDeep(format, header)) return decodeDeepPng(content, header);
  return decodeInBrowser(content, format, header);
}

async function decodeInBrowser(
  { bytes }: FileContent,
  format: BrowserFormat,
  { channelCount }: PictureHeader,
): Promise<DecodedPicture> {
  const type = mimeTypes[format];
  const blob = new Blob([bytes], { type });
  const orientation = await orientationOf(bytes, type);
  const bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image' });
  // colours of print, on which no two readers agree, and those that need their profile
  const hasSeldomColours = format === 'jpeg' && (channelCount === 4 || isXyb(bytes));
  const isRewritten = orientation !== 1 || hasSeldomColours;
  const kept = isRewritten ? await encodeBitmap(bitmap, type) : blob;
  return { bitmap, blob: kept, isRewritten, page: null, window: null };
}

async function decodeDeepPng(content: FileContent, header: PictureHeader): Promise<DecodedPicture> {
  const { bytes } = content;
  const stored = await readDeepPng(bytes, header);
  const orientation = await orientationOf(bytes, mimeTypes.png);
  const samples = turnedSamples(stored, orientation);
  const window = toneWindowOf(samples);
  const isRewritten = orientation !== 1;
  const blob = isRewritten ? await writePng(samples) : new Blob([bytes], { type: mimeTypes.png });
  const bitmap = await bitmapOfPixels(rgbaOf(samples, window));
  return { bitmap, blob, isRewritten, page: null, window };
}

/** HEIC becomes JPEG: photos of phones, which were compressed before. */
async function decodeHeic({ bytes }: FileContent): Promise<DecodedPicture> {
  const bitmap = await readHeic(bytes);
  const blob = await encodeBitmap(bitmap, mimeTypes.jpeg);
  return { bitmap, blob, isRewritten: true, page: null, window: null };
}
