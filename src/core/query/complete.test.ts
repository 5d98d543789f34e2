import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { words } from '#testing/arbitraryQueries.ts';
import { categoryRecord, imageRecord } from '#testing/records.ts';
import { applySuggestion, completeQuery } from './complete.ts';
import { parseQuery } from './parse.ts';
import { fields } from './query.ts';
import { vocabularyOf } from './vocabulary.ts';

const vocabulary = vocabularyOf(
  [
    imageRecord(1, {
      tags: ['blurry', 'night shot'],
      categoryCounts: { [categoryRecord(1).id]: 2 },
    }),
    imageRecord(2, { tags: ['blurry'], status: 'done', fileName: 'a/b.png' }),
  ],
  [categoryRecord(1, { name: 'cat' }), categoryRecord(2, { name: 'traffic light' })],
);

/** The text with `|` at the caret; labels of what is offered. */
function offered(marked: string): readonly string[] {
  const { suggestions } = completeAt(marked);
  return suggestions.map(({ text, count }) => (count === null ? text : `${text} ${count}`));
}

function completeAt(marked: string) {
  return completeQuery(marked.replace('|', ''), marked.indexOf('|'), vocabulary);
}

/** The text after the first suggestion was taken, with `|` at the caret. */
function taken(marked: string): string {
  const completion = completeAt(marked);
  const [first] = completion.suggestions;
  if (!first) return marked;
  const { text, caret } = applySuggestion(marked.replace('|', ''), completion, first);
  return `${text.slice(0, caret)}|${text.slice(caret)}`;
}

describe('completeQuery', () => {
  it('offers every field where nothing is typed', () => {
    expect(offered('|')).toEqual(fields.slice(0, 12).map((field) => `${field}:`));
    expect(offered('cat |')).toEqual(offered('|'));
  });

  it('offers fields by their beginning, then categories and tags that fit', () => {
    expect(offered('t|')).toEqual([
      'tag:',
      'category:"traffic light" 0',
      'category:cat 1',
      'tag:"night shot" 1',
    ]);
    expect(offered('blu|')).toEqual(['tag:blurry 2']);
  });

  it('offers values of the project behind a colon, with how many images have them', () => {
    expect(offered('status:|')).toEqual([
      'new 1',
      'in-progress 0',
      'done 1',
      'reviewed 0',
      'skipped 0',
    ]);
    expect(offered('-tag:n|')).toEqual(['"night shot" 1']);
    expect(offered('folder:|')).toEqual(['a 1']);
    expect(offered('category:n|')).toEqual(['none']);
  });

  it('completes the value between commas that the caret is in', () => {
    expect(taken('status:d|')).toBe('status:done |');
    expect(taken('status:new,d|')).toBe('status:new,done |');
    expect(taken('status:d|,new')).toBe('status:done|,new');
    expect(taken('sta| x')).toBe('status:| x');
    expect(taken('(tag:bl|)')).toBe('(tag:blurry|)');
    expect(taken('tag:bl| x')).toBe('tag:blurry |x');
    expect(taken('category:"tra|')).toBe('category:"traffic light" |');
    expect(taken('a -|')).toBe('a -status:|');
  });

  it('offers only what can be read, wherever the caret is', () => {
    const pieces = fc.constantFrom(
      'status:',
      'tag:',
      'size:',
      'added:',
      'category:',
      ' ',
      ',',
      '"',
    );
    const texts = fc
      .array(fc.oneof(pieces, words), { maxLength: 6 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, fc.nat(), (text, seed) => {
        const caret = seed % (text.length + 1);
        const { from, to, suggestions } = completeQuery(text, caret, vocabulary);
        expect(from).toBeLessThanOrEqual(to);
        expect(to).toBeLessThanOrEqual(text.length);
        for (const { kind, text: written, field } of suggestions) {
          const alone = written.startsWith(`${field}:`) ? written : `${field}:${written}`;
          if (kind === 'value') expect(parseQuery(alone).error).toBeNull();
        }
      }),
    );
  });
});
