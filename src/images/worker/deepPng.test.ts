import { deflateSync } from 'node:zlib';
import { encode } from 'fast-png';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pngFile } from '#testing/pictureFiles.ts';
import { pictureHeaderOf } from '../header/pictureHeader.ts';
import type { Samples } from '../samples.ts';
import { DamagedBlock } from '../tiff/unpack.ts';
import { readDeepPng, writePng } from './deepPng.ts';

async function read(bytes: Uint8Array<ArrayBuffer>): Promise<Samples> {
  const header = pictureHeaderOf(bytes, 'png');
  if (!header) throw new Error('no header');
  return readDeepPng(bytes, header);
}

describe('PNG of 16 bits', () => {
  it('is read as it was written, grey or coloured, with alpha or without', async () => {
    const picture = fc.record({
      width: fc.integer({ min: 1, max: 12 }),
      height: fc.integer({ min: 1, max: 9 }),
      channelCount: fc.constantFrom(1, 2, 3, 4),
      seed: fc.array(fc.nat(65_535), { minLength: 1, maxLength: 20 }),
    } as const);
    await fc.assert(
      fc.asyncProperty(picture, async ({ width, height, channelCount, seed }) => {
        const length = width * height * channelCount;
        const data = Uint16Array.from({ length }, (_, index) => seed[index % seed.length] ?? 0);
        const samples: Samples = { size: { width, height }, channelCount, data };
        const blob = await writePng(samples);
        expect(await read(new Uint8Array(await blob.arrayBuffer()))).toEqual(samples);
      }),
      { numRuns: 60 },
    );
  });

  it('is read where it is interlaced', async () => {
    const data = Uint16Array.from({ length: 11 * 7 }, (_, index) => index * 800);
    const bytes = encode(
      { width: 11, height: 7, channels: 1, depth: 16, data },
      { interlace: 'Adam7' },
    );
    expect((await read(new Uint8Array(bytes))).data).toEqual(data);
  });

  it('is refused where its data unpacks to more than its pixels, or not at all', async () => {
    const png = pngFile({ width: 2, height: 2 }, 16, 0);
    await expect(read(png)).rejects.toThrow(DamagedBlock);
    const zeros = deflateSync(new Uint8Array(2 ** 24));
    const at = png.indexOf(73, 37); // of IDAT
    const bomb = Uint8Array.from([
      ...png.subarray(0, at - 4),
      ...[24, 16, 8, 0].map((shift) => (zeros.length >>> shift) & 255),
      ...png.subarray(at, at + 4),
      ...zeros,
      ...png.subarray(at + 7),
    ]);
    await expect(read(bomb)).rejects.toThrow('more data than pixels');
  });
});
