import type { PictureHeader } from './header.ts';

const imageBlock = 0x2c;
const extensionBlock = 0x21;

/** Of the first frame, which is the one that is shown. Source: GIF89a specification. */
export function readGifHeader(view: DataView<ArrayBuffer>): PictureHeader | null {
  const screen = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  const header = { bitsPerChannel: 8, channelCount: 3 };
  let offset = 13 + colourTableBytes(view.getUint8(10));
  while (offset < view.byteLength) {
    const block = view.getUint8(offset);
    if (block === extensionBlock) {
      offset = endOfSubBlocks(view, offset + 2);
      continue;
    }
    if (block !== imageBlock || offset + 11 > view.byteLength) break;
    // browsers make room for a first frame that is larger than the screen
    const width = view.getUint16(offset + 1, true) + view.getUint16(offset + 5, true);
    const height = view.getUint16(offset + 3, true) + view.getUint16(offset + 7, true);
    const data = offset + 11 + colourTableBytes(view.getUint8(offset + 9));
    return {
      ...header,
      size: { width: Math.max(screen.width, width), height: Math.max(screen.height, height) },
      isComplete: endOfSubBlocks(view, data) <= view.byteLength,
    };
  }
  return { ...header, size: screen, isComplete: false };
}

function colourTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1);
}

/** Behind the empty block that ends a chain of them; past the end of the file where there is none. */
function endOfSubBlocks(view: DataView<ArrayBuffer>, start: number): number {
  let offset = start;
  while (offset < view.byteLength) {
    const length = view.getUint8(offset);
    offset += 1 + length;
    if (length === 0) return offset;
  }
  return view.byteLength + 1;
}
