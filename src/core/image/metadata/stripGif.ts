import { joinParts, lettersAt, type BytePart } from './byteParts.ts';

/**
 * A GIF without comments, texts, XMP and other extensions but those that its pictures and their timing
 * need, and without whatever hangs on behind its end. The pixels are untouched.
 *
 * @returns null when the file is no GIF or breaks off
 * Source: GIF89a specification.
 */
export function stripGif(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  if (!/^GIF8[79]a$/u.test(lettersAt(bytes, 0, 6))) return null;
  let at = 13 + colourTableLength(bytes[10] ?? 0);
  const parts: BytePart[] = [bytes.subarray(0, at)];
  while (at < bytes.length) {
    const start = at;
    const kind = bytes[at];
    if (kind === 0x3b) return joinParts([...parts, bytes.subarray(at, at + 1)]);
    if (kind !== 0x21 && kind !== 0x2c) return null;
    const dataAt = kind === 0x21 ? at + 2 : at + 11 + colourTableLength(bytes[at + 9] ?? 0);
    const end = endOfBlocks(bytes, dataAt);
    if (end === null) return null;
    if (kind === 0x2c || isNeeded(bytes, start)) parts.push(bytes.subarray(start, end));
    at = end;
  }
  return null;
}

/** Bytes of a table of colours, as the flags before it say. */
function colourTableLength(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

/** Behind the empty block that ends a row of blocks. */
function endOfBlocks(bytes: Uint8Array, start: number): number | null {
  let at = start;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) return null;
    at += 1 + length;
    if (length === 0) return at;
  }
}

/** Whether an extension is about how pictures are shown: their delay, how often they are repeated. */
function isNeeded(bytes: Uint8Array, start: number): boolean {
  const label = bytes[start + 1];
  if (label === 0xf9) return true;
  if (label !== 0xff) return false;
  const application = lettersAt(bytes, start + 3, 11);
  return application === 'NETSCAPE2.0' || application === 'ANIMEXTS1.0';
}
