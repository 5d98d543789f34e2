import { describe, expect, it } from 'vitest';
import { agoText } from './timeText.ts';

const now = Date.UTC(2024, 0, 1);
const minute = 60_000;

describe('agoText', () => {
  it('counts in the largest unit that has passed', () => {
    expect(agoText(now - 20_000, now)).toBe('now');
    expect(agoText(now - 59.9 * minute, now)).toBe('59 min. ago');
    expect(agoText(now - 25 * 60 * minute, now)).toBe('yesterday');
    expect(agoText(now - 40 * 24 * 60 * minute, now)).toBe('last mo.');
  });

  it('takes a time to come, of a clock that goes ahead, for now', () => {
    expect(agoText(now + 5 * minute, now)).toBe('now');
  });
});
