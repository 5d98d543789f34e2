import type { AttributeSpec } from './attributes.ts';
import type { CategoryId } from './ids.ts';

/** A class of objects. Names are unique in a project, compared without case and outer spaces. */
export interface Category {
  readonly id: CategoryId;
  readonly name: string;
  readonly supercategory: string; // '' when there is none
  readonly color: string; // CSS hex, #rrggbb
  readonly order: number; // place in lists and in exported ids, ascending
  /** The key that makes it the active one, as the browser names it; absent or null: by its place only. */
  readonly hotkey?: string | null;
  readonly attributes?: readonly AttributeSpec[]; // of its objects, names unique; absent: none
}

/** The form of a category name that is stored: outer spaces off, inner runs of spaces single. */
export function normalizeCategoryName(name: string): string {
  return name.trim().replace(/\s+/gu, ' ');
}

/** Whether both spellings name one category. */
export function isSameCategoryName(a: string, b: string): boolean {
  return normalizeCategoryName(a).toLowerCase() === normalizeCategoryName(b).toLowerCase();
}
