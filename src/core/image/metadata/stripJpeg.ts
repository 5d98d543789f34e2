import { joinParts, lettersAt, type BytePart } from './byteParts.ts';

/**
 * A JPEG with nothing in it but what its pixels need: tables, frames, scans, the colour profile and
 * Adobe's note on how colours are coded. Exif, XMP, IPTC, comments, thumbnails and whatever hangs on
 * behind its end, such as films and further pictures, are gone. The pixels are untouched.
 *
 * @returns null when the file is no JPEG or breaks off
 * Source: ITU-T T.81 annex B, JFIF 1.02, ICC.1:2022 annex B.4.
 */
export function stripJpeg(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const parts: BytePart[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // a fill byte
      continue;
    }
    if (marker === 0xd9) return joinParts([...parts, bytes.subarray(at, at + 2)]);
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    const part = keptSegment(bytes.subarray(at, end), marker);
    if (part) parts.push(part);
    at = end;
    if (marker !== 0xda) continue;
    const scanEnd = endOfScan(bytes, at);
    if (scanEnd === null) return null;
    parts.push(bytes.subarray(at, scanEnd));
    at = scanEnd;
  }
  return null;
}

/** What stays of a segment; null: nothing. */
function keptSegment(segment: Uint8Array, marker: number): BytePart | null {
  if (marker === 0xfe) return null; // a comment
  if (marker < 0xe0 || marker > 0xef) return segment;
  if (marker === 0xe0) return lettersAt(segment, 4, 5) === 'JFIF\0' ? plainJfif(segment) : null;
  if (marker === 0xe2) return lettersAt(segment, 4, 12) === 'ICC_PROFILE\0' ? segment : null;
  if (marker === 0xee) return lettersAt(segment, 4, 5) === 'Adobe' ? segment : null;
  return null;
}

/** Without the thumbnail that may follow its fourteen bytes. */
function plainJfif(segment: Uint8Array): BytePart | null {
  if (segment.length < 18) return null;
  const head = segment.slice(0, 18);
  head.set([0, 16], 2);
  head.set([0, 0], 16);
  return head;
}

/** Where the coded pixels of a scan end: at the next marker that is no restart. */
function endOfScan(bytes: Uint8Array, start: number): number | null {
  let at = start;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) return null;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at += next === 0xff ? 1 : 2;
  }
}
