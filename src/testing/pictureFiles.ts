import type { Size } from '#core/geometry/size.ts';

/** Files that have all that headers are read from, and next to nothing else. */

export function pngFile(
  { width, height }: Size,
  bits = 8,
  colourType = 2,
): Uint8Array<ArrayBuffer> {
  const head = [...uint32(width), ...uint32(height), bits, colourType, 0, 0, 0];
  return Uint8Array.from([
    ...text('\x89PNG\r\n\x1a\n'),
    ...chunk('IHDR', head),
    ...chunk('IDAT', [1, 2, 3]),
    ...chunk('IEND', []),
  ]);
}

function chunk(type: string, data: readonly number[]): readonly number[] {
  return [...uint32(data.length), ...text(type), ...data, 0, 0, 0, 0];
}

export function jpegFile({ width, height }: Size, channelCount = 3): Uint8Array<ArrayBuffer> {
  const components = Array.from({ length: channelCount }, (_, index) => [
    index + 1,
    0x11,
    0,
  ]).flat();
  const frame = [8, ...uint16(height), ...uint16(width), channelCount, ...components];
  return Uint8Array.from([
    ...text('\xff\xd8\xff\xdb\0\x04\0\x01\xff\xff\xc0'), // with a fill byte
    ...uint16(frame.length + 2),
    ...frame,
    ...text('\xff\xda\0\x04\x01\0\x05\xff\0\x07\xff\xd0\x09'), // a stuffed byte and a restart
    ...text('\xff\xda\0\x04\x02\0\x06\xff\xd9'), // a second scan
  ]);
}

export function animatedGif({ width, height }: Size): Uint8Array<ArrayBuffer> {
  const size = [...uint16(width).toReversed(), ...uint16(height).toReversed()];
  return Uint8Array.from([
    ...text('GIF89a'),
    ...size,
    ...text('\x80\0\0\x01\x02\x03\x04\x05\x06'), // two colours
    ...text('\x21\xf9\x04\0\0\0\0\0'),
    ...text('\x2c\0\0\0\0'),
    ...size,
    ...text('\0\x02\x03\x01\x02\x03\0'),
  ]);
}

export function webpFile(size: Size, kind: 'VP8X' | 'VP8L' | 'VP8 '): Uint8Array<ArrayBuffer> {
  const body = [...text('WEBP'), ...text(kind), 10, 0, 0, 0, ...webpSize(size, kind), 0];
  return Uint8Array.from([...text('RIFF'), ...uint32(body.length).toReversed(), ...body]);
}

function webpSize({ width, height }: Size, kind: 'VP8X' | 'VP8L' | 'VP8 '): readonly number[] {
  const little = (value: number) => uint32(value).toReversed();
  if (kind === 'VP8X')
    return [0, 0, 0, 0, ...little(width - 1).slice(0, 3), ...little(height - 1).slice(0, 3)];
  if (kind === 'VP8L') return [0x2f, ...little((width - 1) | ((height - 1) << 14))];
  return [0, 0, 0, 0x9d, 1, 0x2a, ...little(width).slice(0, 2), ...little(height).slice(0, 2)];
}

/** AVIF or HEIC with a picture of each size. */
export function boxFile(...sizes: readonly Size[]): Uint8Array<ArrayBuffer> {
  const extents = sizes.flatMap(({ width, height }) =>
    box('ispe', [0, 0, 0, 0, ...uint32(width), ...uint32(height)]),
  );
  const meta = box('meta', [0, 0, 0, 0, ...box('iprp', box('ipco', extents))]);
  return Uint8Array.from([
    ...box('ftyp', [...text('avif'), 0, 0, 0, 0]),
    ...meta,
    ...box('mdat', [1, 2, 3, 4]),
  ]);
}

function box(type: string, content: readonly number[]): readonly number[] {
  return [...uint32(content.length + 8), ...text(type), ...content];
}

function text(letters: string): readonly number[] {
  return Array.from(letters, (letter) => letter.charCodeAt(0));
}

function uint16(value: number): readonly number[] {
  return [value >> 8, value & 255];
}

function uint32(value: number): readonly number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}
