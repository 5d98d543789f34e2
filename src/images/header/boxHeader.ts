import { areaOfSize, type Size } from '#core/geometry/size.ts';
import { fourLetters } from './byteViews.ts';
import type { PictureHeader } from './header.ts';

/**
 * Of AVIF and HEIC. The size is the largest that any part of the file has: where the picture is laid of
 * tiles, theirs are listed too. Source: ISO 14496-12, 23008-12.
 */
export function readBoxHeader(view: DataView<ArrayBuffer>): PictureHeader | null {
  let dataCount = 0;
  let isDataWhole = true;
  let size: Size | null = null;
  for (const { type, start, end } of boxesIn(view, { start: 0, end: view.byteLength })) {
    if (type === 'meta') size ??= largestSize(view, { start: start + 4, end });
    if (type !== 'mdat') continue;
    dataCount += 1;
    isDataWhole &&= end <= view.byteLength;
  }
  const isComplete = dataCount > 0 && isDataWhole;
  return size && { size, bitsPerChannel: 8, channelCount: 3, isComplete };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

interface Box extends Range {
  readonly type: string;
}

function largestSize(view: DataView<ArrayBuffer>, meta: Range): Size | null {
  let largest: Size | null = null;
  for (const properties of boxesIn(view, meta)) {
    if (properties.type !== 'iprp') continue;
    for (const container of boxesIn(view, properties)) {
      if (container.type !== 'ipco') continue;
      for (const { type, start } of boxesIn(view, container)) {
        if (type !== 'ispe') continue;
        const size = { width: view.getUint32(start + 4), height: view.getUint32(start + 8) };
        if (!largest || areaOfSize(size) > areaOfSize(largest)) largest = size;
      }
    }
  }
  return largest;
}

/** The boxes in a range; the last may claim to reach further than the range. */
function* boxesIn(view: DataView<ArrayBuffer>, { start, end }: Range): Generator<Box> {
  let offset = start;
  while (offset + 8 <= Math.min(end, view.byteLength)) {
    const length = view.getUint32(offset);
    const isLong = length === 1;
    const headLength = isLong ? 16 : 8;
    const boxEnd =
      length === 0 ? end : offset + (isLong ? Number(view.getBigUint64(offset + 8)) : length);
    if (boxEnd < offset + headLength) return;
    yield { type: fourLetters(view, offset + 4), start: offset + headLength, end: boxEnd };
    offset = boxEnd;
  }
}
