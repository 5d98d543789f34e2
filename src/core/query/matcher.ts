import type { Category } from '../annotation/category.ts';
import type { CategoryId } from '../annotation/ids.ts';
import type { DuplicateOf } from '../duplicates/duplicateOf.ts';
import { problemsOf } from '../project/imageProblems.ts';
import { openNotesOf } from '../project/reviewEdits.ts';
import { annotationCountOf, type ImageSummary } from '../project/project.ts';
import { isInRange, spanOfDates, type Clock } from './matchRange.ts';
import { contains, containsOrEquals, equals, foldText, type TextMatcher } from './matchText.ts';
import type { CategoryWish, NumberField, Pattern, Possession, Query, Term } from './query.ts';

/** What a query refers to besides the image itself. */
export interface QueryContext {
  readonly categories: ReadonlyMap<CategoryId, Category>;
  /** Asked for only where duplicates matter. */
  duplicateOf(): DuplicateOf;
  readonly clock: Clock;
}

export type ImageMatcher = (image: ImageSummary) => boolean;

/** Tells which images a query wants. Made once per query: patterns and dates are worked out here. */
export function matcherOf(query: Query, context: QueryContext): ImageMatcher {
  switch (query.type) {
    case 'all':
      return () => true;
    case 'and': {
      const parts = query.parts.map((part) => matcherOf(part, context));
      return (image) => parts.every((part) => part(image));
    }
    case 'or': {
      const parts = query.parts.map((part) => matcherOf(part, context));
      return (image) => parts.some((part) => part(image));
    }
    case 'not': {
      const part = matcherOf(query.part, context);
      return (image) => !part(image);
    }
    case 'term':
      return termMatcher(query.term, context);
  }
}

function termMatcher(term: Term, context: QueryContext): ImageMatcher {
  switch (term.field) {
    case 'text':
      return freeTextMatcher(term.pattern, context);
    case 'name':
      return anyText(term.anyOf.map(containsOrEquals), ({ fileName }) => nameOf(fileName));
    case 'folder':
      return anyText(term.anyOf.map(folderMatcher), ({ fileName }) => folderOf(fileName));
    case 'by':
      return anyText(term.anyOf.map(containsOrEquals), ({ statusSet }) => statusSet?.by ?? null);
    case 'tag': {
      const matchers = term.anyOf.map(equals);
      return ({ tags }) => tags.some((tag) => matchers.some((matches) => matches(foldText(tag))));
    }
    case 'category': {
      const matchers = term.anyOf.map((wish) => categoryMatcher(wish, context));
      return (image) => matchers.some((matches) => matches(image));
    }
    case 'status':
      return ({ status }) => term.anyOf.includes(status);
    case 'split':
      return ({ split }) => term.anyOf.includes(split ?? 'none');
    case 'has': {
      const matchers = term.anyOf.map((what) => possessionMatcher(what, context));
      return (image) => matchers.some((matches) => matches(image));
    }
    case 'objects':
    case 'width':
    case 'height':
    case 'size':
    case 'pixels': {
      const { anyOf } = term;
      const numberOf = numbers[term.field];
      return (image) => anyOf.some((range) => isInRange(numberOf(image), range));
    }
    case 'added': {
      const spans = term.anyOf.map((range) => spanOfDates(range, context.clock));
      return ({ addedAt }) => spans.some(({ from, to }) => addedAt >= from && addedAt < to);
    }
  }
}

const numbers: Readonly<Record<NumberField, (image: ImageSummary) => number>> = {
  objects: annotationCountOf,
  width: ({ size }) => size.width,
  height: ({ size }) => size.height,
  size: ({ sizeBytes }) => sizeBytes,
  pixels: ({ size }) => size.width * size.height,
};

function anyText(
  matchers: readonly TextMatcher[],
  textOf: (image: ImageSummary) => string | null,
): ImageMatcher {
  return (image) => {
    const text = textOf(image);
    if (text === null) return false;
    const folded = foldText(text);
    return matchers.some((matches) => matches(folded));
  };
}

/** In the path, a tag, or the name of a category that has objects there. */
function freeTextMatcher(pattern: Pattern, { categories }: QueryContext): ImageMatcher {
  const matches = contains(pattern);
  const wanted = idsOfCategories(categories, matches);
  return ({ fileName, tags, categoryCounts }) =>
    matches(foldText(fileName)) ||
    tags.some((tag) => matches(foldText(tag))) ||
    countIn(categoryCounts, wanted) > 0;
}

/** Whole folder names: `cats` is in `pets/cats/old`, not in `bobcats`. */
function folderMatcher(pattern: Pattern): TextMatcher {
  if (pattern.parts.length > 1) return equals(pattern);
  const folder = foldText(pattern.parts[0] ?? '').replace(/^\/+|\/+$/gu, '');
  if (folder === '') return (text) => text === '';
  return (text) => `/${text}/`.includes(`/${folder}/`);
}

/** `none` asks for images without objects, unless a category is called so. */
function categoryMatcher({ name, count }: CategoryWish, context: QueryContext): ImageMatcher {
  const wanted = idsOfCategories(context.categories, equals(name));
  const isNone = wanted.length === 0 && foldText(name.parts.join('*')) === 'none';
  if (isNone && !count) return (image) => annotationCountOf(image) === 0;
  return ({ categoryCounts }) => {
    const found = countIn(categoryCounts, wanted);
    return count ? isInRange(found, count) : found > 0;
  };
}

function possessionMatcher(what: Possession, context: QueryContext): ImageMatcher {
  switch (what) {
    case 'notes':
      return (image) => openNotesOf(image).length > 0;
    case 'tags':
      return ({ tags }) => tags.length > 0;
    case 'objects':
      return (image) => annotationCountOf(image) > 0;
    case 'duplicates': {
      const duplicateOf = context.duplicateOf();
      return ({ id }) => duplicateOf.has(id);
    }
    case 'problems': {
      const duplicateOf = context.duplicateOf();
      return (image) => problemsOf(image, duplicateOf).length > 0;
    }
  }
}

function idsOfCategories(
  categories: QueryContext['categories'],
  matches: TextMatcher,
): readonly CategoryId[] {
  return [...categories.values()].filter(({ name }) => matches(foldText(name))).map(({ id }) => id);
}

function countIn(counts: ImageSummary['categoryCounts'], wanted: readonly CategoryId[]): number {
  return wanted.reduce((sum, id) => sum + (counts[id] ?? 0), 0);
}

function nameOf(fileName: string): string {
  return fileName.slice(fileName.lastIndexOf('/') + 1);
}

/** The folder of a file, without its name; '' at the top. */
export function folderOf(fileName: string): string {
  return fileName.slice(0, Math.max(0, fileName.lastIndexOf('/')));
}
