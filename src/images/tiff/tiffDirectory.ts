/** How numbers lie in a TIFF: byte order, and whether places have 32 or 64 bits (BigTIFF). */
export interface TiffLayout {
  readonly isLittle: boolean;
  readonly isBig: boolean;
}

/** One field of a directory: `count` numbers of a kind, at a place in the file. */
export interface TiffField {
  readonly type: number;
  readonly count: number;
  readonly offset: number;
}

/** The fields of one page by tag. Source: TIFF 6.0, section 2; BigTIFF. */
export interface TiffDirectory {
  readonly fields: ReadonlyMap<number, TiffField>;
  readonly next: number; // place of the next directory; 0: there is none
}

const bytesByType = new Map([
  [1, 1],
  [2, 1],
  [3, 2],
  [4, 4],
  [6, 1],
  [7, 1],
  [8, 2],
  [9, 4],
  [13, 4],
  [16, 8],
  [17, 8],
  [18, 8],
]);

/** @throws RangeError where the file ends too early */
export function readLayout(view: DataView<ArrayBuffer>): TiffLayout & { readonly first: number } {
  const isLittle = view.getUint8(0) === 0x49;
  const isBig = view.getUint16(2, isLittle) === 43;
  const first = isBig ? uint64(view, 8, isLittle) : view.getUint32(4, isLittle);
  return { isLittle, isBig, first };
}

/** Fields whose numbers are no whole ones are left out. @throws RangeError where the file ends too early */
export function readDirectory(
  view: DataView<ArrayBuffer>,
  offset: number,
  { isLittle, isBig }: TiffLayout,
): TiffDirectory {
  const count = isBig ? uint64(view, offset, isLittle) : view.getUint16(offset, isLittle);
  const [start, length, room] = isBig ? [offset + 8, 20, 8] : [offset + 2, 12, 4];
  const placeOf = (at: number) =>
    isBig ? uint64(view, at, isLittle) : view.getUint32(at, isLittle);
  const next = placeOf(start + count * length); // throws before a count that is absurd costs time
  const fields = new Map<number, TiffField>();
  for (let at = start; at < start + count * length; at += length) {
    const type = view.getUint16(at + 2, isLittle);
    const bytes = bytesByType.get(type);
    if (bytes === undefined) continue;
    const fieldCount = placeOf(at + 4);
    const value = at + length - room;
    const isHere = fieldCount * bytes <= room;
    const field = { type, count: fieldCount, offset: isHere ? value : placeOf(value) };
    fields.set(view.getUint16(at, isLittle), field);
  }
  return { fields, next };
}

/**
 * The first numbers of a field.
 *
 * @param limit how many at most
 * @throws RangeError where the file ends too early
 */
export function readNumbers(
  view: DataView<ArrayBuffer>,
  { type, count, offset }: TiffField,
  isLittle: boolean,
  limit: number,
): readonly number[] {
  const bytes = bytesByType.get(type) ?? 1;
  if (offset + count * bytes > view.byteLength) throw new RangeError('the field is cut off');
  const numbers: number[] = [];
  for (let index = 0; index < Math.min(count, limit); index += 1) {
    const at = offset + index * bytes;
    if (bytes === 1) numbers.push(view.getUint8(at));
    if (bytes === 2) numbers.push(view.getUint16(at, isLittle));
    if (bytes === 4) numbers.push(view.getUint32(at, isLittle));
    if (bytes === 8) numbers.push(uint64(view, at, isLittle));
  }
  return numbers;
}

/** Past 2⁵³, where nothing of a file lies, it is not exact. */
function uint64(view: DataView<ArrayBuffer>, offset: number, isLittle: boolean): number {
  return Number(view.getBigUint64(offset, isLittle));
}
