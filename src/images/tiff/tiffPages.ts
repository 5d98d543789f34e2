import type { Size } from '#core/geometry/size.ts';
import { insideOf, viewOf } from '../header/byteViews.ts';
import { maxPageCount } from '../limits.ts';
import {
  readDirectory,
  readLayout,
  readNumbers,
  type TiffDirectory,
  type TiffLayout,
} from './tiffDirectory.ts';

/** What one page of a TIFF says of its picture; numbers as TIFF 6.0 names them. */
export interface TiffPage {
  readonly size: Size; // as stored; each side ≥ 1
  readonly isLittle: boolean;
  readonly bitsPerSample: number; // 0: samples of several lengths
  readonly samplesPerPixel: number;
  readonly sampleFormat: number; // 1 unsigned, 2 signed, 3 floating point
  readonly compression: number;
  readonly photometric: number;
  readonly predictor: number;
  readonly fillOrder: number;
  readonly isPlanar: boolean; // channels one after the other
  readonly orientation: number;
  readonly extraSamples: readonly number[];
  readonly colourMap: readonly number[]; // 16 bits, all reds, greens, blues
  readonly jpegTables: readonly number[];
  readonly block: Size; // of a strip or a tile
  readonly offsets: readonly number[];
  readonly byteCounts: readonly number[];
}

/** What a TIFF holds; `isRaw`: what a camera's sensor saw, which needs to be developed. */
export interface TiffContent {
  readonly isRaw: boolean;
  readonly pageCount: number; // of the pages that are pictures of their own
  readonly pages: readonly TiffPage[]; // as many of them as are taken
}

/** A block count above this is that of no picture within the limits. */
const maxBlockCount = 1_000_000;

/**
 * The pages of a TIFF that are pictures of their own: not smaller versions of others, nor masks.
 *
 * @returns null where the file is damaged, or ends within what describes its pages
 */
export function tiffContentOf(bytes: Uint8Array<ArrayBuffer>): TiffContent | null {
  const view = viewOf(bytes);
  return insideOf(() => readContent(view));
}

function readContent(view: DataView<ArrayBuffer>): TiffContent | null {
  const layout = readLayout(view);
  const pages: TiffPage[] = [];
  let pageCount = 0;
  let isRaw = false;
  const seen = new Set<number>();
  let offset = layout.first;
  while (offset > 0 && !seen.has(offset)) {
    seen.add(offset);
    const directory = readDirectory(view, offset, layout);
    const read = fieldReader(view, directory, layout);
    isRaw ||= directory.fields.has(tags.dngVersion) || read(tags.photometric)[0] === sensorMosaic;
    if (isOwnPicture(directory, read)) {
      pageCount += 1;
      if (pageCount <= maxPageCount) {
        const page = readPage(read, layout);
        if (!page) return null;
        pages.push(page);
      }
    }
    // a slide scanner's file ends with overviews and a photo of the label
    if (isSlide(read)) break;
    offset = directory.next;
  }
  // cameras put small versions first and the sensor's data in a directory of its own
  isRaw ||= pageCount === 0 && seen.size > 0;
  return { isRaw, pageCount, pages };
}

const tags = {
  subfileType: 254,
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  description: 270,
  stripOffsets: 273,
  orientation: 274,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planar: 284,
  predictor: 317,
  colourMap: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  extraSamples: 338,
  sampleFormat: 339,
  jpegTables: 347,
  dngVersion: 50706,
} as const;

const sensorMosaic = 32803;
const reducedOrMask = 0b101;

/** Numbers of a field of the directory, none where it is missing. */
type FieldReader = (tag: number, limit?: number) => readonly number[];

function fieldReader(
  view: DataView<ArrayBuffer>,
  { fields }: TiffDirectory,
  { isLittle }: TiffLayout,
): FieldReader {
  return (tag, limit = 8) => {
    const field = fields.get(tag);
    return field ? readNumbers(view, field, isLittle, limit) : [];
  };
}

function isOwnPicture({ fields }: TiffDirectory, read: FieldReader): boolean {
  const [subfileType = 0] = read(tags.subfileType);
  return (subfileType & reducedOrMask) === 0 && fields.has(tags.width);
}

function isSlide(read: FieldReader): boolean {
  return String.fromCharCode(...read(tags.description, 6)) === 'Aperio';
}

function readPage(read: FieldReader, { isLittle }: TiffLayout): TiffPage | null {
  const first = (tag: number, otherwise: number) => read(tag)[0] ?? otherwise;
  const size = { width: first(tags.width, 0), height: first(tags.height, 0) };
  const isTiled = read(tags.tileOffsets, 1).length > 0;
  const block = isTiled
    ? { width: first(tags.tileWidth, 0), height: first(tags.tileHeight, 0) }
    : {
        width: size.width,
        height: Math.min(size.height, first(tags.rowsPerStrip, size.height)),
      };
  if (Math.min(size.width, size.height, block.width, block.height) < 1) return null;
  const bits = new Set(read(tags.bitsPerSample, 8));
  return {
    size,
    isLittle,
    bitsPerSample: bits.size > 1 ? 0 : ([...bits][0] ?? 1),
    samplesPerPixel: first(tags.samplesPerPixel, 1),
    sampleFormat: first(tags.sampleFormat, 1),
    compression: first(tags.compression, 1),
    photometric: first(tags.photometric, -1),
    predictor: first(tags.predictor, 1),
    fillOrder: first(tags.fillOrder, 1),
    isPlanar: first(tags.planar, 1) === 2,
    orientation: first(tags.orientation, 1),
    extraSamples: read(tags.extraSamples, 8),
    colourMap: read(tags.colourMap, 3 * 65_536),
    jpegTables: read(tags.jpegTables, 65_536),
    block,
    offsets: read(isTiled ? tags.tileOffsets : tags.stripOffsets, maxBlockCount),
    byteCounts: read(isTiled ? tags.tileByteCounts : tags.stripByteCounts, maxBlockCount),
  };
}
