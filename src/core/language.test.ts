import { describe, expect, it } from 'vitest';
import { languageOf, localeOf } from './language.ts';

describe('localeOf', () => {
  it('takes the first of the browser’s languages that the studio speaks', () => {
    expect(localeOf('automatic', ['fr-CA', 'de-AT', 'en'])).toBe('de-AT');
    expect(localeOf('automatic', ['en-GB', 'de'])).toBe('en-GB');
  });

  it('is English where the studio speaks none of them', () => {
    expect(localeOf('automatic', ['fr', 'dv'])).toBe('en');
    expect(localeOf('automatic', [])).toBe('en');
  });

  it('keeps to what was chosen, with the region of the browser if it names one', () => {
    expect(localeOf('de', ['en-US', 'de-CH'])).toBe('de-CH');
    expect(localeOf('de', ['en-US'])).toBe('de');
  });
});

describe('languageOf', () => {
  it('leaves the region out', () => {
    expect(['de-CH', 'DE', 'en-GB', 'den'].map(languageOf)).toEqual(['de', 'de', 'en', 'en']);
  });
});
