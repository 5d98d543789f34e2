import { joinParts, lettersAt, type BytePart } from './byteParts.ts';

const signature = '\x89PNG\r\n\x1a\n';

/** Chunks that pixels and their colours need; animations too. */
const kept = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST cICP mDCV cLLI acTL fcTL fdAT'.split(
    ' ',
  ),
);

/**
 * A PNG with nothing in it but its pixels and their colours: Exif, texts, XMP, the time and chunks that
 * nobody knows are gone, and whatever hangs on behind its end. The pixels are untouched.
 *
 * @returns null when the file is no PNG or breaks off
 * Source: PNG third edition, 11.
 */
export function stripPng(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  if (lettersAt(bytes, 0, 8) !== signature) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: BytePart[] = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const name = lettersAt(bytes, at + 4, 4);
    if (kept.has(name)) parts.push(bytes.subarray(at, end));
    if (name === 'IEND') return joinParts(parts);
    at = end;
  }
  return null;
}
