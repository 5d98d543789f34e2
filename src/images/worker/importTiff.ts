import { AppError } from '#core/failure.ts';
import type { ImageReply } from '../imageWorker.ts';
import { maxPageCount } from '../limits.ts';
import { rgbaOf, toneWindowOf } from '../toneWindow.ts';
import { rasterBytesOf } from '../tiff/readRaster.ts';
import { readTiffPage } from '../tiff/readTiffPage.ts';
import { tiffContentOf, type TiffPage } from '../tiff/tiffPages.ts';
import { tiffProblemOf } from '../tiff/tiffProblem.ts';
import { bitmapOfPixels, contextOf, encodeBitmap } from './canvas.ts';
import { writePng } from './deepPng.ts';
import type { FileContent } from './fileContent.ts';
import { finishPicture, type DecodedPicture } from './finishPicture.ts';
import { refuseTooLarge, whenThereIsRoom } from './largePictures.ts';

/** Reports a picture for each page; none where one of them cannot be read, since a gap would not be seen. */
export async function importTiff(
  content: FileContent,
  report: (reply: ImageReply) => void,
): Promise<void> {
  const pages = readablePages(content);
  for (const [index, page] of pages.entries()) {
    const picture = await whenThereIsRoom(
      page.size,
      () => report({ kind: 'waiting' }),
      async () => {
        report({ kind: 'working' });
        const decoded = await decodePage(content.bytes, page);
        return finishPicture(content, { ...decoded, page: pages.length > 1 ? index + 1 : null });
      },
    );
    report({ kind: 'picture', picture });
  }
}

/** @throws AppError image/… */
function readablePages({ bytes, fileName }: FileContent): readonly TiffPage[] {
  const content = tiffContentOf(bytes);
  if (content?.isRaw) throw new AppError({ code: 'image/other-kind', fileName, kind: 'raw' });
  if (!content || content.pageCount === 0)
    throw new AppError({ code: 'image/undecodable', fileName });
  const { pageCount, pages } = content;
  if (pageCount > maxPageCount)
    throw new AppError({ code: 'image/too-many-pages', fileName, pageCount, limit: maxPageCount });
  for (const page of pages) {
    refuseTooLarge(fileName, page.size, rasterBytesOf(page));
    refuseTooLarge(fileName, page.block);
    const problem = tiffProblemOf(page, bytes.byteLength);
    if (problem?.kind === 'variant')
      throw new AppError({ code: 'image/tiff-variant', fileName, variant: problem.variant });
    if (problem?.kind === 'truncated') throw new AppError({ code: 'image/truncated', fileName });
    if (problem?.kind === 'damaged') throw new AppError({ code: 'image/undecodable', fileName });
  }
  return pages;
}

async function decodePage(
  bytes: Uint8Array<ArrayBuffer>,
  page: TiffPage,
): Promise<Omit<DecodedPicture, 'page'>> {
  const samples = await readTiffPage(bytes, page, decodeJpeg);
  const window = samples.data instanceof Uint16Array ? toneWindowOf(samples) : null;
  const bitmap = await bitmapOfPixels(rgbaOf(samples, window));
  // the browser writes faster, but colours only, and multiplied by alpha
  const isPlain = samples.channelCount === 3 && window === null;
  const blob = isPlain ? await encodeBitmap(bitmap, 'image/png') : await writePng(samples);
  return { bitmap, blob, isRewritten: true, window };
}

async function decodeJpeg(jpeg: Blob): Promise<ImageData> {
  const bitmap = await createImageBitmap(jpeg);
  try {
    const context = contextOf(bitmap);
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  } finally {
    bitmap.close();
  }
}
