import type { TiffVariant } from '#core/image/unreadable.ts';
import type { TiffPage } from './tiffPages.ts';

/** What is wrong with a page. */
export type TiffProblem =
  | { readonly kind: 'variant'; readonly variant: TiffVariant }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'truncated' };

const compressions = { none: 1, lzw: 5, jpeg: 7, deflate: 8, oldDeflate: 32946, packBits: 32773 };

/** What the reader makes of the compression of a page; null: it has no reader. */
export function codecOf({
  compression,
}: TiffPage): 'none' | 'lzw' | 'jpeg' | 'deflate' | 'packBits' | null {
  switch (compression) {
    case compressions.none:
      return 'none';
    case compressions.lzw:
      return 'lzw';
    case compressions.jpeg:
      return 'jpeg';
    case compressions.deflate:
    case compressions.oldDeflate:
      return 'deflate';
    case compressions.packBits:
      return 'packBits';
  }
  return null;
}

/** Colour channels by photometric interpretation, of those that are read. */
export const photometrics = {
  whiteIsZero: 0,
  blackIsZero: 1,
  rgb: 2,
  palette: 3,
  cmyk: 5,
  yCbCr: 6,
};

/** How many of a page's channels are colours; 0 where its colours are not read. */
export function colourCountOf(page: TiffPage): number {
  switch (page.photometric) {
    case photometrics.whiteIsZero:
    case photometrics.blackIsZero:
    case photometrics.palette:
      return 1;
    case photometrics.rgb:
      return 3;
    case photometrics.cmyk:
      return page.bitsPerSample === 8 && codecOf(page) !== 'jpeg' ? 4 : 0;
    case photometrics.yCbCr:
      return codecOf(page) === 'jpeg' ? 3 : 0;
  }
  return 0;
}

/** Blocks of a page, of all channels together. */
function blockCountOf({ size, block, isPlanar, samplesPerPixel }: TiffPage): number {
  const across = Math.ceil(size.width / block.width);
  const down = Math.ceil(size.height / block.height);
  return across * down * (isPlanar ? samplesPerPixel : 1);
}

/**
 * Whether a page can be read, from what it says of itself.
 *
 * @param fileBytes length of the file
 */
export function tiffProblemOf(page: TiffPage, fileBytes: number): TiffProblem | null {
  const variant = variantOf(page);
  if (variant) return { kind: 'variant', variant };
  const blockCount = blockCountOf(page);
  const { offsets, byteCounts, photometric, colourMap, bitsPerSample } = page;
  if (offsets.length < blockCount || byteCounts.length < blockCount) return { kind: 'damaged' };
  if (photometric === photometrics.palette && colourMap.length < 3 * 2 ** bitsPerSample)
    return { kind: 'damaged' };
  const isCutOff = offsets
    .slice(0, blockCount)
    .some((offset, index) => offset + (byteCounts[index] ?? 0) > fileBytes);
  return isCutOff ? { kind: 'truncated' } : null;
}

function variantOf(page: TiffPage): TiffVariant | null {
  const { bitsPerSample: bits, sampleFormat: format, samplesPerPixel, predictor } = page;
  const codec = codecOf(page);
  if (codec === null || page.fillOrder !== 1) return 'compression';
  if (codec === 'jpeg' && (page.isPlanar || bits !== 8)) return 'compression';
  const isPredictable = format === 3 ? predictor === 3 && bits === 32 : [8, 16, 32].includes(bits);
  if (predictor !== 1 && !(isPredictable && predictor === (format === 3 ? 3 : 2)))
    return 'compression';
  if (!isReadDepth(bits, format)) return 'depth';
  const colourCount = colourCountOf(page);
  if (colourCount === 0) return 'colours';
  if (page.photometric === photometrics.palette && (bits > 8 || format !== 1)) return 'depth';
  const extraCount = samplesPerPixel - colourCount;
  // a colour picture with an infrared channel is one; several grey channels have no order to show them in
  const isExtraSeen = colourCount === 1 && extraCount > 0 && !isAlpha(page);
  return extraCount < 0 || extraCount > 8 || isExtraSeen ? 'channels' : null;
}

function isReadDepth(bits: number, format: number): boolean {
  if (format === 3) return bits === 32 || bits === 64;
  if (format === 2) return [8, 16, 32].includes(bits);
  return (bits >= 1 && bits <= 16) || bits === 32;
}

/** Whether the channel behind the colours is alpha. */
export function isAlpha({ extraSamples: [first] }: TiffPage): boolean {
  return first === 1 || first === 2;
}
