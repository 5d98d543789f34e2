import { lettersAt } from './byteParts.ts';

/** A stretch of the file. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * An AVIF or HEIC whose Exif is overwritten by an empty one, and XMP and other items of data by spaces, so
 * that no part of the file moves. The pixels are untouched.
 *
 * @returns null when the file is none, breaks off, or keeps an item in a way that is not known here
 * Source: ISO 14496-12 8.11 (iinf, iloc, idat), ISO 23008-12 annex A.
 */
export function stripAvif(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  if (lettersAt(bytes, 4, 4) !== 'ftyp') return null;
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const stripped = bytes.slice();
    const top = [...boxesIn(view, { start: 0, end: bytes.length })];
    for (const { name, start, end } of top) {
      if (name === 'uuid' || name === 'udta') stripped.fill(0, start, end);
      if (name !== 'meta') continue;
      const items = metadataIn(view, { start: start + 4, end });
      if (items === null) return null;
      for (const item of items) overwrite(stripped, item);
    }
    return top.some(({ name }) => name === 'meta') ? stripped : null;
  } catch (error) {
    if (error instanceof RangeError) return null; // a place past the end of the file
    throw error;
  }
}

interface Box extends Range {
  readonly name: string;
}

function* boxesIn(view: DataView, { start, end }: Range): Generator<Box> {
  let at = start;
  while (at + 8 <= end) {
    const short = view.getUint32(at);
    const headLength = short === 1 ? 16 : 8;
    const length = short === 1 ? Number(view.getBigUint64(at + 8)) : short || end - at;
    if (length < headLength || at + length > end) throw new RangeError('a box is too long');
    yield { name: nameAt(view, at + 4), start: at + headLength, end: at + length };
    at += length;
  }
}

function nameAt(view: DataView, at: number): string {
  return lettersAt(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), at, 4);
}

/** Data that is no picture. */
interface Metadata extends Range {
  readonly type: string; // four letters
}

/** An offset to the TIFF header, the header itself, and no entries: what strict decoders take for Exif. */
const emptyExif = '\0\0\0\0MM\0\x2a\0\0\0\x08\0\0\0\0\0\0';

function overwrite(bytes: Uint8Array, { type, start, end }: Metadata): void {
  bytes.fill(type === 'Exif' ? 0 : 0x20, start, end);
  if (type !== 'Exif' || end - start < emptyExif.length) return;
  bytes.set(
    Uint8Array.from(emptyExif, (letter) => letter.charCodeAt(0)),
    start,
  );
}

/** Where the items lie that are no pictures; null: in a way that is not known here. */
function metadataIn(view: DataView, meta: Range): readonly Metadata[] | null {
  const boxes = [...boxesIn(view, meta)];
  const [iinf, iloc, idat] = ['iinf', 'iloc', 'idat'].map((wanted) =>
    boxes.find(({ name }) => name === wanted),
  );
  if (!iinf || !iloc) return [];
  const types = metadataTypes(view, iinf);
  if (types.size === 0) return [];
  const found: Metadata[] = [];
  for (const { id, method, extents } of itemsIn(view, iloc)) {
    const type = types.get(id);
    if (type === undefined) continue;
    const base = method === 1 ? idat?.start : method === 0 ? 0 : undefined;
    if (base === undefined) return null;
    for (const { start, end } of extents) {
      if (base + end > view.byteLength) return null;
      found.push({ type, start: base + start, end: base + end });
    }
  }
  return found;
}

/** The items that are Exif or of a MIME type, which pictures never are, by their ids. */
function metadataTypes(view: DataView, { start, end }: Range): ReadonlyMap<number, string> {
  const version = view.getUint8(start);
  const types = new Map<number, string>();
  for (const box of boxesIn(view, { start: start + (version === 0 ? 6 : 8), end })) {
    if (box.name !== 'infe') continue;
    const isLong = view.getUint8(box.start) === 3;
    const id = isLong ? view.getUint32(box.start + 4) : view.getUint16(box.start + 4);
    const type = nameAt(view, box.start + (isLong ? 10 : 8));
    if (['Exif', 'mime', 'uri '].includes(type)) types.set(id, type);
  }
  return types;
}

interface Item {
  readonly id: number;
  readonly method: number; // 0: in the file, 1: in the box idat
  readonly extents: readonly Range[]; // from there
}

function* itemsIn(view: DataView, { start }: Range): Generator<Item> {
  const version = view.getUint8(start);
  const sizes = view.getUint16(start + 4);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  let at = start + 6;
  const read = (size: number): number => {
    at += size;
    if (size === 0) return 0;
    if (size === 2) return view.getUint16(at - 2);
    return size === 4 ? view.getUint32(at - 4) : Number(view.getBigUint64(at - 8));
  };
  const wide = version === 2 ? 4 : 2;
  const count = read(wide);
  for (let item = 0; item < count; item += 1) {
    const id = read(wide);
    const method = version === 0 ? 0 : read(2) & 15;
    read(2); // which file: this one
    const base = read(baseSize);
    const extents = Array.from({ length: read(2) }, () => {
      read(indexSize);
      const from = base + read(offsetSize);
      return { start: from, end: from + read(lengthSize) };
    });
    yield { id, method, extents };
  }
}
