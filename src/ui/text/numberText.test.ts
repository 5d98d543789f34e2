import i18next from 'i18next';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  compactText,
  decimalText,
  durationText,
  numberSeparators,
  numberText,
  percentText,
  shareText,
} from './numberText.ts';
import { loadTexts, speak } from './text.ts';

beforeAll(loadTexts);

describe('numbers in English', () => {
  it('have a point, and thousands in groups', () => {
    expect(numberText(12_345.6)).toBe('12,345.6');
    expect(decimalText(0.9, 2)).toBe('0.90');
    expect(compactText(1_234_567)).toBe('1.2M');
    expect(percentText(0.123, 1)).toBe('12.3 %');
  });

  it('are written so in every text', () => {
    expect(i18next.t('status.images', { count: 12_000 })).toBe('12,000 images');
    expect(i18next.t('status.size', { width: 1800, height: 1200 })).toBe('1800 × 1200 px');
  });

  it('tell a duration in the unit that fits', () => {
    expect([8.44, 320.2, 2100, 120_000].map(durationText)).toEqual([
      '8.4 ms',
      '320 ms',
      '2.1 s',
      '120 s',
    ]);
  });

  it('never say nothing where there is something', () => {
    const texts = [0, 0.001, 0.256, 1.2].map((share) => shareText(i18next.t, share));
    expect(texts).toEqual(['0 %', 'under 1 %', '26 %', '100 %']);
  });
});

describe('numbers in German', () => {
  beforeAll(() => speak('de-DE'));
  afterAll(() => speak('en'));

  it('have a comma', () => {
    expect(numberText(12_345.6)).toBe('12.345,6');
    expect(decimalText(0.9, 2)).toBe('0,90');
    expect(percentText(0.123, 1)).toBe('12,3 %');
  });

  it('are written so in every text', () => {
    expect(i18next.t('status.images', { count: 12_000 })).toBe('12.000 Bilder');
    expect(i18next.t('status.images', { count: 1 })).toBe('1 Bild');
  });
});

describe('numberSeparators', () => {
  it('reads point and comma, and writes the one of the locale', () => {
    expect(numberSeparators('de').decimalSeparator).toBe(',');
    expect(numberSeparators('en').decimalSeparator).toBe('.');
    expect(numberSeparators('en').allowedDecimalSeparators).toEqual(['.', ',']);
  });
});
