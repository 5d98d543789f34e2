import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFuzzyIndex, fuzzyMatch } from './fuzzyMatch.ts';

const order = (query: string, texts: readonly string[]) =>
  createFuzzyIndex(texts, (text) => text)
    .find(query)
    .map(({ item }) => item);

function highlighted(query: string, text: string): string | null {
  const match = fuzzyMatch(query, text);
  if (!match) return null;
  let marked = '';
  let at = 0;
  for (const { start, end } of match.ranges) {
    marked += `${text.slice(at, start)}[${text.slice(start, end)}]`;
    at = end;
  }
  return marked + text.slice(at);
}

describe('fuzzyMatch', () => {
  it('puts the start of the text first, then starts of words, then letters in a row, then others', () => {
    expect(order('zoo', ['Taboo zebra', 'A zoom', 'Bazooka', 'Zoom in', 'zoo'])).toEqual([
      'zoo',
      'Zoom in',
      'A zoom',
      'Bazooka',
    ]);
    expect(order('ni', ['Union', 'Next image', 'Animal'])[0]).toBe('Next image');
  });

  it('prefers the shorter of two texts that match alike', () => {
    expect(order('car', ['car door handle', 'car door'])).toEqual(['car door', 'car door handle']);
  });

  it('says which letters matched', () => {
    expect(highlighted('ni', 'Next image')).toBe('[N]ext [i]mage');
    expect(highlighted('image next', 'Next image')).toBe('[Next] [image]');
    expect(highlighted('road', 'railroad')).toBe('rail[road]');
    expect(highlighted('xyz', 'Next image')).toBeNull();
  });

  it('sees neither case nor diacritics', () => {
    expect(highlighted('uber', 'Für Über')).toBe('Für [Über]');
    expect(highlighted('strasse', 'Straße')).toBe('[Straße]');
    expect(highlighted('É', 'cafe\u0301')).toBe('caf[e]\u0301');
    expect(highlighted('ΑΘΉΝΑ', 'αθηνα')).toBe('[αθηνα]');
  });

  it('takes capitals inside a word and numbers for starts of words', () => {
    expect(highlighted('fv', 'fivefitView')).toBe('[f]ivefit[V]iew');
    expect(highlighted('i2', 'img12 v2')).toBe('[i]mg12 v[2]');
  });

  it('finds everything for nothing, in the order given', () => {
    expect(order('  ', ['b', 'a'])).toEqual(['b', 'a']);
  });

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'é', 'ß', '-'), maxLength: 4 });
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', 'B', 'é', 'É', 'e', 'ß', 's', ' ', '-'),
    maxLength: 9,
  });

  it('finds the best of all ways there are', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 4 }), text, (...pair) => {
        const [query, plain] = [pair[0], pair[1].replaceAll(/[éÉß]/gu, 'a')];
        expect(fuzzyMatch(query, plain)?.score ?? null).toBe(naiveScore(query, plain));
      }),
    );
  });

  it('is not changed by case', () => {
    fc.assert(
      fc.property(word, text, (query, content) => {
        expect(fuzzyMatch(query.toUpperCase(), content)).toEqual(fuzzyMatch(query, content));
      }),
    );
  });

  it('gives no text a better score than the one that was typed, nor than one that starts with it', () => {
    fc.assert(
      fc.property(word, text, (query, content) => {
        const score = fuzzyMatch(query, content)?.score ?? Number.NEGATIVE_INFINITY;
        expect(fuzzyMatch(query, query)?.score).toBeGreaterThanOrEqual(score);
        expect(fuzzyMatch(query, `${query}x`)?.score).toBeGreaterThanOrEqual(
          content.toLowerCase() === query.toLowerCase() ? 0 : score - 100,
        );
      }),
    );
  });

  it('marks disjoint parts in order, within the text', () => {
    fc.assert(
      fc.property(word, text, (query, content) => {
        let at = -1;
        for (const { start, end } of fuzzyMatch(query, content)?.ranges ?? []) {
          expect(start).toBeGreaterThan(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(content.length);
      }),
    );
  });
});

/** Tries all ways to place the letters of a word in a text of ASCII; the costs as the matcher states them. */
function naiveScore(word: string, text: string): number | null {
  if (word === '') return 0;
  const lower = text.toLowerCase();
  const isLetter = (sign: string) => /[a-z]/iu.test(sign);
  const bonus = (at: number) => {
    if (at === 0) return 12;
    const [before, here] = [text.charAt(at - 1), text.charAt(at)];
    const isHump = /[a-z]/u.test(before) && /[A-Z]/u.test(here);
    return isLetter(here) && (!isLetter(before) || isHump) ? 8 : 0;
  };
  function best(i: number, former: number): number {
    if (i === word.length) return 0;
    let score = Number.NEGATIVE_INFINITY;
    for (let at = former + 1; at < text.length; at += 1) {
      if (lower[at] !== word[i]) continue;
      const gap = at - former - 1;
      const own = i === 0 ? bonus(at) - Math.min(at, 5) : gap === 0 ? 10 : bonus(at) - 2 - gap;
      score = Math.max(score, 16 + own + best(i + 1, at));
    }
    return score;
  }
  const score = best(0, -1);
  if (score === Number.NEGATIVE_INFINITY) return null;
  return score + (lower.startsWith(word) ? 20 : 0) + (lower === word ? 100 : 0);
}
