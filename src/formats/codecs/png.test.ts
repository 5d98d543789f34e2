import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePng, encodePng } from './png.ts';

const sides = fc.integer({ min: 1, max: 9 });
const channelCounts = fc.constantFrom(1 as const, 3 as const, 4 as const);

describe('PNG', () => {
  it('comes back sample by sample, 8 and 16 bits', () => {
    fc.assert(
      fc.property(sides, sides, channelCounts, fc.boolean(), fc.nat(), (...args) => {
        const [width, height, channels, isDeep, seed] = args;
        const data = new (isDeep ? Uint16Array : Uint8Array)(width * height * channels);
        for (let i = 0; i < data.length; i += 1) data[i] = (seed + i * 7919) % 65_536;
        const samples = { size: { width, height }, channels, data, palette: null };
        expect(decodePng(encodePng(samples))).toEqual(samples);
      }),
    );
  });

  it('keeps the indices of a palette', () => {
    const palette = [[0, 0, 0] as const, [255, 128, 1] as const];
    const data = Uint8Array.of(0, 1, 1, 0);
    const samples = { size: { width: 2, height: 2 }, channels: 1, data, palette } as const;
    expect(decodePng(encodePng(samples))).toEqual(samples);
  });

  it('is null when the bytes are damaged', () => {
    const data = Uint8Array.of(1, 2, 3, 4);
    const png = encodePng({ size: { width: 2, height: 2 }, channels: 1, data, palette: null });
    expect(decodePng(png.slice(0, 40))).toBeNull();
    expect(decodePng(new Uint8Array(9))).toBeNull();
    expect(decodePng(png.map((byte, i) => (i === 42 ? byte ^ 1 : byte)))).toBeNull();
  });
});
