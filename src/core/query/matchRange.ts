import type { CalendarDate, DateRange, Range } from './query.ts';

/** What time it is, and where. */
export interface Clock {
  readonly now: number; // ms since 1970, UTC
  /** When a day begins, ms since 1970, UTC. Month 1…13 and day 1…32: one too many is the next one's. */
  midnightOf(year: number, month: number, day: number): number;
}

/** Half open: `from` is in it, `to` is not. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export function isInRange(value: number, range: Range<number>): boolean {
  if (range.type === 'between') return value >= range.from && value <= range.to;
  switch (range.by) {
    case '=':
      return value === range.value;
    case '>':
      return value > range.value;
    case '>=':
      return value >= range.value;
    case '<':
      return value < range.value;
    case '<=':
      return value <= range.value;
  }
}

/** The time that a range of dates means, ms since 1970, UTC. */
export function spanOfDates(range: DateRange, clock: Clock): Span {
  switch (range.type) {
    case 'today':
      return daySpan(clock, clock.now);
    case 'yesterday':
      return daySpan(clock, daySpan(clock, clock.now).from - 1);
    case 'last':
      return { from: clock.now - range.amount * unitMs[range.unit], to: Infinity };
    case 'between':
      return { from: spanOf(range.from, clock).from, to: spanOf(range.to, clock).to };
    case 'compare':
      return compared(range, spanOf(range.value, clock));
  }
}

const hourMs = 3_600_000;
const unitMs = { h: hourMs, d: 24 * hourMs, w: 7 * 24 * hourMs } as const;

function compared(
  { by }: Extract<Range<CalendarDate>, { type: 'compare' }>,
  { from, to }: Span,
): Span {
  switch (by) {
    case '=':
      return { from, to };
    case '>':
      return { from: to, to: Infinity };
    case '>=':
      return { from, to: Infinity };
    case '<':
      return { from: -Infinity, to: from };
    case '<=':
      return { from: -Infinity, to };
  }
}

function spanOf({ year, month, day }: CalendarDate, { midnightOf }: Clock): Span {
  if (month === null) return { from: midnightOf(year, 1, 1), to: midnightOf(year + 1, 1, 1) };
  if (day === null) return { from: midnightOf(year, month, 1), to: midnightOf(year, month + 1, 1) };
  return { from: midnightOf(year, month, day), to: midnightOf(year, month, day + 1) };
}

/** The day that a moment is in, found from the days around its date in UTC. */
function daySpan({ midnightOf }: Clock, at: number): Span {
  const date = new Date(at);
  const midnight = (shift: number) =>
    midnightOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate() + shift);
  const shift = [1, 0, -1].find((each) => midnight(each) <= at) ?? -1;
  return { from: midnight(shift), to: midnight(shift + 1) };
}
