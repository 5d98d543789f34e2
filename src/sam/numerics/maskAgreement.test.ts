import { describe, expect, it } from 'vitest';
import { goldenInput } from './goldenInput.ts';
import { maskAgreement } from './maskAgreement.ts';

describe('maskAgreement', () => {
  const reference = Float32Array.of(-4, -2, 2, 4);

  it('is 1 for equal logits and for what rounding makes of them', () => {
    expect(maskAgreement(reference, reference)).toBe(1);
    expect(
      maskAgreement(
        reference.map((value) => value * 1.001 + 1e-4),
        reference,
      ),
    ).toBe(1);
  });

  it('is the IoU of the masks above the mean of the reference', () => {
    expect(maskAgreement(Float32Array.of(-4, 3, 2, 4), reference)).toBeCloseTo(2 / 3);
    expect(maskAgreement(Float32Array.of(-4, -2, -2, 4), reference)).toBeCloseTo(1 / 2);
  });

  it('compares masks also where the model would cut nothing out', () => {
    const low = reference.map((value) => value - 100);
    expect(maskAgreement(low, low)).toBe(1);
    expect(maskAgreement(Float32Array.of(-96, -98, -102, -104), low)).toBe(0);
  });

  it('is 0 for logits that are no numbers, on either side', () => {
    const broken = new Float32Array(4).fill(Number.NaN);
    expect(maskAgreement(broken, reference)).toBe(0);
    expect(maskAgreement(reference, broken)).toBe(0);
    expect(maskAgreement(new Float32Array(0), reference)).toBe(0);
  });
});

describe('goldenInput', () => {
  it('fills any shape with values that differ between channels and rows', () => {
    const values = goldenInput([1, 2, 8, 16]);
    expect(values).toHaveLength(256);
    const [first, second] = [values.slice(0, 128), values.slice(128)];
    expect(first).not.toEqual(second);
    expect(first.slice(0, 16)).not.toEqual(first.slice(64, 80));
    expect(values.every((value) => Math.abs(value) <= 2)).toBe(true);
  });

  it('fills tokens as well as images', () => {
    expect(goldenInput([1, 256, 64])).toHaveLength(256 * 64);
    expect(goldenInput([5])).toHaveLength(5);
  });
});
