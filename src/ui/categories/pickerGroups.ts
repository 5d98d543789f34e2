import type { Category } from '#core/annotation/category.ts';
import type { CategoryId } from '#core/annotation/ids.ts';
import { sortedCategories } from '#core/project/project.ts';
import {
  categoryIndex,
  foundRows,
  groupedRows,
  recentRows,
  type CategoryRow,
} from './categoryRows.ts';

/** Options that stand together. */
export interface PickerGroup {
  /** Null: above them stands nothing. */
  readonly heading:
    | { readonly key: 'recent' }
    | { readonly key: `of ${string}`; readonly supercategory: string }
    | null;
  readonly rows: readonly CategoryRow[];
}

export interface PickerResult {
  readonly groups: readonly PickerGroup[]; // none is empty
  readonly hiddenCount: number; // categories that answer and are not listed
}

export interface PickerSearch {
  find(typed: string): PickerResult;
}

/** A list for the eyes: who does not find it there types on. */
const maxShownCount = 100;
/** Fewer are seen at one glance: what was used last needs no place of its own. */
const minForRecent = 10;

/** Searches categories; while nothing is typed those used last come first, the others by supercategory. */
export function createPickerSearch(
  categories: ReadonlyMap<CategoryId, Category>,
  recentIds: readonly CategoryId[],
): PickerSearch {
  const sorted = sortedCategories(categories.values());
  const index = categoryIndex(sorted);
  return {
    find(typed) {
      if (typed.trim() !== '') {
        const rows = foundRows(index, typed);
        return cut([{ heading: null, rows }]);
      }
      const recent = sorted.length < minForRecent ? [] : recentRows(categories, recentIds);
      const known = new Set(recent.map(({ category }) => category));
      const others = sorted.filter((category) => !known.has(category));
      return cut([{ heading: { key: 'recent' }, rows: recent }, ...groupsOf(others)]);
    },
  };
}

function groupsOf(sorted: readonly Category[]): readonly PickerGroup[] {
  const groups: { heading: PickerGroup['heading']; rows: CategoryRow[] }[] = [];
  for (const row of groupedRows(sorted)) {
    if (row.kind === 'heading') {
      const { supercategory } = row;
      groups.push({ heading: { key: `of ${supercategory}`, supercategory }, rows: [] });
      continue;
    }
    if (groups.length === 0) groups.push({ heading: null, rows: [] });
    groups.at(-1)?.rows.push(row);
  }
  return groups;
}

function cut(groups: readonly PickerGroup[]): PickerResult {
  let left = maxShownCount;
  const shown = groups.map(({ heading, rows }) => {
    const kept = rows.slice(0, left);
    left -= kept.length;
    return { heading, rows: kept };
  });
  const total = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  return {
    groups: shown.filter(({ rows }) => rows.length > 0),
    hiddenCount: total - (maxShownCount - left),
  };
}
