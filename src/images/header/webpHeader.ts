import type { Size } from '#core/geometry/size.ts';
import { fourLetters } from './byteViews.ts';
import type { PictureHeader } from './header.ts';

/** Source: WebP container specification; RFC 9649. */
export function readWebpHeader(view: DataView<ArrayBuffer>): PictureHeader | null {
  const size = readSize(view);
  if (!size) return null;
  const isComplete = view.getUint32(4, true) + 8 <= view.byteLength;
  return { size, bitsPerChannel: 8, channelCount: 3, isComplete };
}

function readSize(view: DataView<ArrayBuffer>): Size | null {
  switch (fourLetters(view, 12)) {
    case 'VP8X':
      return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case 'VP8 ':
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
  }
  return null;
}

function uint24(view: DataView<ArrayBuffer>, offset: number): number {
  return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
}
