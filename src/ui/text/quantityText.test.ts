import { describe, expect, it } from 'vitest';
import { agoText, bytesText, shareText } from './quantityText.ts';

describe('bytesText', () => {
  it('takes the unit that leaves one to three figures before the point', () => {
    expect([0, 999, 1500, 123_456_789, 2.5e12].map(bytesText)).toEqual([
      '0 bytes',
      '999 bytes',
      '1.5 kB',
      '123 MB',
      '2.5 TB',
    ]);
  });
});

describe('shareText', () => {
  it('never says nothing where there is something', () => {
    expect([0, 0.001, 0.256, 1.2].map(shareText)).toEqual(['0 %', 'under 1 %', '26 %', '100 %']);
  });
});

describe('agoText', () => {
  it('takes the largest unit that has passed once', () => {
    const now = Date.UTC(2024, 0, 1);
    const ago = [10, 60, 7200, 86_400, 40 * 86_400].map((s) => agoText(now - s * 1000, now));
    expect(ago).toEqual(['just now', '1 minute ago', '2 hours ago', 'yesterday', 'last month']);
  });

  it('takes a clock that was set back for now', () => {
    expect(agoText(2000, 1000)).toBe('just now');
  });
});
