import type { Size } from '#core/geometry/size.ts';
import type { PictureHeader } from './header.ts';

const startOfScan = 0xda;
const endOfImage = 0xd9;

/** Source: ITU-T T.81, B.1 and B.2. */
export function readJpegHeader(view: DataView<ArrayBuffer>): PictureHeader | null {
  let frame: Frame | null = null;
  for (const { marker, start } of segments(view)) {
    if (isFrame(marker)) frame ??= readFrame(view, start);
    if (marker === endOfImage) return frame && { ...frame, isComplete: true };
  }
  return frame && { ...frame, isComplete: false };
}

interface Frame {
  readonly size: Size;
  readonly bitsPerChannel: number;
  readonly channelCount: number;
}

/** Start of frame: C0 … CF without the tables among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function readFrame(view: DataView<ArrayBuffer>, start: number): Frame {
  return {
    bitsPerChannel: view.getUint8(start),
    size: { height: view.getUint16(start + 1), width: view.getUint16(start + 3) },
    channelCount: view.getUint8(start + 5),
  };
}

interface Segment {
  readonly marker: number;
  readonly start: number; // of what follows its length
}

/** Markers in order, scans skipped; ends where the file ends or is no JPEG any more. */
function* segments(view: DataView<ArrayBuffer>): Generator<Segment> {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  let offset = 2;
  for (;;) {
    if (bytes[offset] !== 0xff) return;
    while (bytes[offset + 1] === 0xff) offset += 1; // fill bytes
    const marker = bytes[offset + 1];
    if (marker === undefined) return;
    if (marker === endOfImage) {
      yield { marker, start: offset + 2 };
      return;
    }
    if (offset + 4 > bytes.length) return;
    const end = offset + 2 + view.getUint16(offset + 2);
    if (end > bytes.length) return;
    yield { marker, start: offset + 4 };
    offset = marker === startOfScan ? endOfScan(bytes, end) : end;
  }
}

/** Where the next marker is that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, start: number): number {
  let offset = bytes.indexOf(0xff, start);
  while (offset >= 0) {
    const next = bytes[offset + 1] ?? 0xff;
    const isInScan = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!isInScan) return offset;
    offset = bytes.indexOf(0xff, offset + 1);
  }
  return bytes.length;
}
