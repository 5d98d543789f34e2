import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tiffFile, type TiffOptions } from '#testing/tiffFiles.ts';
import { readTiffPage } from './readTiffPage.ts';
import { tiffContentOf } from './tiffPages.ts';
import { tiffProblemOf } from './tiffProblem.ts';
import { DamagedBlock } from './unpack.ts';

const size = { width: 7, height: 5 };
const ramp = Array.from({ length: 35 }, (_, index) => index * 7);

async function read(bytes: Uint8Array<ArrayBuffer>, index = 0) {
  const page = tiffContentOf(bytes)?.pages[index];
  if (!page) throw new Error('no page');
  expect(tiffProblemOf(page, bytes.length)).toBeNull();
  return readTiffPage(bytes, page, async () => {
    throw new Error('no JPEG here');
  });
}

describe('readTiffPage', () => {
  it('gives back what was written, whatever the layout', async () => {
    const layout = fc.record({
      codec: fc.constantFrom('none', 'lzw', 'deflate', 'packBits'),
      bits: fc.constantFrom(8, 16),
      channelCount: fc.constantFrom(1, 3),
      hasPredictor: fc.boolean(),
      isLittle: fc.boolean(),
      isBig: fc.boolean(),
      tile: fc.constantFrom(null, { width: 16, height: 16 }),
      size: fc.record({
        width: fc.integer({ min: 1, max: 40 }),
        height: fc.integer({ min: 1, max: 20 }),
      }),
      seed: fc.array(fc.nat(65_535), { minLength: 1, maxLength: 60 }),
    } as const);
    await fc.assert(
      fc.asyncProperty(layout, async ({ seed, ...options }) => {
        const { width, height } = options.size;
        const samples = Array.from(
          { length: width * height * options.channelCount },
          (_, index) => (seed[index % seed.length] ?? 0) % 2 ** options.bits,
        );
        const page = await read(tiffFile({ ...options, samples }));
        expect(page).toMatchObject({ size: options.size, channelCount: options.channelCount });
        expect([...page.data]).toEqual(samples);
      }),
      { numRuns: 150 },
    );
  });

  it('gives back so many bytes that the codes of LZW run out', async () => {
    const noise = Array.from(
      { length: 120 * 90 },
      (_, index) => (index * index * 31 + index * 7) % 251,
    );
    const options: TiffOptions = { size: { width: 120, height: 90 }, samples: noise, codec: 'lzw' };
    expect([...(await read(tiffFile({ ...options, tile: options.size }))).data]).toEqual(noise);
  });

  it.each([1, 2, 4])('spreads %i bits to 8', async (bits) => {
    const largest = 2 ** bits - 1;
    const samples = ramp.map((value) => value % 2 ** bits);
    const { data } = await read(tiffFile({ size, samples, bits }));
    expect([...data]).toEqual(samples.map((value) => (value * 255) / largest));
  });

  it('keeps the 12 bits of a camera as they are', async () => {
    const samples = ramp.map((value) => value * 16);
    const { data } = await read(tiffFile({ size, samples, bits: 12 }));
    expect(data).toEqual(Uint16Array.from(samples));
  });

  it('takes white for white where 0 means it', async () => {
    const { data } = await read(tiffFile({ size, samples: ramp, photometric: 0 }));
    expect([...data]).toEqual(ramp.map((value) => 255 - value));
  });

  it('looks colours of a palette up', async () => {
    const colourMap = Array.from({ length: 3 * 256 }, (_, index) => (index % 256) * 257);
    const tags = { 320: colourMap.map((value, index) => (index < 256 ? value : 0)) };
    const { channelCount, data } = await read(
      tiffFile({ size, samples: ramp, photometric: 3, tags }),
    );
    expect(channelCount).toBe(3);
    expect([...data]).toEqual(ramp.flatMap((value) => [value, 0, 0]));
  });

  it('turns cyan ink to the cyan of a screen, and black ink to black', async () => {
    const inks = [255, 0, 0, 0, 0, 0, 0, 255];
    const file = tiffFile({
      size: { width: 2, height: 1 },
      samples: inks,
      channelCount: 4,
      photometric: 5,
    });
    expect([...(await read(file)).data]).toEqual([0, 255, 255, 0, 0, 0]);
  });

  it('keeps alpha apart from colours, and leaves an infrared channel out', async () => {
    const pixel = { size: { width: 1, height: 1 }, channelCount: 4 };
    const multiplied = { ...pixel, samples: [50, 100, 0, 128], tags: { 338: [1] } };
    expect([...(await read(tiffFile(multiplied))).data]).toEqual([100, 199, 0, 128]);
    const infrared = { ...pixel, samples: [50, 100, 0, 128], tags: { 338: [0] } };
    expect([...(await read(tiffFile(infrared))).data]).toEqual([50, 100, 0]);
  });

  it.each([
    [1, [1, 2, 3, 4, 5, 6]],
    [2, [3, 2, 1, 6, 5, 4]],
    [3, [6, 5, 4, 3, 2, 1]],
    [4, [4, 5, 6, 1, 2, 3]],
    [5, [1, 4, 2, 5, 3, 6]],
    [6, [4, 1, 5, 2, 6, 3]],
    [7, [6, 3, 5, 2, 4, 1]],
    [8, [3, 6, 2, 5, 1, 4]],
  ])('turns orientation %i upright', async (orientation, upright) => {
    const stored = { size: { width: 3, height: 2 }, samples: [1, 2, 3, 4, 5, 6] };
    const { data } = await read(tiffFile({ ...stored, tags: { 274: [orientation] } }));
    expect([...data]).toEqual(upright);
  });

  it('reads the second page where it is', async () => {
    const other = ramp.map((value) => 255 - value);
    const file = tiffFile({ size, samples: ramp }, { size, samples: other });
    expect([...(await read(file, 1)).data]).toEqual(other);
  });
});

describe('files that mean harm', () => {
  it('unpacks no more than the pixels, whatever the block holds', async () => {
    const samples = Array.from({ length: 100_000 }, () => 0);
    for (const codec of ['lzw', 'deflate', 'packBits'] as const) {
      const bomb = tiffFile({ size: { width: 100_000, height: 1 }, samples, codec });
      const page = tiffContentOf(bomb)?.pages[0];
      if (!page) throw new Error('no page');
      const small = { ...page, size: { width: 2, height: 1 }, block: { width: 2, height: 1 } };
      const { data } = await readTiffPage(bomb, small, () => Promise.reject(new Error('no JPEG')));
      expect(data).toHaveLength(2);
    }
  });

  it('never ends otherwise than with a picture or as damaged', async () => {
    const options: TiffOptions = { size, samples: ramp, isLittle: false };
    const files = (['none', 'lzw', 'deflate', 'packBits'] as const).map((codec) =>
      tiffFile({ ...options, codec }),
    );
    const change = fc.record({ at: fc.nat(600), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(change, { minLength: 1, maxLength: 5 }),
        fc.nat(600),
        async (file, changes, length) => {
          const bytes = file.slice(0, Math.max(100, length));
          for (const { at, to } of changes) bytes[at % bytes.length] = to;
          const page = tiffContentOf(bytes)?.pages[0];
          if (!page || tiffProblemOf(page, bytes.length)) return;
          if (page.size.width * page.size.height > 1e5 || page.block.width > 1e4) return;
          const reading = readTiffPage(bytes, page, () => Promise.reject(new DamagedBlock()));
          await reading.catch((error: unknown) => expect(error).toBeInstanceOf(DamagedBlock));
        },
      ),
      { numRuns: 1500 },
    );
  });
});
