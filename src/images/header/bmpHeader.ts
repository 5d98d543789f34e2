import type { PictureHeader } from './header.ts';

/** Lengths of the headers that there are, which tell a BMP from a text that begins with BM. */
const headerLengths = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

/** Source: the BITMAPINFOHEADER of Windows and its elder, the one of OS/2. */
export function readBmpHeader(view: DataView<ArrayBuffer>): PictureHeader | null {
  const headerLength = view.getUint32(14, true);
  if (!headerLengths.has(headerLength)) return null;
  const isOld = headerLength === 12;
  const width = isOld ? view.getUint16(18, true) : view.getInt32(18, true);
  const rows = isOld ? view.getUint16(20, true) : view.getInt32(22, true);
  const height = Math.abs(rows); // below zero: from the top
  const bitsPerPixel = view.getUint16(isOld ? 24 : 28, true);
  const isCompressed = !isOld && [1, 2, 4, 5].includes(view.getUint32(30, true));
  const rowBytes = Math.ceil((width * bitsPerPixel) / 32) * 4;
  return {
    size: { width, height },
    bitsPerChannel: 8,
    channelCount: 3,
    isComplete: isCompressed || view.getUint32(10, true) + rowBytes * height <= view.byteLength,
  };
}
