import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { animatedGif, boxFile, jpegFile, pngFile, webpFile } from '#testing/pictureFiles.ts';
import { pictureHeaderOf, type HeaderFormat } from './pictureHeader.ts';

const size = { width: 300, height: 200 };
const files: readonly (readonly [HeaderFormat, Uint8Array<ArrayBuffer>])[] = [
  ['jpeg', jpegFile(size)],
  ['png', pngFile(size)],
  ['gif', animatedGif(size)],
  ['webp', webpFile(size, 'VP8X')],
  ['webp', webpFile(size, 'VP8L')],
  ['webp', webpFile(size, 'VP8 ')],
  ['avif', boxFile(size)],
  ['heic', boxFile(size)],
];

describe('pictureHeaderOf', () => {
  it.each(files)('reads the size of a %s without decoding it', (format, bytes) => {
    expect(pictureHeaderOf(bytes, format)).toMatchObject({ size, isComplete: true });
  });

  it.each(files)('finds out that a %s was cut off, wherever', (format, bytes) => {
    for (let length = 0; length < bytes.length; length += 1) {
      const header = pictureHeaderOf(bytes.slice(0, length), format);
      expect(header?.isComplete ?? false).toBe(false);
    }
  });

  it.each(files)('does not mind what comes behind a %s', (format, bytes) => {
    const longer = new Uint8Array([...bytes, ...Array.from({ length: 50 }, () => 0xff)]);
    expect(pictureHeaderOf(longer, format)).toEqual(pictureHeaderOf(bytes, format));
  });

  it('takes no end marker of a thumbnail within for the end of the JPEG', () => {
    const inner = [...jpegFile({ width: 8, height: 8 })];
    const [start1 = 0, start2 = 0, ...rest] = jpegFile(size);
    const head = [0xff, 0xe1, 0, inner.length + 2, ...inner];
    const cut = new Uint8Array([start1, start2, ...head, ...rest.slice(0, -2)]);
    expect(pictureHeaderOf(cut, 'jpeg')).toMatchObject({ size, isComplete: false });
  });

  it('reads depth and channels of a PNG, and the four colours of print of a JPEG', () => {
    expect(pictureHeaderOf(pngFile(size, 16, 0), 'png')).toMatchObject({
      bitsPerChannel: 16,
      channelCount: 1,
    });
    expect(pictureHeaderOf(jpegFile(size, 4), 'jpeg')?.channelCount).toBe(4);
  });

  it('sees the largest picture of a file that is laid of tiles', () => {
    expect(pictureHeaderOf(boxFile({ width: 64, height: 64 }, size), 'heic')?.size).toEqual(size);
  });

  it('takes a text that begins with BM for no BMP', () => {
    const text = new TextEncoder().encode('BMW is a maker of cars, and this is a text about it.');
    expect(pictureHeaderOf(text, 'bmp')).toBeNull();
  });
});

describe('properties', () => {
  const formats = ['jpeg', 'png', 'gif', 'webp', 'bmp', 'avif', 'heic'] as const;

  it('never throws and always ends, whatever the bytes are', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom(...formats),
        (bytes, format) => {
          const header = pictureHeaderOf(new Uint8Array(bytes), format);
          if (header) expect(Math.min(header.size.width, header.size.height)).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('never throws on a true file of which bytes were changed', () => {
    const change = fc.record({ at: fc.nat(400), to: fc.nat(255) });
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        ([format, bytes], changes) => {
          const mutated = bytes.slice();
          for (const { at, to } of changes) mutated[at % mutated.length] = to;
          expect(() => pictureHeaderOf(mutated, format)).not.toThrow();
        },
      ),
      { numRuns: 2000 },
    );
  });
});
