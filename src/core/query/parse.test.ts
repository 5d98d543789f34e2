import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queries, words } from '#testing/arbitraryQueries.ts';
import { parseQuery } from './parse.ts';
import { printQuery } from './print.ts';

/** The query as it is understood. */
const read = (text: string) => {
  const { query } = parseQuery(text);
  return query && printQuery(query);
};

/** The key of the error and what is underlined. */
const faultOf = (text: string) => {
  const { error } = parseQuery(text);
  return error && [error.key, text.slice(error.from, error.to)];
};

describe('parseQuery', () => {
  it('reads from a printed query the same query', () => {
    fc.assert(
      fc.property(queries(), (query) => {
        expect(parseQuery(printQuery(query))).toEqual({ query, error: null });
      }),
    );
  });

  it('never throws, and errors lie within the text', () => {
    const pieces = fc.constantFrom(
      '(',
      ')',
      '-',
      ' ',
      'OR',
      'and',
      'status:',
      'size:>2MB',
      '"',
      ',',
    );
    const texts = fc
      .array(fc.oneof(pieces, words), { maxLength: 9 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const { query, error } = parseQuery(text);
        expect(query === null).toBe(error !== null);
        if (!error) return;
        expect(error.from).toBeGreaterThanOrEqual(0);
        expect(error.to).toBeLessThanOrEqual(text.length);
        expect(error.from).toBeLessThan(error.to);
      }),
    );
  });

  it('survives brackets and minus signs without end', () => {
    expect(faultOf('('.repeat(50_000))?.[0]).toBe('tooDeep');
    expect(faultOf(`${'-'.repeat(50_000)}a`)?.[0]).toBe('tooDeep');
  });

  it.each([
    ['category:cat objects:>3 -status:done', 'category:cat objects:>3 -status:done'],
    ['STATUS:In-Progress,"in progress"', 'status:in-progress,in-progress'],
    ['a or b c', 'a OR b c'],
    ['(a OR b) AND NOT c', '(a OR b) -c'],
    ['((a))', 'a'],
    ['photo(1).jpg', '"photo(1).jpg"'],
    ['name:img_*.png', 'name:img_*.png'],
    ['category:"traffic light">=2', 'category:"traffic light">=2'],
    ['category:cat=2..4', 'category:cat=2..4'],
    ['size:>1.5mb,<10', 'size:>1500KB,<10MB'],
    ['pixels:>=12', 'pixels:>=12MP'],
    ['width:>1920px', 'width:>1920'],
    ['added:>2026-1-5', 'added:>2026-01-05'],
    ['added:2026..2026-03', 'added:2026..2026-03'],
    ['tag:"a,b",c', 'tag:"a,b",c'],
    ['not - x', '"not" "-" x'],
    ['', ''],
  ])('understands %s', (text, understood) => {
    expect(read(text)).toBe(understood);
  });

  it.each([
    ['cat colour:red', ['unknownField', 'colour:red']],
    ['status:', ['valueMissing', 'status:']],
    ['tag:a,', ['valueMissing', 'tag:a,']],
    ['status:new,fertig', ['unknownStatus', 'fertig']],
    ['split:dev -a', ['unknownSplit', 'dev']],
    ['has:luck', ['unknownPossession', 'luck']],
    ['objects:many', ['badNumber', 'many']],
    ['objects:1.5', ['badNumber', '1.5']],
    ['category:cat>x', ['badNumber', 'cat>x']],
    ['size:>2parsec', ['badSize', '>2parsec']],
    ['pixels:big', ['badPixels', 'big']],
    ['added:2026-02-30', ['badDate', '2026-02-30']],
    ['a name:"b c', ['quoteOpen', 'name:"b c']],
    ['a (b', ['groupOpen', '(b']],
    ['a) b', ['groupClose', ')']],
    ['a OR', ['operandMissing', 'OR']],
    ['OR a', ['operandMissing', 'OR']],
    ['()', ['operandMissing', ')']],
  ])('says what is wrong with %s', (text, fault) => {
    expect(faultOf(text)).toEqual(fault);
  });
});
