import { crc32 } from './crc32.ts';

/** A piece of a second copy: some lines of records, and where in the journal they stand. */
export interface CopyFrame {
  readonly previousSeq: number; // of the journal entry before; what a base has begun with
  readonly seq: number; // of the last entry that the frame carries
  readonly isPacked: boolean; // the payload is gzip of the text, else the text itself, UTF-8
  readonly payload: Uint8Array<ArrayBuffer>;
}

/** Frames as far as they are sound. */
export interface ReadFrames {
  readonly frames: readonly CopyFrame[];
  readonly soundLength: number; // bytes; what follows is torn or damaged
}

/** magic, payload length, checksum, packing: 32 bits each; previousSeq, seq: 64 bits; little endian. */
const headLength = 32;
const magic = 0x3157_4d4d; // "MMW1"
/** The checksum covers all that comes after it. */
const checkedFrom = 12;

/** A frame as bytes: its head tells its length and checksum, so that a torn one is told from a whole one. */
export function encodeFrame({
  previousSeq,
  seq,
  isPacked,
  payload,
}: CopyFrame): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headLength + payload.length);
  const view = new DataView(bytes.buffer);
  bytes.set(payload, headLength);
  view.setUint32(0, magic, true);
  view.setUint32(4, payload.length, true);
  view.setUint32(12, isPacked ? 1 : 0, true);
  view.setFloat64(16, previousSeq, true);
  view.setFloat64(24, seq, true);
  view.setUint32(8, crc32(bytes.subarray(checkedFrom)), true);
  return bytes;
}

/**
 * The frames of a file up to the first that is torn or damaged. Never throws; payloads are views of
 * `bytes`.
 */
export function readFrames(bytes: Uint8Array<ArrayBuffer>): ReadFrames {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: CopyFrame[] = [];
  let at = 0;
  while (at + headLength <= bytes.length && view.getUint32(at, true) === magic) {
    const end = at + headLength + view.getUint32(at + 4, true);
    if (end > bytes.length) break;
    const checksum = crc32(bytes.subarray(at + checkedFrom, end));
    if (checksum !== view.getUint32(at + 8, true)) break;
    frames.push({
      isPacked: view.getUint32(at + 12, true) === 1,
      previousSeq: view.getFloat64(at + 16, true),
      seq: view.getFloat64(at + 24, true),
      payload: bytes.subarray(at + headLength, end),
    });
    at = end;
  }
  return { frames, soundLength: at };
}
