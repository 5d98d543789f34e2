import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tiffFile, type TiffOptions } from '#testing/tiffFiles.ts';
import { tiffContentOf } from './tiffPages.ts';
import { tiffProblemOf } from './tiffProblem.ts';

const page: TiffOptions = {
  size: { width: 4, height: 6 },
  samples: Array.from({ length: 24 }, () => 9),
};
const flagged = (subfileType: number): TiffOptions => ({ ...page, tags: { 254: [subfileType] } });

describe('tiffContentOf', () => {
  it('counts pages, but neither smaller versions of others nor masks', () => {
    const file = tiffFile(page, flagged(1), flagged(4), flagged(2));
    expect(tiffContentOf(file)).toMatchObject({ pageCount: 2, isRaw: false });
  });

  it('takes a file of smaller versions only, and one of a sensor, for a raw photo', () => {
    expect(tiffContentOf(tiffFile(flagged(1)))?.isRaw).toBe(true);
    expect(tiffContentOf(tiffFile({ ...page, photometric: 32803 }))?.isRaw).toBe(true);
    expect(tiffContentOf(tiffFile({ ...page, tags: { 50706: [1] } }))?.isRaw).toBe(true);
  });

  it('ends where pages follow each other in a circle', () => {
    const file = tiffFile(page);
    const view = new DataView(file.buffer);
    view.setUint32(file.length - 4, view.getUint32(4, true), true);
    expect(tiffContentOf(file)?.pageCount).toBe(1);
  });

  it('is null where the file ends within a directory', () => {
    const file = tiffFile(page);
    expect(tiffContentOf(file.slice(0, -30))).toBeNull();
  });

  it('refuses 2³¹ strips without counting them', () => {
    const file = tiffFile({ ...page, tags: { 273: [1] } });
    const view = new DataView(file.buffer);
    const first = view.getUint32(4, true);
    for (let index = 0; index < view.getUint16(first, true); index += 1) {
      const at = first + 2 + index * 12;
      if (view.getUint16(at, true) === 273) view.setUint32(at + 4, 2 ** 31, true);
    }
    expect(tiffContentOf(file)).toBeNull();
  });

  it('never throws, whatever the bytes are', () => {
    const head = fc.constantFrom(
      [0x49, 0x49, 42, 0],
      [0x4d, 0x4d, 0, 42],
      [0x49, 0x49, 43, 0, 8, 0, 0, 0],
    );
    fc.assert(
      fc.property(head, fc.uint8Array({ maxLength: 300 }), (start, rest) => {
        expect(() => tiffContentOf(Uint8Array.from([...start, ...rest]))).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });
});

describe('tiffProblemOf', () => {
  const problem = (
    options: Partial<TiffOptions>,
    edit = (bytes: Uint8Array<ArrayBuffer>) => bytes,
  ) => {
    const file = edit(tiffFile({ ...page, ...options }));
    const [first] = tiffContentOf(file)?.pages ?? [];
    return first && tiffProblemOf(first, file.length);
  };

  it('finds nothing wrong with a plain file', () => {
    expect(problem({})).toBeNull();
  });

  it.each([
    ['colours', { photometric: 8, channelCount: 3 }],
    ['colours', { photometric: 6, channelCount: 3 }],
    ['channels', { photometric: 1, channelCount: 5 }],
    ['depth', { bits: 24 }],
    ['compression', { tags: { 266: [2] } }],
    ['compression', { hasPredictor: true, bits: 4 }],
  ] as const)('names %s as what is not read', (variant, options) => {
    expect(problem(options)).toEqual({ kind: 'variant', variant });
  });

  it('finds out that strips are missing, or lie behind the end', () => {
    expect(problem({ size: { width: 4, height: 90 } })).toBeNull();
    const longer = (bytes: Uint8Array<ArrayBuffer>) => {
      const view = new DataView(bytes.buffer);
      const first = view.getUint32(4, true);
      view.setUint32(first + 2 + 12 + 8, 9_000, true); // rows
      return bytes;
    };
    expect(problem({}, longer)).toEqual({ kind: 'damaged' });
    const file = tiffFile(page);
    const [first] = tiffContentOf(file)?.pages ?? [];
    expect(first && tiffProblemOf(first, 10)).toEqual({ kind: 'truncated' });
  });
});
