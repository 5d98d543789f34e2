import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { narrowToFloat16, widenFloat16 } from './float16.ts';

const roundTrip = (value: number) => widenFloat16(narrowToFloat16(Float32Array.of(value)))[0];

describe('float16', () => {
  it('knows the borders of its range', () => {
    expect(roundTrip(65_504)).toBe(65_504);
    expect(roundTrip(65_519)).toBe(65_504);
    expect(roundTrip(65_520)).toBe(Infinity);
    expect(roundTrip(-Infinity)).toBe(-Infinity);
    expect(roundTrip(Number.NaN)).toBeNaN();
    expect(roundTrip(2 ** -24)).toBe(2 ** -24);
    expect(roundTrip(2 ** -26)).toBe(0);
    expect(Object.is(roundTrip(-0), -0)).toBe(true);
  });

  it('rounds ties to even', () => {
    expect(roundTrip(1 + 2 ** -11)).toBe(1);
    expect(roundTrip(1 + 3 * 2 ** -11)).toBe(1 + 2 ** -9);
  });

  it('takes every one of its own values back unchanged', () => {
    const all = Uint16Array.from({ length: 65_536 }, (_, bits) => bits).filter(
      (bits) => (bits & 0x7c00) !== 0x7c00 || (bits & 0x3ff) === 0,
    );
    expect(narrowToFloat16(widenFloat16(all))).toEqual(all);
  });
});

describe('properties', () => {
  it('errs by at most 2⁻¹¹ of the value', () => {
    fc.assert(
      fc.property(fc.float({ min: 2 ** -14, max: 65_504, noNaN: true }), (value) => {
        expect(Math.abs((roundTrip(value) ?? 0) - value)).toBeLessThanOrEqual(value * 2 ** -11);
        expect(roundTrip(-value)).toBe(-(roundTrip(value) ?? 0));
      }),
    );
  });
});
