import type { ImageSummary } from '#core/project/project.ts';
import type { QueryContext } from '#core/query/matcher.ts';
import type {
  CalendarDate,
  CategoryWish,
  DateRange,
  Pattern,
  Possession,
  Query,
  Range,
  Term,
} from '#core/query/query.ts';

/** What a query means, word for word and one image at a time: slow, and easy to believe. */
export function isWanted(query: Query, image: ImageSummary, context: QueryContext): boolean {
  switch (query.type) {
    case 'all':
      return true;
    case 'and':
      return !query.parts.some((part) => !isWanted(part, image, context));
    case 'or':
      return query.parts.some((part) => isWanted(part, image, context));
    case 'not':
      return !isWanted(query.part, image, context);
    case 'term':
      return holds(query.term, image, context);
  }
}

function holds(term: Term, image: ImageSummary, context: QueryContext): boolean {
  const path = image.fileName.split('/');
  const folder = path.slice(0, -1).join('/');
  const categories = [...context.categories.values()];
  const total = categories.reduce((sum, { id }) => sum + countOf(image, id), 0);
  switch (term.field) {
    case 'text': {
      const names = categories.filter(({ id }) => countOf(image, id) > 0).map(({ name }) => name);
      const texts = [image.fileName, ...image.tags, ...names];
      return texts.some((text) => fits(text, { parts: ['', ...term.pattern.parts, ''] }));
    }
    case 'name':
      return term.anyOf.some((pattern) => fits(path.at(-1) ?? '', loose(pattern)));
    case 'by':
      return term.anyOf.some(
        (pattern) => image.statusSet !== null && fits(image.statusSet.by, loose(pattern)),
      );
    case 'folder':
      return term.anyOf.some((pattern) => isInFolder(folder, pattern));
    case 'tag':
      return term.anyOf.some((pattern) => image.tags.some((tag) => fits(tag, pattern)));
    case 'category':
      return term.anyOf.some((wish) => isGranted(wish, image, context));
    case 'status':
      return term.anyOf.some((status) => status === image.status);
    case 'split':
      return term.anyOf.some((split) => (split === 'none' ? null : split) === image.split);
    case 'has':
      return term.anyOf.some((what) => hasIt(what, image, context));
    case 'objects':
      return term.anyOf.some((range) => isIn(total, range));
    case 'width':
      return term.anyOf.some((range) => isIn(image.size.width, range));
    case 'height':
      return term.anyOf.some((range) => isIn(image.size.height, range));
    case 'size':
      return term.anyOf.some((range) => isIn(image.sizeBytes, range));
    case 'pixels':
      return term.anyOf.some((range) => isIn(image.size.width * image.size.height, range));
    case 'added':
      return term.anyOf.some((range) => isThen(image.addedAt, range, context.clock.now));
  }
}

function countOf({ categoryCounts }: ImageSummary, id: string): number {
  return Object.entries<number>(categoryCounts).find(([key]) => key === id)?.[1] ?? 0;
}

function isGranted({ name, count }: CategoryWish, image: ImageSummary, context: QueryContext) {
  const named = [...context.categories.values()].filter((category) => fits(category.name, name));
  const sum = named.reduce((each, { id }) => each + countOf(image, id), 0);
  if (count) return isIn(sum, count);
  const isNone = named.length === 0 && name.parts.join('*').toLowerCase() === 'none';
  return isNone ? Object.keys(image.categoryCounts).length === 0 : sum > 0;
}

function hasIt(what: Possession, image: ImageSummary, context: QueryContext): boolean {
  const isEmpty = Object.keys(image.categoryCounts).length === 0;
  const isTwin = context.duplicateOf().has(image.id);
  const isNoted = image.notes.some(({ resolved }) => resolved === null);
  const isFinished = image.status === 'done' || image.status === 'reviewed';
  const has = {
    notes: isNoted,
    tags: image.tags.length > 0,
    objects: !isEmpty,
    duplicates: isTwin,
    problems: isTwin || isNoted || (isFinished && isEmpty),
  };
  return has[what];
}

/** Anything may stand around a pattern without `*`. */
function loose({ parts }: Pattern): Pattern {
  return { parts: parts.length === 1 ? ['', ...parts, ''] : parts };
}

function fits(text: string, { parts }: Pattern): boolean {
  const escape = (part: string) => part.replace(/[$()*+.?[\\\]^{|}]/gu, '\\$&');
  const source = parts.map((part) => escape(part.normalize('NFC').toLowerCase())).join('.*');
  return new RegExp(`^${source}$`, 'su').test(text.normalize('NFC').toLowerCase());
}

function isInFolder(folder: string, pattern: Pattern): boolean {
  if (pattern.parts.length > 1) return fits(folder, pattern);
  const [wanted = ''] = pattern.parts;
  const trimmed = wanted.replace(/^\/+/u, '').replace(/\/+$/u, '');
  if (trimmed === '') return folder === '';
  return fits(`/${folder}/`, { parts: ['', `/${trimmed}/`, ''] });
}

function isIn(value: number, range: Range<number>): boolean {
  if (range.type === 'between') return range.from <= value && value <= range.to;
  const order = Math.sign(value - range.value);
  return { '=': [0], '>': [1], '>=': [0, 1], '<': [-1], '<=': [-1, 0] }[range.by].includes(order);
}

/** Compares calendar dates in UTC as far as both are given. */
function isThen(at: number, range: DateRange, now: number): boolean {
  const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
  switch (range.type) {
    case 'today':
      return dayOf(at) === dayOf(now);
    case 'yesterday':
      return dayOf(at) === dayOf(now - 86_400_000);
    case 'last':
      return at >= now - range.amount * { h: 1, d: 24, w: 168 }[range.unit] * 3_600_000;
    case 'between':
      return orderOf(at, range.from) >= 0 && orderOf(at, range.to) <= 0;
    case 'compare':
      return isIn(orderOf(at, range.value), { ...range, value: 0 });
  }
}

function orderOf(at: number, { year, month, day }: CalendarDate): number {
  const pad = (part: number) => String(part).padStart(2, '0');
  const wanted = [year, month, day].filter((part) => part !== null).map(pad);
  const date = new Date(at).toISOString().slice(0, wanted.join('-').length);
  return date < wanted.join('-') ? -1 : Number(date > wanted.join('-'));
}
