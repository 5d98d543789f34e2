import type { Category } from '#core/annotation/category.ts';
import type { CategoryId } from '#core/annotation/ids.ts';
import { createFuzzyIndex, type FuzzyIndex, type TextRange } from '#core/text/fuzzyMatch.ts';

/** A category in a list, with the letters of its name that were searched for. */
export interface CategoryRow {
  readonly kind: 'category';
  readonly category: Category;
  readonly ranges: readonly TextRange[];
}

/** A line above the categories of a supercategory. */
export interface HeadingRow {
  readonly kind: 'heading';
  readonly supercategory: string; // '': of those that have none
}

export type CategoryListRow = CategoryRow | HeadingRow;

/** Names and supercategories of categories, to be searched often. */
export function categoryIndex(sorted: readonly Category[]): FuzzyIndex<Category> {
  return createFuzzyIndex(sorted, ({ name, supercategory }) =>
    supercategory === '' ? name : `${name} ${supercategory}`,
  );
}

/** What answers to a search, best first; only letters of the name are marked. */
export function foundRows(index: FuzzyIndex<Category>, typed: string): readonly CategoryRow[] {
  return index.find(typed).map(({ item: category, ranges }) => ({
    kind: 'category',
    category,
    ranges: ranges.flatMap(({ start, end }) =>
      start < category.name.length ? [{ start, end: Math.min(end, category.name.length) }] : [],
    ),
  }));
}

/** Whether what was typed is a stretch of the name or made of beginnings of its words: hardly a new name. */
export function isFoundByWords({ category: { name }, ranges }: CategoryRow): boolean {
  if (ranges.length < 2) return true;
  return ranges.every(({ start }) => start === 0 || /[\s_\-./]/u.test(name.charAt(start - 1)));
}

/**
 * Categories by supercategory, each group where its first category stands; without headings while no
 * category has one.
 */
export function groupedRows(sorted: readonly Category[]): readonly CategoryListRow[] {
  if (sorted.every(({ supercategory }) => supercategory === '')) return sorted.map(plainRow);
  const groups = new Map<string, Category[]>();
  for (const category of sorted) {
    const group = groups.get(category.supercategory) ?? [];
    group.push(category);
    groups.set(category.supercategory, group);
  }
  return [...groups].flatMap(([supercategory, categories]): CategoryListRow[] => [
    { kind: 'heading', supercategory },
    ...categories.map(plainRow),
  ]);
}

/** The categories that were used last, as far as they are still there. */
export function recentRows(
  categories: ReadonlyMap<CategoryId, Category>,
  recentIds: readonly CategoryId[],
): readonly CategoryRow[] {
  return recentIds.flatMap((id) => {
    const category = categories.get(id);
    return category ? [plainRow(category)] : [];
  });
}

function plainRow(category: Category): CategoryRow {
  return { kind: 'category', category, ranges: [] };
}

/** The key that makes a category the active one: its own, else that of its place. Null: none. */
export function keyOfCategory(
  category: Category,
  placeKeys: readonly string[],
  place: number,
): string | null {
  const own = category.hotkey ?? '';
  const ofPlace = placeKeys[place] ?? '';
  return own || ofPlace || null;
}
