import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageFormatOf } from './imageFormat.ts';

describe('imageFormatOf', () => {
  it.each([
    { format: 'jpeg', head: '\xff\xd8\xff\xe0\x00\x10JFIF' },
    { format: 'jpeg', head: '\xff\xd8\xff\xe1\x1c\x45Exif' },
    { format: 'png', head: '\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR' },
    { format: 'gif', head: 'GIF89a\x01\x00' },
    { format: 'gif', head: 'GIF87a\x01\x00' },
    { format: 'bmp', head: 'BM\x36\x00\x00\x00' },
    { format: 'webp', head: 'RIFF\x24\x00\x00\x00WEBPVP8 ' },
    { format: 'avif', head: '\x00\x00\x00\x20ftypavif\x00\x00\x00\x00avifmif1' },
    { format: 'avif', head: '\x00\x00\x00\x20ftypavis\x00\x00\x00\x00avismsf1' },
    { format: 'avif', head: '\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avif' },
    { format: 'heic', head: '\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic' },
    { format: 'tiff', head: 'II*\x00\x08\x00\x00\x00' },
    { format: 'tiff', head: 'MM\x00*\x00\x00\x00\x08' },
    { format: 'tiff', head: 'II+\x00\x08\x00\x00\x00' },
  ])('knows $format by its first bytes', ({ format, head }) => {
    expect(imageFormatOf(bytesOf(head))).toBe(format);
  });

  it.each([
    { name: 'a WAV file', head: 'RIFF\x24\x00\x00\x00WAVEfmt ' },
    { name: 'a video', head: '\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isommp42' },
    { name: 'SVG', head: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
    { name: 'PNG whose line ends were altered', head: '\x89PNG\n\x1a\n\x00\x00\x00\rIHDR' },
    { name: 'the first two bytes of JPEG', head: '\xff\xd8' },
    { name: 'nothing', head: '' },
  ])('takes $name for none of them', ({ head }) => {
    expect(imageFormatOf(bytesOf(head))).toBe('other');
  });
});

describe('properties', () => {
  it('looks at the first 32 bytes only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 80 }), (bytes) => {
        expect(imageFormatOf(bytes)).toBe(imageFormatOf(bytes.subarray(0, 32)));
      }),
    );
  });
});

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
