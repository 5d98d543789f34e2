import { imageStatuses, type ImageStatus } from '../project/project.ts';
import type { Split } from '../project/split.ts';
import {
  possessions,
  type CalendarDate,
  type CategoryWish,
  type Comparison,
  type DateRange,
  type Pattern,
  type Possession,
  type Range,
} from './query.ts';
import { textOf, type WordChar } from './tokens.ts';

type Item = readonly WordChar[];

/** Names of units, in lower case, and how much one is; '' is the unit of a bare number. */
export type Units = Readonly<Record<string, number>>;

export const countUnits: Units = { '': 1 };
export const pixelUnits: Units = { '': 1, px: 1 };
export const byteUnits: Units = { '': 1e6, b: 1, kb: 1e3, mb: 1e6, gb: 1e9 };
export const areaUnits: Units = { '': 1e6, px: 1, mp: 1e6 };

export const splitNames = ['train', 'val', 'test', 'none'] as const;

/** A text with `*` for anything, unless it is quoted. */
export function readPattern(item: Item): Pattern {
  const parts: string[] = [''];
  for (const { char, isQuoted } of item) {
    if (char === '*' && !isQuoted) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return { parts };
}

/** A status in any spelling: `inProgress`, `in-progress`, `"in progress"`. */
export function readStatus(item: Item): ImageStatus | null {
  const name = textOf(item)
    .toLowerCase()
    .replace(/[\s_-]/gu, '');
  return imageStatuses.find((status) => status.toLowerCase() === name) ?? null;
}

export function readSplit(item: Item): Split | 'none' | null {
  const name = textOf(item).toLowerCase();
  return splitNames.find((split) => split === name) ?? null;
}

export function readPossession(item: Item): Possession | null {
  const name = textOf(item).toLowerCase();
  return possessions.find((each) => each === name) ?? null;
}

/** A name, then perhaps how many: `cat`, `cat>3`, `"traffic light"=2..5`. Null where that is no number. */
export function readCategoryWish(item: Item): CategoryWish | null {
  const end = item.findIndex(({ char, isQuoted }, i) => i > 0 && !isQuoted && /[<>=]/u.test(char));
  if (end < 0) return { name: readPattern(item), count: null };
  const count = readNumbers(item.slice(end), countUnits);
  return count && { name: readPattern(item.slice(0, end)), count };
}

/** `3`, `>3`, `2..5`, with a unit after each number; whole numbers of the smallest unit. */
export function readNumbers(item: Item, units: Units): Range<number> | null {
  return readRange(textOf(item), (text) => readNumber(text, units));
}

/** `2026`, `2026-01`, `2026-01-31`, compared or between; `today`, `yesterday`, the last `24h`, `7d`, `2w`. */
export function readDates(item: Item): DateRange | null {
  const text = textOf(item).toLowerCase();
  if (text === 'today' || text === 'yesterday') return { type: text };
  const [, amount, unit] = /^(\d{1,4})([hdw])$/u.exec(text) ?? [];
  if (amount && (unit === 'h' || unit === 'd' || unit === 'w')) {
    return { type: 'last', amount: Number(amount), unit };
  }
  return readRange(text, readDate);
}

function readRange<Value>(
  text: string,
  readValue: (text: string) => Value | null,
): Range<Value> | null {
  const [, sign, rest = ''] = /^(>=|<=|>|<|=)?(.*)$/su.exec(text) ?? [];
  const [first = '', second, ...more] = rest.split('..');
  if (more.length > 0) return null;
  const from = readValue(first.trim());
  if (from === null) return null;
  if (second === undefined) return { type: 'compare', by: comparisonOf(sign), value: from };
  const to = readValue(second.trim());
  if (to === null || (sign !== undefined && sign !== '=')) return null;
  return { type: 'between', from, to };
}

function comparisonOf(sign: string | undefined): Comparison {
  return sign === '>' || sign === '>=' || sign === '<' || sign === '<=' ? sign : '=';
}

function readNumber(text: string, units: Units): number | null {
  const [, digits = '', unitName = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/iu.exec(text) ?? [];
  const unit = Object.entries(units).find(([name]) => name === unitName.toLowerCase())?.[1];
  if (digits === '' || unit === undefined) return null;
  const value = Math.round(Number(digits) * unit);
  const isWhole = unit > 1 || !digits.includes('.');
  return isWhole && Number.isSafeInteger(value) ? value : null;
}

function readDate(text: string): CalendarDate | null {
  const match = /^([1-9]\d{3})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/u.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  const month = match[2] === undefined ? null : Number(match[2]);
  const day = match[3] === undefined ? null : Number(match[3]);
  const isMonth = month === null || (month >= 1 && month <= 12);
  const isDay = day === null || (day >= 1 && day <= daysIn(year, month ?? 1));
  return isMonth && isDay ? { year, month, day } : null;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
