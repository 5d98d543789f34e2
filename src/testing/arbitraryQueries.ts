import * as fc from 'fast-check';
import type { NoteId } from '#core/annotation/ids.ts';
import { imageStatuses, type ImageSummary } from '#core/project/project.ts';
import {
  possessions,
  type CalendarDate,
  type Comparison,
  type DateRange,
  type Pattern,
  type Query,
  type Range,
  type Term,
} from '#core/query/query.ts';
import { splitNames } from '#core/query/values.ts';
import { categoryRecord, imageRecord, testTime } from './records.ts';

/** Short texts that match often, and the characters that queries are made of. */
export const words = fc.oneof(
  fc.constantFrom('cat', 'Cat', 'dog', 'a', '', 'photo', 'or', 'NOT', 'status:x', '-a', 'a,b'),
  fc.string({ unit: fc.constantFrom(...'aA-"\\():*,> .é/'.split('')), maxLength: 4 }),
);

/** Queries of every kind, in the form that `parseQuery` gives. */
export function queries(): fc.Arbitrary<Query> {
  const { query } = fc.letrec<{ query: Query }>((tie) => ({
    query: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      terms().map((term): Query => ({ type: 'term', term })),
      tie('query').map((part): Query => ({ type: 'not', part })),
      joined('and', tie('query')),
      joined('or', tie('query')),
    ),
  }));
  return query;
}

/** Images of which queries of {@link queries} find some; categories 1 and 2 are on them. */
export function queriedImages(): fc.Arbitrary<ImageSummary> {
  return fc
    .record({
      number: fc.integer({ min: 1, max: 50 }),
      fileName: fc.constantFrom('cat.jpg', 'dogs/Cat 2.png', 'a/b/photo(1).jpg', 'or.png'),
      side: fc.integer({ min: 1, max: 9 }),
      sizeBytes: fc.constantFrom(1, 5, 3000, 2_000_000),
      addedAt: fc.integer({ min: -40, max: 3 }).map((days) => testTime + days * 86_400_000),
      counts: fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 2 })),
      status: fc.constantFrom(...imageStatuses),
      by: fc.option(fc.constantFrom('Ann', 'bob', '')),
      tags: fc.uniqueArray(fc.constantFrom('a', 'cat', 'blurry', 'é'), { maxLength: 2 }),
      split: fc.constantFrom('train', 'val', 'test', null),
      note: fc.constantFrom('none', 'open', 'resolved'),
    })
    .map(({ number, side, counts: [first, second], by, note, ...rest }) => {
      const stamp = { by: by ?? '', at: testTime };
      return imageRecord(number, {
        ...rest,
        size: { width: side, height: 10 - side },
        categoryCounts: {
          ...(first > 0 ? { [categoryRecord(1).id]: first } : {}),
          ...(second > 0 ? { [categoryRecord(2).id]: second } : {}),
        },
        statusSet: by === null ? null : stamp,
        notes:
          note === 'none'
            ? []
            : [
                {
                  id: 'note-1' as NoteId,
                  at: null,
                  text: 'edge',
                  written: stamp,
                  resolved: note === 'open' ? null : stamp,
                },
              ],
      });
    });
}

function joined(type: 'and' | 'or', part: fc.Arbitrary<Query>): fc.Arbitrary<Query> {
  return fc.array(part, { minLength: 2, maxLength: 3 }).map((parts) => ({
    type,
    parts: parts.flatMap((each) => (each.type === type ? each.parts : [each])),
  }));
}

function terms(): fc.Arbitrary<Term> {
  return fc.oneof(
    patterns().map((pattern): Term => ({ field: 'text', pattern })),
    fc
      .tuple(fc.constantFrom('name', 'folder', 'tag', 'by'), some(patterns()))
      .map(([field, anyOf]): Term => ({ field, anyOf })),
    some(fc.record({ name: patterns(), count: fc.option(ranges(fc.nat({ max: 4 }))) })).map(
      (anyOf): Term => ({ field: 'category', anyOf }),
    ),
    some(fc.constantFrom(...imageStatuses)).map((anyOf): Term => ({ field: 'status', anyOf })),
    some(fc.constantFrom(...splitNames)).map((anyOf): Term => ({ field: 'split', anyOf })),
    some(fc.constantFrom(...possessions)).map((anyOf): Term => ({ field: 'has', anyOf })),
    fc
      .tuple(
        fc.constantFrom('objects', 'width', 'height', 'size', 'pixels'),
        some(ranges(fc.oneof(fc.nat({ max: 9 }), fc.constantFrom(3000, 2_000_000, 2_500_000)))),
      )
      .map(([field, anyOf]): Term => ({ field, anyOf })),
    some(dateRanges()).map((anyOf): Term => ({ field: 'added', anyOf })),
  );
}

function some<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<readonly Value[]> {
  return fc.array(value, { minLength: 1, maxLength: 2 });
}

function patterns(): fc.Arbitrary<Pattern> {
  return fc.array(words, { minLength: 1, maxLength: 3 }).map((parts) => ({ parts }));
}

function ranges<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Range<Value>> {
  const by = fc.constantFrom<Comparison>('=', '>', '>=', '<', '<=');
  return fc.oneof(
    fc.record({ type: fc.constant('compare' as const), by, value }),
    fc.record({ type: fc.constant('between' as const), from: value, to: value }),
  );
}

function dateRanges(): fc.Arbitrary<DateRange> {
  const dates: fc.Arbitrary<CalendarDate> = fc.constantFrom(
    { year: 2023, month: null, day: null },
    { year: 2023, month: 12, day: null },
    { year: 2023, month: 12, day: 31 },
    { year: 2024, month: 1, day: 1 },
  );
  return fc.oneof(
    ranges(dates),
    fc.constantFrom<DateRange>({ type: 'today' }, { type: 'yesterday' }),
    fc.record({
      type: fc.constant('last' as const),
      amount: fc.nat({ max: 30 }),
      unit: fc.constantFrom('h', 'd', 'w'),
    }),
  );
}
