import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32.ts';
import { encodeFrame, readFrames, type CopyFrame } from './copyFrames.ts';

function frames(): fc.Arbitrary<CopyFrame> {
  return fc.record({
    previousSeq: fc.nat(),
    seq: fc.nat(),
    isPacked: fc.boolean(),
    payload: fc.uint8Array({ maxLength: 40 }).map((bytes) => Uint8Array.from(bytes)),
  });
}

function fileOf(list: readonly CopyFrame[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(list.flatMap((frame) => [...encodeFrame(frame)]));
}

describe('crc32', () => {
  it('is the checksum of zip and PNG', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });
});

describe('a file of frames', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(frames(), { maxLength: 5 }), (list) => {
        const bytes = fileOf(list);
        expect(readFrames(bytes)).toEqual({ frames: list, soundLength: bytes.length });
      }),
    );
  });

  it('gives all whole frames and none of a torn tail, wherever it was cut', () => {
    const list = fc.array(frames(), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(list, fc.nat(), (written, cut) => {
        const bytes = fileOf(written);
        const end = cut % bytes.length;
        const whole = written.filter((_, at) => fileOf(written.slice(0, at + 1)).length <= end);
        const read = readFrames(bytes.slice(0, end));
        expect(read).toEqual({ frames: whole, soundLength: fileOf(whole).length });
      }),
    );
  });

  it('gives what was written or less, whichever byte was changed and whatever follows', () => {
    const list = fc.array(frames(), { minLength: 1, maxLength: 4 });
    const tail = fc.uint8Array({ maxLength: 40 });
    fc.assert(
      fc.property(
        list,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        tail,
        (written, at, by, rest) => {
          const sound = fileOf(written);
          const bytes = Uint8Array.from([...sound, ...rest]);
          const place = at % sound.length;
          bytes[place] = (bytes[place] ?? 0) ^ by;
          const read = readFrames(bytes).frames;
          expect(read).toEqual(written.slice(0, read.length));
          expect(read.length).toBeLessThan(written.length);
        },
      ),
    );
  });
});
