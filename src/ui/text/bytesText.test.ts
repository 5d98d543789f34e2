import { describe, expect, it } from 'vitest';
import { bytesText } from './bytesText.ts';

describe('bytesText', () => {
  it('keeps two or three digits that matter', () => {
    expect(bytesText(0)).toBe('0 kB');
    expect(bytesText(12_345)).toBe('12 kB');
    expect(bytesText(3_440_000)).toBe('3.4 MB');
    expect(bytesText(999_600)).toBe('1.0 MB');
    expect(bytesText(52_000_000_000)).toBe('52 GB');
  });
});
