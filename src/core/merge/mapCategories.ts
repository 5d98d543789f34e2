import { isSameCategoryName, type Category } from '../annotation/category.ts';
import type { CategoryId } from '../annotation/ids.ts';

/** How the categories of a package are called in the project. */
export interface CategoryMap {
  /** Of a category of the package, the one in the project or among `added`; others stay as they are. */
  readonly idOf: (id: CategoryId) => CategoryId;
  /** Those that the project does not have yet, behind all of its own. */
  readonly added: readonly Category[];
}

/**
 * Categories are the same when their ids are, else when their names are. Where the id is the same the
 * project's own name and colour stay: a package does not tell who renamed it.
 */
export function mapCategories(
  mine: ReadonlyMap<CategoryId, Category>,
  theirs: readonly Category[],
): CategoryMap {
  const own = [...mine.values()];
  const ids = new Map<CategoryId, CategoryId>();
  const added: Category[] = [];
  let order = own.reduce((highest, each) => Math.max(highest, each.order), 0);
  for (const category of theirs.toSorted((a, b) => a.order - b.order)) {
    const same =
      mine.get(category.id) ??
      [...own, ...added].find(({ name }) => isSameCategoryName(name, category.name));
    ids.set(category.id, same?.id ?? category.id);
    if (same) continue;
    order += 1;
    const { id, name, supercategory, color } = category;
    added.push({ id, name, supercategory, color, order });
  }
  return { idOf: (id) => ids.get(id) ?? id, added };
}
