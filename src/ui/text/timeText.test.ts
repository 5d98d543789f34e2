import i18next from 'i18next';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTexts, speak } from './text.ts';
import { agoText, timeText } from './timeText.ts';

const now = Date.UTC(2024, 0, 1);
const minute = 60_000;
const ago = (minutes: number, style?: 'short' | 'long') =>
  agoText(i18next.t, { at: now - minutes * minute, now, ...(style && { style }) });

beforeAll(loadTexts);

describe('agoText', () => {
  it('counts in the largest unit that has passed', () => {
    expect(ago(0.3)).toBe('just now');
    expect(ago(59.9)).toBe('59 min. ago');
    expect(ago(25 * 60)).toBe('yesterday');
    expect(ago(40 * 24 * 60)).toBe('last mo.');
  });

  it('says it at length where there is room', () => {
    expect(ago(1, 'long')).toBe('1 minute ago');
    expect(ago(40 * 24 * 60, 'long')).toBe('last month');
  });

  it('takes a time to come, of a clock that goes ahead, for now', () => {
    expect(ago(-5)).toBe('just now');
  });

  describe('in German', () => {
    beforeAll(() => speak('de'));
    afterAll(() => speak('en'));

    it('is German', () => {
      expect([ago(0), ago(120, 'long')]).toEqual(['gerade eben', 'vor 2 Stunden']);
      expect(timeText(now)).toMatch(/^\d\d\.\d\d\.20\d\d, \d\d:\d\d$/u);
    });
  });
});
