import { fourLetters } from './byteViews.ts';
import type { PictureHeader } from './header.ts';

/** Channels by colour type; a palette gives colours. */
const channelCounts = new Map([
  [0, 1],
  [2, 3],
  [3, 3],
  [4, 2],
  [6, 4],
]);

/** Source: PNG specification, 3rd edition, 5.3 and 11.2. */
export function readPngHeader(view: DataView<ArrayBuffer>): PictureHeader | null {
  if (fourLetters(view, 12) !== 'IHDR') return null;
  const channelCount = channelCounts.get(view.getUint8(25));
  if (channelCount === undefined) return null;
  return {
    size: { width: view.getUint32(16), height: view.getUint32(20) },
    bitsPerChannel: view.getUint8(24),
    channelCount,
    isComplete: reachesEnd(view),
  };
}

function reachesEnd(view: DataView<ArrayBuffer>): boolean {
  for (const { type } of pngChunks(view)) if (type === 'IEND') return true;
  return false;
}

/** A part of a PNG; `start` and `end` bound its data. */
export interface PngChunk {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** The chunks of a PNG that are there as a whole. */
export function* pngChunks(view: DataView<ArrayBuffer>): Generator<PngChunk> {
  let offset = 8;
  while (offset + 12 <= view.byteLength) {
    const start = offset + 8;
    const end = start + view.getUint32(offset);
    if (end + 4 > view.byteLength) return;
    yield { type: fourLetters(view, offset + 4), start, end };
    offset = end + 4;
  }
}
