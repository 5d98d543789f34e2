import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameCategoryName, normalizeCategoryName } from './category.ts';

describe('normalizeCategoryName', () => {
  it('takes outer spaces off and makes inner ones single', () => {
    expect(normalizeCategoryName('  street \t  lamp\n')).toBe('street lamp');
  });
});

describe('isSameCategoryName', () => {
  it('ignores case and spacing, not words', () => {
    expect(isSameCategoryName('Street  Lamp ', 'street lamp')).toBe(true);
    expect(isSameCategoryName('street lamp', 'streetlamp')).toBe(false);
  });
});

describe('properties', () => {
  it('normalises a normal name to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const normal = normalizeCategoryName(name);
        expect(normalizeCategoryName(normal)).toBe(normal);
        expect(isSameCategoryName(name, normal)).toBe(true);
      }),
    );
  });
});
