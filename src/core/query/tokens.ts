import { fields, type Field } from './query.ts';

/** A character of a word. An opening quote counts as one without text: `""` is empty, not missing. */
export interface WordChar {
  readonly char: string; // one UTF-16 unit, '' for an opening quote
  readonly isQuoted: boolean;
  readonly at: number; // in the text of the query
}

export interface WordToken {
  readonly kind: 'word';
  readonly from: number;
  readonly to: number;
  readonly chars: readonly WordChar[];
  readonly isClosed: boolean; // false: a quote is open at the end
}

/** A piece of a query; `to` is behind its last character. */
export type Token =
  | WordToken
  | {
      readonly kind: 'open' | 'close' | 'not' | 'and' | 'or';
      readonly from: number;
      readonly to: number;
    };

/** The pieces of a query, left to right. Every text has some, if only words. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text[at])) {
      at += 1;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.to;
  }
  return tokens;
}

/** A word's field and what stands behind its colon; null when it has none. */
export interface FieldPart {
  readonly name: string; // as typed
  readonly field: Field | null; // null: there is no such field
  readonly value: readonly WordChar[];
  readonly valueFrom: number;
}

/** Splits `field:value`. Letters, then a colon, none of them quoted. */
export function fieldPartOf({ chars }: WordToken): FieldPart | null {
  const colon = chars.findIndex(({ char, isQuoted }) => isQuoted || !/^[a-z]$/iu.test(char));
  const separator = chars[colon];
  if (colon < 1 || !separator || separator.isQuoted || separator.char !== ':') return null;
  const name = textOf(chars.slice(0, colon));
  const field = fields.find((each) => each === name.toLowerCase()) ?? null;
  return { name, field, value: chars.slice(colon + 1), valueFrom: separator.at + 1 };
}

/** The characters between commas that are not quoted. */
export function itemsOf(value: readonly WordChar[]): readonly (readonly WordChar[])[] {
  const items: WordChar[][] = [[]];
  for (const each of value) {
    if (each.char === ',' && !each.isQuoted) items.push([]);
    else items.at(-1)?.push(each);
  }
  return items;
}

export function textOf(chars: readonly WordChar[]): string {
  return chars.map(({ char }) => char).join('');
}

function tokenAt(text: string, from: number): Token {
  const char = text[from];
  const to = from + 1;
  if (char === '(') return { kind: 'open', from, to };
  if (char === ')') return { kind: 'close', from, to };
  const next = text[to];
  if (char === '-' && next !== undefined && !isSpace(next) && next !== ')') {
    return { kind: 'not', from, to };
  }
  const word = wordAt(text, from);
  const kind = keywordOf(text.slice(from, word.to));
  return kind ? { kind, from, to: word.to } : word;
}

/** `not` alone is a word like any other: files are called so. */
function keywordOf(word: string): 'and' | 'or' | 'not' | null {
  if (word === 'NOT') return 'not';
  const lower = word.toLowerCase();
  return lower === 'and' || lower === 'or' ? lower : null;
}

/** Brackets inside a word belong to it, as in `photo(1).jpg`. */
function wordAt(text: string, from: number): WordToken {
  const chars: WordChar[] = [];
  let at = from;
  let depth = 0;
  let isQuoted = false;
  for (; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '"') {
      isQuoted = !isQuoted;
      if (isQuoted) chars.push({ char: '', isQuoted, at });
      continue;
    }
    if (isQuoted && char === '\\' && at + 1 < text.length) {
      at += 1;
      chars.push({ char: text[at] ?? '', isQuoted, at });
      continue;
    }
    if (!isQuoted) {
      if (isSpace(char) || (char === ')' && depth === 0)) break;
      if (char === '(') depth += 1;
      if (char === ')') depth -= 1;
    }
    chars.push({ char, isQuoted, at });
  }
  return { kind: 'word', from, to: at, chars, isClosed: !isQuoted };
}

function isSpace(char: string | undefined): boolean {
  return char !== undefined && /^\s$/u.test(char);
}
