/** What a file is by its first bytes; names and MIME types lie. */
export type ImageFormat =
  'jpeg' | 'png' | 'webp' | 'avif' | 'bmp' | 'gif' | 'tiff' | 'heic' | 'other';

/** Formats that every supported browser decodes. */
export type BrowserFormat = Exclude<ImageFormat, 'tiff' | 'heic' | 'other'>;

/** MIME types of the formats that every supported browser decodes. */
export const mimeTypes: Readonly<Record<BrowserFormat, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  gif: 'image/gif',
};

/** @param head at least the first 32 bytes of the file, fewer if it is shorter */
export function imageFormatOf(head: Uint8Array): ImageFormat {
  const text = String.fromCharCode(...head.subarray(0, 32));
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'gif';
  if (text.startsWith('BM')) return 'bmp';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp';
  if (/^(?:II[*+]\0|MM\0[*+])/u.test(text)) return 'tiff';
  if (text.slice(4, 8) === 'ftyp') return boxFormatOf(text.slice(8));
  return 'other';
}

/** Of files made of ISO boxes, by the brands that they list. */
function boxFormatOf(brands: string): ImageFormat {
  if (/avi[fs]/u.test(brands)) return 'avif';
  return /hei[cxms]|hev[cxms]|mif1|msf1/u.test(brands) ? 'heic' : 'other';
}
