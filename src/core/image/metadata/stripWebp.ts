import { joinParts, lettersAt, type BytePart } from './byteParts.ts';

const kept = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** Of VP8X: that there are Exif and XMP. */
const metadataFlags = 0b1100;

/**
 * A WebP without Exif, XMP, chunks that nobody knows and whatever hangs on behind its end. The pixels
 * are untouched.
 *
 * @returns null when the file is no WebP or breaks off
 * Source: RFC 9649.
 */
export function stripWebp(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  if (lettersAt(bytes, 0, 4) !== 'RIFF' || lettersAt(bytes, 8, 4) !== 'WEBP') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fileEnd = 8 + view.getUint32(4, true);
  if (fileEnd > bytes.length + 1) return null; // the last byte of padding is often left out
  const parts: BytePart[] = [];
  let at = 12;
  while (at + 8 <= Math.min(fileEnd, bytes.length)) {
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length;
    if (end > bytes.length) return null;
    const name = lettersAt(bytes, at, 4);
    if (kept.has(name)) {
      parts.push(name === 'VP8X' ? withoutMetadata(bytes.slice(at, end)) : bytes.subarray(at, end));
      if (length % 2 === 1) parts.push(Uint8Array.of(0));
    }
    at = end + (length % 2);
  }
  const bodyLength = 4 + parts.reduce((sum, part) => sum + part.length, 0);
  return joinParts([riffHead(bodyLength), ...parts]);
}

function withoutMetadata(chunk: Uint8Array): Uint8Array {
  const changed = chunk.slice();
  changed[8] = (changed[8] ?? 0) & ~metadataFlags;
  return changed;
}

function riffHead(bodyLength: number): Uint8Array {
  const head = Uint8Array.from('RIFF\0\0\0\0WEBP', (letter) => letter.charCodeAt(0));
  new DataView(head.buffer).setUint32(4, bodyLength, true);
  return head;
}
