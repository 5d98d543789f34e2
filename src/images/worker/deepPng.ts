import { viewOf } from '../header/byteViews.ts';
import type { PictureHeader } from '../header/header.ts';
import { pngChunks } from '../header/pngHeader.ts';
import type { Samples } from '../samples.ts';
import { DamagedBlock } from '../tiff/unpack.ts';

/** The parts that make up the picture; others may be damaged, or unpack to more than there is room for. */
const pictureChunks = new Set(['IHDR', 'IDAT', 'IEND']);

/** Samples of a PNG as stored; for those of 16 bits, of which a browser shows the upper 8 only. */
export async function readDeepPng(
  bytes: Uint8Array<ArrayBuffer>,
  header: PictureHeader,
): Promise<Samples> {
  const chunks = [...pngChunks(viewOf(bytes))].filter(({ type }) => pictureChunks.has(type));
  await refuseBomb(bytes, chunks, header);
  const parts = chunks.map(({ start, end }) => bytes.subarray(start - 8, end + 4));
  const plain = await new Blob([bytes.subarray(0, 8), ...parts]).arrayBuffer();
  const { decode } = await import('fast-png');
  const { width, height, channels, data } = decode(new Uint8Array(plain));
  if (!(data instanceof Uint16Array)) throw new DamagedBlock('not 16 bits');
  const channelCount = ([1, 2, 3, 4] as const).find((count) => count === channels);
  if (!channelCount) throw new DamagedBlock('no such channels');
  return { size: { width, height }, channelCount, data: new Uint16Array(data) };
}

/** Unpacks until one byte more than the picture has, which the decoder would do without an end. */
async function refuseBomb(
  bytes: Uint8Array<ArrayBuffer>,
  chunks: readonly { readonly type: string; readonly start: number; readonly end: number }[],
  { size, channelCount, bitsPerChannel }: PictureHeader,
): Promise<void> {
  const data = chunks.filter(({ type }) => type === 'IDAT');
  const parts = data.map(({ start, end }) => bytes.subarray(start, end));
  const rowBytes = (size.width * channelCount * bitsPerChannel) / 8;
  // the seven pictures of an interlaced one have up to twice as many rows, each with a byte for its filter
  const most = rowBytes * size.height + 2 * size.height + 16;
  if (await isLonger(new Blob(parts), most)) throw new DamagedBlock('more data than pixels');
}

async function isLonger(packed: Blob, limit: number): Promise<boolean> {
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  try {
    let length = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return false;
      length += value.length;
      if (length > limit) return true;
    }
  } catch (cause) {
    throw new DamagedBlock('no zlib', { cause });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** A PNG that keeps every bit. */
export async function writePng({ size, channelCount, data }: Samples): Promise<Blob> {
  const { encode } = await import('fast-png');
  const depth = data instanceof Uint8Array ? 8 : 16;
  const bytes = encode({ ...size, data, channels: channelCount, depth });
  return new Blob([new Uint8Array(bytes)], { type: 'image/png' });
}
