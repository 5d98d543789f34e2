import type { ImageStatus } from '../project/project.ts';
import type { CalendarDate, DateRange, Pattern, Query, Range, Term } from './query.ts';
import { areaUnits, byteUnits, countUnits, pixelUnits, type Units } from './values.ts';

/** The text of a query; `parseQuery` reads the same query from it. */
export function printQuery(query: Query): string {
  switch (query.type) {
    case 'all':
      return '';
    case 'and':
      return query.parts.map((part) => inBrackets(part, part.type === 'or')).join(' ');
    case 'or':
      return query.parts.map(printQuery).join(' OR ');
    case 'not': {
      const { part } = query;
      return `-${inBrackets(part, part.type === 'and' || part.type === 'or')}`;
    }
    case 'term':
      return printTerm(query.term);
  }
}

/** A text as one value: quoted where it would be read as something else. */
export function printValue(text: string): string {
  const isPlain = /^[\p{L}\p{N}_./][\p{L}\p{N}_./-]*$/u.test(text);
  const isKeyword = /^(?:and|or|not)$/iu.test(text);
  return isPlain && !isKeyword ? text : `"${text.replace(/["\\]/gu, '\\$&')}"`;
}

/** A status as it is written in a query. */
export function printStatus(status: ImageStatus): string {
  return status === 'inProgress' ? 'in-progress' : status;
}

function inBrackets(query: Query, isNeeded: boolean): string {
  return isNeeded ? `(${printQuery(query)})` : printQuery(query);
}

function printTerm(term: Term): string {
  return term.field === 'text' ? printPattern(term.pattern) : `${term.field}:${printValues(term)}`;
}

function printValues(term: Exclude<Term, { field: 'text' }>): string {
  switch (term.field) {
    case 'name':
    case 'folder':
    case 'tag':
    case 'by':
      return term.anyOf.map(printPattern).join(',');
    case 'category':
      return term.anyOf
        .map(({ name, count }) => printPattern(name) + (count ? withSign(count, countUnits) : ''))
        .join(',');
    case 'status':
      return term.anyOf.map(printStatus).join(',');
    case 'split':
    case 'has':
      return term.anyOf.join(',');
    case 'objects':
      return printNumbers(term.anyOf, countUnits);
    case 'width':
    case 'height':
      return printNumbers(term.anyOf, pixelUnits);
    case 'size':
      return printNumbers(term.anyOf, byteUnits);
    case 'pixels':
      return printNumbers(term.anyOf, areaUnits);
    case 'added':
      return term.anyOf.map(printDates).join(',');
  }
}

/** An empty part needs its quotes only where nothing else shows that it is there. */
function printPattern({ parts }: Pattern): string {
  if (parts.length === 1) return printValue(parts[0] ?? '');
  return parts.map((part) => (part === '' ? '' : printValue(part))).join('*');
}

function printNumbers(ranges: readonly Range<number>[], units: Units): string {
  return ranges.map((range) => printRange(range, (value) => printNumber(value, units))).join(',');
}

function withSign(range: Range<number>, units: Units): string {
  const text = printRange(range, (value) => printNumber(value, units));
  return /^[<>]/u.test(text) ? text : `=${text}`;
}

function printDates(range: DateRange): string {
  switch (range.type) {
    case 'today':
    case 'yesterday':
      return range.type;
    case 'last':
      return `${range.amount}${range.unit}`;
    case 'compare':
    case 'between':
      return printRange(range, printDate);
  }
}

function printRange<Value>(range: Range<Value>, print: (value: Value) => string): string {
  switch (range.type) {
    case 'compare':
      return `${range.by === '=' ? '' : range.by}${print(range.value)}`;
    case 'between':
      return `${print(range.from)}..${print(range.to)}`;
  }
}

/** In the largest unit of which it is a whole number. */
function printNumber(value: number, units: Units): string {
  if (units[''] === 1) return String(value);
  const [name, unit] = Object.entries(units)
    .filter(([each, size]) => each !== '' && value % size === 0)
    .reduce((best, next) => (next[1] >= best[1] ? next : best), ['', 1]);
  return `${value / unit}${name === 'px' ? name : name.toUpperCase()}`;
}

function printDate({ year, month, day }: CalendarDate): string {
  return [year, month, day]
    .flatMap((part) => (part === null ? [] : String(part).padStart(2, '0')))
    .join('-');
}
