import { viewOf } from '../header/byteViews.ts';
import { readJpegHeader } from '../header/jpegHeader.ts';
import { undoPredictor } from './predictor.ts';
import type { TiffPage } from './tiffPages.ts';
import { codecOf, photometrics } from './tiffProblem.ts';
import { DamagedBlock, unpackDeflate, unpackLzw, unpackRuns } from './unpack.ts';

/** All samples of a page as stored, row-major, channels of a pixel side by side. */
export type Raster = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** Decodes a JPEG to RGBA, 4 bytes a pixel, as browsers do. */
export type JpegDecoder = (
  jpeg: Blob,
) => Promise<{ readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }>;

/** Bytes that a raster takes. */
export function rasterBytesOf({
  size,
  samplesPerPixel,
  bitsPerSample,
  sampleFormat,
}: TiffPage): number {
  const bytes = bitsPerSample <= 8 && sampleFormat === 1 ? 1 : bitsPerSample <= 16 ? 2 : 8;
  return size.width * size.height * samplesPerPixel * bytes;
}

/**
 * The samples of a page in which tiffProblemOf found nothing. Signed ones of 8 and 16 bits are moved up by
 * half their range, so that none is below zero and their order stays.
 *
 * @throws DamagedBlock
 */
export async function readRaster(
  bytes: Uint8Array<ArrayBuffer>,
  page: TiffPage,
  decodeJpeg: JpegDecoder,
): Promise<Raster> {
  const raster = emptyRaster(page);
  const planeCount = page.isPlanar ? page.samplesPerPixel : 1;
  const down = Math.ceil(page.size.height / page.block.height);
  const across = Math.ceil(page.size.width / page.block.width);
  for (let plane = 0; plane < planeCount; plane += 1) {
    for (let row = 0; row < down; row += 1) {
      for (let column = 0; column < across; column += 1) {
        const index = (plane * down + row) * across + column;
        const offset = page.offsets[index] ?? 0;
        const packed = bytes.subarray(offset, offset + (page.byteCounts[index] ?? 0));
        const place = { plane, left: column * page.block.width, top: row * page.block.height };
        if (codecOf(page) === 'jpeg')
          placeJpeg(raster, page, place, await jpegBlock(packed, page, decodeJpeg));
        else placeSamples(raster, page, place, await plainBlock(packed, page, place));
      }
    }
  }
  return raster;
}

interface Place {
  readonly plane: number;
  readonly left: number;
  readonly top: number;
}

function emptyRaster(page: TiffPage): Raster {
  const length = page.size.width * page.size.height * page.samplesPerPixel;
  const { bitsPerSample, sampleFormat } = page;
  if (bitsPerSample > 16) return new Float64Array(length);
  return bitsPerSample <= 8 && sampleFormat === 1
    ? new Uint8Array(length)
    : new Uint16Array(length);
}

/** Rows of a block that are written: the last strip ends with the picture, a tile is always whole. */
function rowCountOf({ size, block }: TiffPage, { top }: Place): number {
  return block.width === size.width ? Math.min(block.height, size.height - top) : block.height;
}

async function plainBlock(
  packed: Uint8Array<ArrayBuffer>,
  page: TiffPage,
  place: Place,
): Promise<Uint8Array<ArrayBuffer>> {
  const channelCount = page.isPlanar ? 1 : page.samplesPerPixel;
  const samplesPerRow = page.block.width * channelCount;
  const rowCount = rowCountOf(page, place);
  const length = Math.ceil((samplesPerRow * page.bitsPerSample) / 8) * rowCount;
  const bytes = await unpack(packed, page, length);
  if (bytes.length < length) throw new DamagedBlock('the block ends too early');
  undoPredictor(bytes, page, { rowCount, samplesPerRow, channelCount });
  return bytes;
}

async function unpack(
  packed: Uint8Array<ArrayBuffer>,
  page: TiffPage,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  switch (codecOf(page)) {
    case 'lzw':
      return unpackLzw(packed, length);
    case 'deflate':
      return unpackDeflate(packed, length);
    case 'packBits':
      return unpackRuns(packed, length);
    case 'none':
      // a copy where the predictor is undone in place
      return page.predictor === 1 ? packed : packed.slice();
    case 'jpeg':
    case null:
  }
  throw new DamagedBlock('no such compression');
}

function placeSamples(
  raster: Raster,
  page: TiffPage,
  place: Place,
  bytes: Uint8Array<ArrayBuffer>,
): void {
  const { size, block, samplesPerPixel, isPlanar } = page;
  const read = sampleReader(bytes, page);
  const channelCount = isPlanar ? 1 : samplesPerPixel;
  const rowBits = Math.ceil((block.width * channelCount * page.bitsPerSample) / 8) * 8;
  const columnCount = Math.min(block.width, size.width - place.left);
  const rowCount = Math.min(block.height, size.height - place.top);
  for (let row = 0; row < rowCount; row += 1) {
    const to = ((place.top + row) * size.width + place.left) * samplesPerPixel + place.plane;
    for (let index = 0; index < columnCount * channelCount; index += 1) {
      const at = isPlanar ? to + index * samplesPerPixel : to + index;
      raster[at] = read(row * rowBits + index * page.bitsPerSample);
    }
  }
}

/** The sample at a bit of a block. */
function sampleReader(
  bytes: Uint8Array<ArrayBuffer>,
  { bitsPerSample, sampleFormat, isLittle }: TiffPage,
): (bit: number) => number {
  const view = viewOf(bytes);
  if (sampleFormat === 3) {
    return bitsPerSample === 32
      ? (bit) => view.getFloat32(bit >>> 3, isLittle)
      : (bit) => view.getFloat64(bit / 8, isLittle);
  }
  if (sampleFormat === 2) {
    if (bitsPerSample === 8) return (bit) => view.getInt8(bit / 8) + 128;
    if (bitsPerSample === 16) return (bit) => view.getInt16(bit / 8, isLittle) + 32_768;
    return (bit) => view.getInt32(bit / 8, isLittle);
  }
  if (bitsPerSample === 8) return (bit) => bytes[bit / 8] ?? 0;
  if (bitsPerSample === 16) return (bit) => view.getUint16(bit / 8, isLittle);
  if (bitsPerSample === 32) return (bit) => view.getUint32(bit / 8, isLittle);
  return (bit) => narrowSample(bytes, bit, bitsPerSample);
}

/** Of a length that is no whole number of bytes, most significant bit first. */
function narrowSample(bytes: Uint8Array, bit: number, length: number): number {
  const first = Math.floor(bit / 8);
  const three =
    ((bytes[first] ?? 0) << 16) | ((bytes[first + 1] ?? 0) << 8) | (bytes[first + 2] ?? 0);
  return (three >>> (24 - (bit % 8) - length)) & (2 ** length - 1);
}

async function jpegBlock(
  packed: Uint8Array<ArrayBuffer>,
  page: TiffPage,
  decodeJpeg: JpegDecoder,
): ReturnType<JpegDecoder> {
  const header = readJpegHeader(viewOf(packed));
  // a block that is larger than the page says could be any size
  if (
    !header ||
    header.size.width > page.block.width + 16 ||
    header.size.height > page.block.height + 16
  )
    throw new DamagedBlock('the JPEG is not that of the block');
  const tables = Uint8Array.from(page.jpegTables.slice(0, -2)); // without their end marker
  const start = tables.length > 2 ? tables : packed.slice(0, 2);
  const isRgb = page.photometric === photometrics.rgb;
  const colours = Uint8Array.of(0xff, 0xee, 0, 14, ...adobe, 0, 100, 0, 0, 0, 0, isRgb ? 0 : 1);
  const parts = [
    start,
    page.samplesPerPixel === 3 ? colours : new Uint8Array(),
    packed.subarray(2),
  ];
  return decodeJpeg(new Blob(parts, { type: 'image/jpeg' }));
}

/** Says to decoders whether three channels are colours or luminance and chrominance. */
const adobe = [0x41, 0x64, 0x6f, 0x62, 0x65];

function placeJpeg(
  raster: Raster,
  { size, block, samplesPerPixel }: TiffPage,
  { left, top }: Place,
  { width, height, data }: Awaited<ReturnType<JpegDecoder>>,
): void {
  const columnCount = Math.min(block.width, width, size.width - left);
  const rowCount = Math.min(block.height, height, size.height - top);
  for (let row = 0; row < rowCount; row += 1) {
    for (let column = 0; column < columnCount; column += 1) {
      const to = ((top + row) * size.width + left + column) * samplesPerPixel;
      const from = (row * width + column) * 4;
      for (let channel = 0; channel < samplesPerPixel; channel += 1) {
        raster[to + channel] = data[from + channel] ?? 0;
      }
    }
  }
}
