import type { Field, Query, QueryError, QueryErrorKey, Term } from './query.ts';
import {
  fieldPartOf,
  itemsOf,
  tokensOf,
  type FieldPart,
  type Token,
  type WordChar,
  type WordToken,
} from './tokens.ts';
import {
  areaUnits,
  byteUnits,
  countUnits,
  pixelUnits,
  readCategoryWish,
  readDates,
  readNumbers,
  readPattern,
  readPossession,
  readSplit,
  readStatus,
} from './values.ts';

export type Parsed =
  | { readonly query: Query; readonly error: null }
  | { readonly query: null; readonly error: QueryError };

/** More brackets than anybody writes; keeps the recursion flat. */
const maxDepth = 60;

/**
 * Reads a query. Words stand for themselves or are `field:value`; all have to hold, `OR` between them
 * asks for one, `-` before one for its opposite, brackets group. Never throws; the first error counts.
 */
export function parseQuery(text: string): Parsed {
  const tokens = tokensOf(text);
  if (tokens.length === 0) return { query: { type: 'all' }, error: null };
  const parser = new Parser(tokens, text.length);
  const query = parser.readAll();
  return query
    ? { query, error: null }
    : { query: null, error: parser.error ?? { key: 'operandMissing', from: 0, to: text.length } };
}

class Parser {
  error: QueryError | null = null;
  private readonly tokens: readonly Token[];
  private readonly end: number;
  private place = 0;
  private depth = 0;

  constructor(tokens: readonly Token[], end: number) {
    this.tokens = tokens;
    this.end = end;
  }

  readAll(): Query | null {
    const query = this.readOr();
    const rest = this.peek();
    return query && rest ? this.fail('groupClose', rest) : query;
  }

  private readOr(): Query | null {
    const parts: Query[] = [];
    do {
      const part = this.readAnd();
      if (!part) return null;
      parts.push(...(part.type === 'or' ? part.parts : [part]));
    } while (this.take('or'));
    return joined('or', parts);
  }

  private readAnd(): Query | null {
    const parts: Query[] = [];
    let needsMore = true;
    for (let next = this.peek(); needsMore || isOperand(next); next = this.peek()) {
      const part = this.readUnary();
      if (!part) return null;
      parts.push(...(part.type === 'and' ? part.parts : [part]));
      needsMore = this.take('and') !== null;
    }
    return joined('and', parts);
  }

  private readUnary(): Query | null {
    const not = this.take('not');
    if (!not) return this.readPrimary();
    return this.deeper(not, () => {
      const part = this.readUnary();
      return part && { type: 'not', part };
    });
  }

  private readPrimary(): Query | null {
    const token = this.peek();
    if (!token) return this.fail('operandMissing', this.tokens.at(-1));
    this.place += 1;
    switch (token.kind) {
      case 'word':
        return this.readWord(token);
      case 'open':
        return this.deeper(token, () => this.readGroup(token));
      case 'close':
        return this.fail(this.depth > 0 ? 'operandMissing' : 'groupClose', token);
      case 'and':
      case 'or':
      case 'not':
        return this.fail('operandMissing', token);
    }
  }

  private readGroup(open: Token): Query | null {
    const query = this.readOr();
    if (!query || this.take('close')) return query;
    return this.fail('groupOpen', { from: open.from, to: this.end });
  }

  private readWord(word: WordToken): Query | null {
    if (!word.isClosed) return this.fail('quoteOpen', word);
    const part = fieldPartOf(word);
    if (!part) {
      return { type: 'term', term: { field: 'text', pattern: readPattern(word.chars) } };
    }
    if (!part.field) return this.fail('unknownField', word);
    const items = itemsOf(part.value);
    if (items.some((item) => item.length === 0)) return this.fail('valueMissing', word);
    const term = termOf(part.field, items);
    if ('field' in term) return { type: 'term', term };
    return this.fail(term.key, spanOf(items[term.itemIndex], part, word));
  }

  private deeper(token: Token, read: () => Query | null): Query | null {
    if (this.depth >= maxDepth) return this.fail('tooDeep', token);
    this.depth += 1;
    const query = read();
    this.depth -= 1;
    return query;
  }

  private peek(): Token | undefined {
    return this.tokens[this.place];
  }

  private take(kind: Token['kind']): Token | null {
    const token = this.peek();
    if (token?.kind !== kind) return null;
    this.place += 1;
    return token;
  }

  private fail(key: QueryErrorKey, span: { from: number; to: number } | undefined): null {
    this.error ??= { key, from: span?.from ?? 0, to: span?.to ?? this.end };
    return null;
  }
}

function isOperand(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'open' || token?.kind === 'not';
}

function joined(type: 'and' | 'or', parts: readonly Query[]): Query | null {
  const [only] = parts;
  return parts.length === 1 && only ? only : { type, parts };
}

/** Where an item stands: quotes are part of it. */
function spanOf(
  item: readonly WordChar[] | undefined,
  { valueFrom }: FieldPart,
  { to }: WordToken,
): { from: number; to: number } {
  const last = item?.at(-1);
  const isLastOfWord = !last || last.isQuoted;
  return { from: item?.[0]?.at ?? valueFrom, to: isLastOfWord ? to : last.at + 1 };
}

interface BadItem {
  readonly key: QueryErrorKey;
  readonly itemIndex: number;
}

type Items = readonly (readonly WordChar[])[];

function termOf(field: Field, items: Items): Term | BadItem {
  switch (field) {
    case 'name':
    case 'folder':
    case 'tag':
    case 'by':
      return { field, anyOf: items.map(readPattern) };
    case 'status':
      return each(items, readStatus, 'unknownStatus', (anyOf) => ({ field, anyOf }));
    case 'split':
      return each(items, readSplit, 'unknownSplit', (anyOf) => ({ field, anyOf }));
    case 'has':
      return each(items, readPossession, 'unknownPossession', (anyOf) => ({ field, anyOf }));
    case 'category':
      return each(items, readCategoryWish, 'badNumber', (anyOf) => ({ field, anyOf }));
    case 'added':
      return each(items, readDates, 'badDate', (anyOf) => ({ field, anyOf }));
    case 'objects':
      return numbers(field, items, { units: countUnits, key: 'badNumber' });
    case 'width':
    case 'height':
      return numbers(field, items, { units: pixelUnits, key: 'badNumber' });
    case 'size':
      return numbers(field, items, { units: byteUnits, key: 'badSize' });
    case 'pixels':
      return numbers(field, items, { units: areaUnits, key: 'badPixels' });
  }
}

function numbers(
  field: 'objects' | 'width' | 'height' | 'size' | 'pixels',
  items: Items,
  { units, key }: { units: Readonly<Record<string, number>>; key: QueryErrorKey },
): Term | BadItem {
  return each(
    items,
    (item) => readNumbers(item, units),
    key,
    (anyOf) => ({ field, anyOf }),
  );
}

function each<Value>(
  items: Items,
  read: (item: readonly WordChar[]) => Value | null,
  key: QueryErrorKey,
  toTerm: (anyOf: readonly Value[]) => Term,
): Term | BadItem {
  const anyOf: Value[] = [];
  for (const [itemIndex, item] of items.entries()) {
    const value = read(item);
    if (value === null) return { key, itemIndex };
    anyOf.push(value);
  }
  return toTerm(anyOf);
}
