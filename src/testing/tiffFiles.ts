import { deflateSync } from 'node:zlib';
import type { Size } from '#core/geometry/size.ts';

/** A page to write; samples are whole numbers, channels side by side. */
export interface TiffOptions {
  readonly size: Size;
  readonly samples: readonly number[];
  readonly channelCount?: number;
  readonly bits?: number;
  readonly photometric?: number;
  readonly codec?: 'none' | 'lzw' | 'deflate' | 'packBits';
  readonly hasPredictor?: boolean; // of 8 and 16 bits
  readonly tile?: Size | null;
  readonly isLittle?: boolean;
  readonly isBig?: boolean;
  readonly tags?: Readonly<Record<number, readonly number[]>>; // 16 bits each
}

const codecTags = { none: 1, lzw: 5, deflate: 8, packBits: 32773 };

/** A TIFF of these pages, each with its blocks before its directory. Source: TIFF 6.0. */
export function tiffFile(...pages: readonly TiffOptions[]): Uint8Array<ArrayBuffer> {
  const { isLittle = true, isBig = false } = pages[0] ?? {};
  const put = (value: number, bytes: number) => number(value, bytes, isLittle);
  const place = isBig ? 8 : 4;
  const head = isBig ? [...put(43, 2), ...put(8, 2), ...put(0, 2)] : put(42, 2);
  const file = [...(isLittle ? [0x49, 0x49] : [0x4d, 0x4d]), ...head];
  let link = file.length;
  file.push(...put(0, place));
  for (const page of pages) {
    const blocks = blocksOf(page).map((block) => {
      const offset = file.length;
      file.push(...block);
      return { offset, length: block.length };
    });
    const fields = fieldsOf(page, blocks).map(([tag, type, values]) => {
      const bytes = values.flatMap((value) => put(value, type === 3 ? 2 : 4));
      while (bytes.length < place) bytes.push(0);
      const value = bytes.length > place ? put(file.length, place) : bytes;
      if (bytes.length > place) file.push(...bytes);
      return [...put(tag, 2), ...put(type, 2), ...put(values.length, place), ...value];
    });
    file.splice(link, place, ...put(file.length, place));
    file.push(...put(fields.length, isBig ? 8 : 2), ...fields.flat());
    link = file.length;
    file.push(...put(0, place));
  }
  return Uint8Array.from(file);
}

type Field = readonly [tag: number, type: 3 | 4, values: readonly number[]];

function fieldsOf(
  {
    size,
    channelCount = 1,
    bits = 8,
    photometric,
    codec = 'none',
    hasPredictor,
    tile,
    tags,
  }: TiffOptions,
  blocks: readonly { readonly offset: number; readonly length: number }[],
): readonly Field[] {
  const offsets = blocks.map(({ offset }) => offset);
  const lengths = blocks.map(({ length }) => length);
  return [
    [256, 4, [size.width]],
    [257, 4, [size.height]],
    [258, 3, Array.from({ length: channelCount }, () => bits)],
    [259, 3, [codecTags[codec]]],
    [262, 3, [photometric ?? (channelCount >= 3 ? 2 : 1)]],
    [277, 3, [channelCount]],
    [317, 3, [hasPredictor ? 2 : 1]],
    [tile ? 324 : 273, 4, offsets],
    [tile ? 325 : 279, 4, lengths],
    ...(tile
      ? ([
          [322, 4, [tile.width]],
          [323, 4, [tile.height]],
        ] as const)
      : ([[278, 4, [rowsPerStrip]]] as const)),
    ...Object.entries(tags ?? {}).map(([tag, values]) => [Number(tag), 3, values] as const),
  ];
}

const rowsPerStrip = 3;

function blocksOf(options: TiffOptions): readonly (readonly number[])[] {
  const { size, tile } = options;
  const block = tile ?? { width: size.width, height: rowsPerStrip };
  const blocks: (readonly number[])[] = [];
  for (let top = 0; top < size.height; top += block.height) {
    for (let left = 0; left < size.width; left += block.width) {
      const height = tile ? tile.height : Math.min(rowsPerStrip, size.height - top);
      blocks.push(
        packed(rowsOf(options, { left, top, width: block.width, height }), options.codec),
      );
    }
  }
  return blocks;
}

function rowsOf(
  { size, samples, channelCount = 1, bits = 8, hasPredictor, isLittle = true }: TiffOptions,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
): readonly number[] {
  const bytes: number[] = [];
  for (let y = top; y < top + height; y += 1) {
    const row = Array.from({ length: width * channelCount }, (_, index) => {
      const at = (y * size.width + left) * channelCount + index;
      const isInside = y < size.height && left * channelCount + index < size.width * channelCount;
      return isInside ? (samples[at] ?? 0) : 0;
    });
    const written = hasPredictor
      ? row.map((value, at) => (value - (row[at - channelCount] ?? 0)) & (2 ** bits - 1))
      : row;
    if (bits % 8 === 0)
      bytes.push(...written.flatMap((value) => number(value, bits / 8, isLittle)));
    else bytes.push(...bitsOf(written, bits));
  }
  return bytes;
}

function bitsOf(row: readonly number[], bits: number): readonly number[] {
  const text = row.map((value) => value.toString(2).padStart(bits, '0')).join('');
  return (text.match(/.{1,8}/gu) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
}

function packed(bytes: readonly number[], codec: TiffOptions['codec'] = 'none'): readonly number[] {
  switch (codec) {
    case 'none':
      return bytes;
    case 'deflate':
      return [...deflateSync(Uint8Array.from(bytes))];
    case 'packBits':
      return packedRuns(bytes);
    case 'lzw':
      return packedLzw(bytes);
  }
}

/** Runs of equal bytes, single ones as they are, and a byte between that says nothing. */
function packedRuns(bytes: readonly number[]): readonly number[] {
  const runs: number[] = [128];
  for (let at = 0; at < bytes.length;) {
    let length = 1;
    while (length < 128 && bytes[at + length] === bytes[at]) length += 1;
    runs.push(length > 1 ? 257 - length : 0, bytes[at] ?? 0);
    at += length;
  }
  return runs;
}

function packedLzw(bytes: readonly number[]): readonly number[] {
  let codes = new Map<string, number>();
  let width = 9;
  let text = '';
  const put = (code: number) => {
    text += code.toString(2).padStart(width, '0');
  };
  const clear = () => {
    put(256);
    codes = new Map(Array.from({ length: 256 }, (_, byte) => [String.fromCharCode(byte), byte]));
    width = 9;
  };
  clear();
  let prefix = '';
  for (const byte of bytes) {
    const letter = String.fromCharCode(byte);
    if (codes.has(prefix + letter)) {
      prefix += letter;
      continue;
    }
    put(codes.get(prefix) ?? 0);
    const next = codes.size + 2;
    codes.set(prefix + letter, next);
    if (next + 1 >= 2 ** width) width += 1;
    if (next === 4093) clear();
    prefix = letter;
  }
  if (prefix !== '') put(codes.get(prefix) ?? 0);
  put(257);
  return (text.match(/.{1,8}/gu) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
}

function number(value: number, byteCount: number, isLittle: boolean): number[] {
  const bytes = Array.from(
    { length: byteCount },
    (_, index) => Math.floor(value / 256 ** index) % 256,
  );
  return isLittle ? bytes : bytes.toReversed();
}
