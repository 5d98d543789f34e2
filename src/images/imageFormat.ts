/** What a file is by its first bytes; names and MIME types lie. */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'bmp' | 'gif' | 'other';

/** MIME types of the formats that every supported browser decodes. */
export const mimeTypes: Readonly<Record<Exclude<ImageFormat, 'other'>, string>> = {
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
  if (text.slice(4, 8) === 'ftyp' && /avi[fs]/u.test(text.slice(8))) return 'avif';
  return 'other';
}
