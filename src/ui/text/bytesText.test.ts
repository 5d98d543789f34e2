import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesText, mebibytesText } from './bytesText.ts';
import { loadTexts, speak } from './text.ts';

beforeAll(loadTexts);

describe('bytesText', () => {
  it('keeps two or three digits that matter', () => {
    expect(bytesText(0)).toBe('0 bytes');
    expect(bytesText(999)).toBe('999 bytes');
    expect(bytesText(12_345)).toBe('12 kB');
    expect(bytesText(3_440_000)).toBe('3.4 MB');
    expect(bytesText(999_600)).toBe('1.0 MB');
    expect(bytesText(52_000_000_000)).toBe('52 GB');
  });

  describe('in German', () => {
    beforeAll(() => speak('de'));
    afterAll(() => speak('en'));

    it('has a comma', () => {
      expect(bytesText(3_440_000)).toBe('3,4 MB');
      expect(bytesText(999)).toBe('999 Byte');
      expect(mebibytesText(2 ** 31)).toBe('2.048 MiB');
    });
  });
});
