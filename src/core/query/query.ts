import type { ImageStatus } from '../project/project.ts';
import type { Split } from '../project/split.ts';

/** What is looked for in a text, without case: its parts in this order, anything between them. */
export interface Pattern {
  readonly parts: readonly string[]; // at least one; '' may be among them
}

export type Comparison = '=' | '>' | '>=' | '<' | '<=';

export type Range<Value> =
  | { readonly type: 'compare'; readonly by: Comparison; readonly value: Value }
  | { readonly type: 'between'; readonly from: Value; readonly to: Value }; // both included

/** A day, a month or a year of the calendar where the user is. */
export interface CalendarDate {
  readonly year: number; // 1000…9999
  readonly month: number | null; // 1…12; null: the whole year
  readonly day: number | null; // 1…31; null: the whole month
}

export type DateRange =
  | Range<CalendarDate>
  | { readonly type: 'last'; readonly amount: number; readonly unit: 'h' | 'd' | 'w' }
  | { readonly type: 'today' }
  | { readonly type: 'yesterday' };

/** Objects of a category; without `count`: at least one. */
export interface CategoryWish {
  readonly name: Pattern;
  readonly count: Range<number> | null;
}

export const textFields = ['name', 'folder', 'tag', 'by'] as const;
export const numberFields = ['objects', 'width', 'height', 'size', 'pixels'] as const;
export const possessions = ['problems', 'notes', 'tags', 'duplicates', 'objects'] as const;

export type TextField = (typeof textFields)[number];
/** Width and height in px, `size` in bytes, `pixels` in px². */
export type NumberField = (typeof numberFields)[number];
export type Possession = (typeof possessions)[number];

/** One condition on an image; of several values any one will do. */
export type Term =
  | { readonly field: 'text'; readonly pattern: Pattern } // somewhere in path, tags or categories
  | { readonly field: TextField; readonly anyOf: readonly Pattern[] }
  | { readonly field: 'category'; readonly anyOf: readonly CategoryWish[] }
  | { readonly field: 'status'; readonly anyOf: readonly ImageStatus[] }
  | { readonly field: 'split'; readonly anyOf: readonly (Split | 'none')[] }
  | { readonly field: 'has'; readonly anyOf: readonly Possession[] }
  | { readonly field: NumberField; readonly anyOf: readonly Range<number>[] }
  | { readonly field: 'added'; readonly anyOf: readonly DateRange[] };

/** The fields that can be written before a colon, in the order in which they are offered. */
export const fields = [
  'status',
  'category',
  'objects',
  'tag',
  'split',
  'has',
  'name',
  'folder',
  'added',
  'size',
  'pixels',
  'width',
  'height',
  'by',
] as const;

export type Field = (typeof fields)[number];

/** Which images are wanted. `and` and `or` have two parts at least, and none of their own kind. */
export type Query =
  | { readonly type: 'all' }
  | { readonly type: 'and'; readonly parts: readonly Query[] }
  | { readonly type: 'or'; readonly parts: readonly Query[] }
  | { readonly type: 'not'; readonly part: Query }
  | { readonly type: 'term'; readonly term: Term };

/** Why a text is no query: the key of the sentence in the text catalogue, under `query.error.`. */
export type QueryErrorKey =
  | 'unknownField'
  | 'valueMissing'
  | 'unknownStatus'
  | 'unknownSplit'
  | 'unknownPossession'
  | 'badNumber'
  | 'badSize'
  | 'badPixels'
  | 'badDate'
  | 'quoteOpen'
  | 'groupOpen'
  | 'groupClose'
  | 'operandMissing'
  | 'tooDeep';

/** What is wrong with a query and where, as a half-open span of UTF-16 units. */
export interface QueryError {
  readonly key: QueryErrorKey;
  readonly from: number;
  readonly to: number;
}
