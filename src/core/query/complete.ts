import { imageStatuses } from '../project/project.ts';
import { foldText } from './matchText.ts';
import { printStatus, printValue } from './print.ts';
import { fields, possessions, type Field } from './query.ts';
import { fieldPartOf, itemsOf, textOf, tokensOf, type WordToken } from './tokens.ts';
import { splitNames } from './values.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Something that could be written at the caret. */
export interface Suggestion {
  readonly kind: 'field' | 'value';
  readonly field: Field;
  readonly text: string; // what is inserted, without the space behind a value
  readonly label: string; // the value as it is; '' for a field
  readonly count: number | null; // images that have it; null: not counted
}

/** What could be written at the caret, and the span of the text that it takes the place of. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly suggestions: readonly Suggestion[];
}

const maxSuggestionCount = 12;

/**
 * Completes the word at the caret: names of fields, behind a colon values of the project, and values
 * of tags and categories for a word without a field.
 */
export function completeQuery(text: string, caret: number, vocabulary: Vocabulary): Completion {
  const word = tokensOf(text).find(
    (token): token is WordToken => token.kind === 'word' && token.from < caret && caret <= token.to,
  );
  // a minus that nothing follows yet
  const isBareMinus = word && text.slice(word.from, word.to) === '-';
  if (!word || isBareMinus) return completionOf(caret, caret, fieldSuggestions(''));
  const part = fieldPartOf(word);
  if (!part || caret < part.valueFrom) {
    const typed = foldText(textOf(word.chars.filter(({ at }) => at < caret)));
    return completionOf(word.from, word.to, [
      ...fieldSuggestions(typed),
      ...valueSuggestions('category', typed, vocabulary.categories, (name) => `category:${name}`),
      ...valueSuggestions('tag', typed, vocabulary.tags, (name) => `tag:${name}`),
    ]);
  }
  if (!part.field) return completionOf(word.from, word.to, []);
  const before = itemsOf(part.value.filter(({ at }) => at < caret));
  const index = before.length - 1;
  const item = itemsOf(part.value)[index] ?? [];
  const from = item[0]?.at ?? caret;
  const isLast = index === itemsOf(part.value).length - 1;
  const to = isLast ? word.to : (item.at(-1)?.at ?? caret - 1) + 1;
  const typed = foldText(textOf(before[index] ?? []));
  const words = wordsOf(part.field, vocabulary);
  return completionOf(from, Math.max(from, to), valueSuggestions(part.field, typed, words));
}

/** The text with a suggestion in it, and where the caret goes. */
export function applySuggestion(
  text: string,
  { from, to }: Pick<Completion, 'from' | 'to'>,
  { kind, text: inserted }: Suggestion,
): { readonly text: string; readonly caret: number } {
  const rest = text.slice(to);
  const gap = kind === 'value' && !/^[\s,)]/u.test(rest) ? ' ' : '';
  const head = text.slice(0, from) + inserted + gap;
  const isGapThere = kind === 'value' && gap === '' && /^\s/u.test(rest);
  return { text: head + rest, caret: head.length + (isGapThere ? 1 : 0) };
}

function completionOf(from: number, to: number, all: readonly Suggestion[]): Completion {
  return { from, to, suggestions: all.slice(0, maxSuggestionCount) };
}

/** All of them where nothing is typed yet. */
function fieldSuggestions(typed: string): readonly Suggestion[] {
  return fields
    .filter((field) => field.startsWith(typed))
    .map((field) => ({ kind: 'field', field, text: `${field}:`, label: '', count: null }));
}

interface Value {
  readonly text: string;
  readonly count: number | null;
  readonly isVerbatim?: true; // a comparison or a date: quotes would change nothing but its looks
}

/** Values that begin with what was typed, then those that contain it; the one that is typed is no news. */
function valueSuggestions(
  field: Field,
  typed: string,
  values: readonly Value[],
  toText: (printed: string) => string = (printed) => printed,
): readonly Suggestion[] {
  const place = ({ text }: Value) => foldText(text).indexOf(typed);
  return values
    .filter((value) => place(value) >= 0)
    .toSorted((a, b) => Math.min(1, place(a)) - Math.min(1, place(b)))
    .map(({ text, count, isVerbatim }) => ({
      kind: 'value',
      field,
      text: toText(isVerbatim ? text : printValue(text)),
      label: text,
      count,
    }));
}

function wordsOf(field: Field, vocabulary: Vocabulary): readonly Value[] {
  switch (field) {
    case 'status':
      return imageStatuses.map((status) => ({
        text: printStatus(status),
        count: vocabulary.statuses.get(status) ?? 0,
      }));
    case 'split':
      return splitNames.map((split) => ({
        text: split,
        count: vocabulary.splits.get(split) ?? 0,
      }));
    case 'has':
      return possessions.map(uncounted);
    case 'category':
      return [...vocabulary.categories, uncounted('none')];
    case 'tag':
      return vocabulary.tags;
    case 'folder':
      return vocabulary.folders;
    case 'by':
      return vocabulary.people;
    case 'name':
      return [];
    case 'objects':
      return ['0', '>0', '>10', '1..5'].map(verbatim);
    case 'width':
    case 'height':
      return ['>1000', '<500', '500..2000'].map(verbatim);
    case 'size':
      return ['>1MB', '>5MB', '<100KB'].map(verbatim);
    case 'pixels':
      return ['>12MP', '<1MP', '2MP..8MP'].map(verbatim);
    case 'added':
      return ['today', 'yesterday', '7d', '30d'].map(verbatim);
  }
}

function uncounted(text: string): Value {
  return { text, count: null };
}

function verbatim(text: string): Value {
  return { text, count: null, isVerbatim: true };
}
