import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { decode as decodeJpeg } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { decodePng, encodePng } from '#formats/codecs/png.ts';
import { animatedGif, jpegFile, pngFile, webpFile } from '#testing/pictureFiles.ts';
import { sharedDataPath } from '#testing/sharedData.ts';
import { joinParts } from './byteParts.ts';
import { stripMetadata } from './stripMetadata.ts';

const size = { width: 3, height: 2 };

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function latin(bytes: Uint8Array | null): string {
  return bytes === null ? '' : Buffer.from(bytes).toString('latin1');
}

/** A segment of a JPEG; `content` with all that follows its length. */
function segment(marker: number, content: string): Uint8Array<ArrayBuffer> {
  const length = content.length + 2;
  return joinParts([Uint8Array.of(0xff, marker, length >> 8, length & 255), bytesOf(content)]);
}

function withSegments(...segments: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const plain = jpegFile(size);
  return joinParts([plain.subarray(0, 2), ...segments, plain.subarray(2)]);
}

/** The test file has a byte between two segments that says nothing. */
function withoutFill(file: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytesOf(latin(file).replace('\xff\xff\xc0', '\xff\xc0'));
}

function isSame(a: ArrayLike<number> | null | undefined, b: typeof a): boolean {
  if (!a || !b || a.length !== b.length) return a === b;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

describe('stripMetadata', () => {
  it('takes Exif, XMP, IPTC, comments and further pictures out of a JPEG', () => {
    const icc = segment(0xe2, 'ICC_PROFILE\0\x01\x01profile');
    const adobe = segment(0xee, 'Adobe\0\x64\0\0\0\0\x01');
    const file = withSegments(
      segment(0xe1, 'Exif\0\0secret'),
      segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0secret'),
      segment(0xe2, 'MPF\0secret'),
      icc,
      segment(0xed, 'Photoshop 3.0\0secret'),
      segment(0xfe, 'secret'),
      adobe,
    );
    const hung = joinParts([file, jpegFile(size), bytesOf('secret')]);
    expect(stripMetadata(hung)).toEqual(withoutFill(withSegments(icc, adobe)));
  });

  it('keeps the resolution of JFIF and drops its thumbnail', () => {
    const jfif = 'JFIF\0\x01\x02\x01\0\x48\0\x48';
    const file = withSegments(
      segment(0xe0, `${jfif}\x01\x01rgb`),
      segment(0xe0, 'JFXX\0\x10thumbnail'),
    );
    expect(stripMetadata(file)).toEqual(withoutFill(withSegments(segment(0xe0, `${jfif}\0\0`))));
  });

  it('takes texts, time, Exif and what hangs on behind its end out of a PNG', () => {
    const plain = pngFile(size);
    const chunk = (name: string) =>
      joinParts([Uint8Array.of(0, 0, 0, 6), bytesOf(`${name}secretCRC!`)]);
    const named = ['tEXt', 'zTXt', 'iTXt', 'tIME', 'eXIf', 'prVt'].map(chunk);
    const file = joinParts([
      plain.subarray(0, 33),
      ...named,
      plain.subarray(33),
      bytesOf('secret'),
    ]);
    expect(stripMetadata(file)).toEqual(plain);
    const gamma = joinParts([plain.subarray(0, 33), chunk('gAMA'), plain.subarray(33)]);
    expect(stripMetadata(gamma)).toEqual(gamma);
  });

  it('takes Exif and XMP out of a WebP and says so in its head', () => {
    const plain = webpFile(size, 'VP8X');
    const body = plain.slice(12);
    body[8] = 0b1111_1100;
    const pixels = bytesOf('VP8L\x05\0\0\0abcde\0');
    const exif = bytesOf('EXIF\x06\0\0\0secret');
    const riff = (length: number) => Uint8Array.of(...bytesOf('RIFF'), length, 0, 0, 0);
    const whole = joinParts([bytesOf('WEBP'), body, exif, pixels, bytesOf('XMP \x06\0\0\0secret')]);
    const cleanBody = body.slice(0, 18);
    cleanBody[8] = 0b1111_0000;
    const trimmed = joinParts([bytesOf('WEBP'), body.subarray(0, 18), exif, pixels]);
    const clean = joinParts([bytesOf('WEBP'), cleanBody, pixels]);
    expect(stripMetadata(joinParts([riff(trimmed.length), trimmed, bytesOf('secret')]))).toEqual(
      joinParts([riff(clean.length), clean]),
    );
    expect(whole.length).toBeGreaterThan(trimmed.length);
  });

  it('takes comments out of a GIF and keeps how often it is repeated', () => {
    const moving = animatedGif(size);
    const ended = joinParts([moving, bytesOf(';')]);
    const loop = bytesOf('\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0');
    const comment = bytesOf('\x21\xfe\x06secret\0');
    const file = joinParts([moving.subarray(0, 19), loop, comment, ended.subarray(19), comment]);
    expect(stripMetadata(file)).toEqual(
      joinParts([moving.subarray(0, 19), loop, ended.subarray(19)]),
    );
  });

  it('leaves a file without metadata as it is, and does nothing the second time', () => {
    for (const file of [jpegFile(size), pngFile(size), webpFile(size, 'VP8L')]) {
      const once = stripMetadata(file);
      expect(once && stripMetadata(once)).toEqual(once);
    }
  });

  it('understands no other file, nor one that breaks off', () => {
    expect(stripMetadata(bytesOf('<svg/>'))).toBeNull();
    expect(stripMetadata(new Uint8Array())).toBeNull();
    for (const file of [jpegFile(size), pngFile(size)]) {
      expect(stripMetadata(file.slice(0, -1))).toBeNull();
    }
  });
});

describe('real files', () => {
  const folders = ['exif_orientation', 'derived_exif_with_mask', 'odd_images_libvips'];
  const paths = folders.flatMap((folder) => {
    const path = sharedDataPath(folder);
    return path === null ? [] : readdirSync(path).map((name) => `${path}/${name}`);
  });
  const traces = /Exif\0\0|ns\.adobe\.com\/xap|Photoshop 3\.0|tEXt|zTXt|iTXt|tIME|eXIf/u;

  it('leave no trace of metadata in photos, and all of their pixels', () => {
    const photos = paths.filter((path) => path.endsWith('.jpg'));
    const decoded = photos.flatMap((path) => {
      const bytes = new Uint8Array(readFileSync(path));
      const stripped = stripMetadata(bytes);
      if (!stripped) return [];
      expect(latin(stripped)).not.toMatch(traces);
      if (!path.includes('Landscape_6') && !path.includes('orientation_8')) return [path];
      const options = { useTArray: true, formatAsRGBA: false } as const;
      const [before, after] = [bytes, stripped].map((file) => decodeJpeg(file, options));
      expect(isSame(after?.data, before?.data)).toBe(true);
      return [path];
    });
    if (paths.length > 0) expect([decoded.length, photos.length]).toEqual([37, 38]);
  });

  it('keep every part of an AVIF in its place', () => {
    for (const path of paths.filter((each) => each.endsWith('orientation-6.avif'))) {
      const bytes = new Uint8Array(readFileSync(path));
      const stripped = stripMetadata(bytes) ?? new Uint8Array();
      const changed = bytes.filter((byte, i) => byte !== stripped[i]);
      expect([stripped.length, changed.length > 0]).toEqual([bytes.length, true]);
      expect(stripMetadata(stripped)).toEqual(stripped);
    }
  });

  it('leave all pixels in PNG', () => {
    for (const path of paths.filter((each) => each.endsWith('.png'))) {
      const bytes = new Uint8Array(readFileSync(path));
      const stripped = stripMetadata(bytes);
      expect(latin(stripped)).not.toMatch(traces);
      const [before, after] = [bytes, stripped].map((file) => file && decodePng(file)?.data);
      expect(isSame(before, after)).toBe(true);
    }
  });
});

describe('properties', () => {
  it('takes any bytes without failing', () => {
    const heads = [
      '\xff\xd8\xff\xe1',
      '\x89PNG\r\n\x1a\n',
      'RIFF\x20\0\0\0WEBP',
      'GIF89a',
      '\0\0\0\x08ftyp',
    ];
    const file = fc
      .tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 80 }))
      .map(([head, tail]) => joinParts([bytesOf(head), tail]));
    fc.assert(
      fc.property(file, (bytes) => {
        const stripped = stripMetadata(bytes);
        expect(stripped === null || stripped.length <= bytes.length + 1).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives back what an encoder wrote', () => {
    const pixels = fc.uint8Array({ minLength: 18, maxLength: 18 });
    fc.assert(
      fc.property(pixels, (data) => {
        const file = encodePng({ size, channels: 3, data, palette: null });
        expect(stripMetadata(file)).toEqual(file);
      }),
      { numRuns: 30 },
    );
  });
});
