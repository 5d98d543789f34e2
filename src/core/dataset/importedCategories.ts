import { joinSpecs, type AttributeSpec } from '../annotation/attributes.ts';
import { normalizeCategoryName, type Category } from '../annotation/category.ts';
import { uniqueEntries, type CategoryEntry } from '../annotation/categoryLines.ts';
import type { CategoryId } from '../annotation/ids.ts';
import { addCategories, categoryNamed } from '../project/categoryEdits.ts';
import type { RecordEdit } from '../project/change.ts';
import type { DataSetCategory } from './dataSet.ts';
import type { CategoryChoice } from './importPlan.ts';

/** What the categories of a data set become in a project. */
export interface ImportedCategories {
  readonly edits: readonly RecordEdit[];
  /** By index in the data set; null: its objects are left out. */
  readonly ids: readonly (CategoryId | null)[];
}

export interface CategoriesToImport {
  readonly read: readonly DataSetCategory[];
  readonly choices: readonly CategoryChoice[];
  /** Attributes that every category gets, for what objects say besides. */
  readonly marks: readonly AttributeSpec[];
  readonly newId: () => string;
}

/**
 * Adds the new categories and gives those that are there the attributes which only the data set has. Of
 * two new ones whose names differ in case only, the first stands for both.
 */
export function importCategories(
  known: Iterable<Category>,
  { read, choices, marks, newId }: CategoriesToImport,
): ImportedCategories {
  const before = new Map([...known].map((category) => [category.id, category]));
  const fresh = read.flatMap((category, index) =>
    choices[index] === 'new' ? entryOf(category, marks) : [],
  );
  const { edits } = addCategories(before.values(), uniqueEntries(fresh), newId);
  const after = new Map(before);
  for (const edit of edits) {
    if (edit.kind === 'category' && edit.after) after.set(edit.after.id, edit.after);
  }
  const ids = read.map(({ name }, index): CategoryId | null => {
    const choice = choices[index] ?? 'leaveOut';
    if (choice === 'leaveOut') return null;
    if (choice !== 'new') return after.has(choice.id) ? choice.id : null;
    return categoryNamed(after.values(), nameOf(name))?.id ?? null;
  });
  for (const [index, id] of ids.entries()) {
    const category = id && after.get(id);
    const specs = [...(read[index]?.attributes ?? []), ...marks];
    if (category) after.set(category.id, withSpecs(category, specs));
  }
  const changed = [...after.values()].filter((category) => before.get(category.id) !== category);
  return {
    ids,
    edits: changed.map((category) => ({
      kind: 'category',
      before: before.get(category.id) ?? null,
      after: category,
    })),
  };
}

function entryOf(
  { name, supercategory, color, attributes }: DataSetCategory,
  marks: readonly AttributeSpec[],
): CategoryEntry {
  return {
    name: nameOf(name),
    supercategory: normalizeCategoryName(supercategory),
    color,
    attributes: joinSpecs([attributes, marks]),
  };
}

/** A name of spaces only is none that the studio could show. */
function nameOf(name: string): string {
  const plain = normalizeCategoryName(name);
  return plain === '' ? '?' : plain;
}

function withSpecs(category: Category, specs: readonly AttributeSpec[]): Category {
  const attributes = joinSpecs([category.attributes ?? [], specs]);
  return attributes.length > (category.attributes?.length ?? 0)
    ? { ...category, attributes }
    : category;
}
