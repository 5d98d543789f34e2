import type { Category } from '#core/annotation/category.ts';
import { sortedCategories } from '#core/project/project.ts';

/** What the file calls itself. */
const categoriesFormat = 'maskwright-categories';

/** The list of categories as JSON text, in its order; without ids, so that it fits any project. */
export function writeCategories(categories: Iterable<Category>): string {
  const list = sortedCategories(categories).map(
    ({ name, supercategory, color, hotkey = null, attributes = [] }) => ({
      name,
      supercategory,
      color,
      hotkey,
      attributes,
    }),
  );
  return `${JSON.stringify({ format: categoriesFormat, version: 1, categories: list }, null, 2)}\n`;
}
