import type { AttributeSpec } from './attributes.ts';
import { normalizeCategoryName } from './category.ts';

/** A category as a list or a file tells of it. */
export interface CategoryEntry {
  readonly name: string; // in its stored form, not empty
  readonly supercategory: string; // '' when there is none
  readonly color: string | null; // CSS hex, #rrggbb; null: not said
  readonly hotkey?: string | null;
  readonly attributes?: readonly AttributeSpec[];
}

/**
 * Categories of pasted lines, one a line: `name, supercategory, #colour`, parted by commas, semicolons or
 * tabs (as spreadsheets copy them); only the name has to be there. Of equal names the first one counts.
 */
export function categoriesOfLines(text: string): readonly CategoryEntry[] {
  return uniqueEntries(text.split(/\r?\n/u).flatMap((line) => entryOf(line) ?? []));
}

/** The first entry of each name. */
export function uniqueEntries(entries: readonly CategoryEntry[]): readonly CategoryEntry[] {
  const byName = new Map<string, CategoryEntry>();
  for (const entry of entries) {
    const key = entry.name.toLowerCase();
    if (!byName.has(key)) byName.set(key, entry);
  }
  return [...byName.values()];
}

function entryOf(line: string): CategoryEntry | null {
  const separator = line.includes('\t') ? '\t' : /[,;]/u;
  const parts = line.split(separator).map((part) => normalizeCategoryName(unquoted(part.trim())));
  const color = parts.map((part) => hexColorOf(part)).find((each) => each !== null) ?? null;
  const [name = '', supercategory = ''] = parts.filter((part) => hexColorOf(part) === null);
  return name === '' ? null : { name, supercategory, color };
}

function unquoted(part: string): string {
  return part.length > 1 && part.startsWith('"') && part.endsWith('"') ? part.slice(1, -1) : part;
}

/** A colour as it is stored: `#rrggbb`, also of `#rgb`; null: it is none. */
export function hexColorOf(text: string): string | null {
  const color = text.toLowerCase();
  if (/^#[0-9a-f]{6}$/u.test(color)) return color;
  if (!/^#[0-9a-f]{3}$/u.test(color)) return null;
  return `#${color.slice(1).replace(/./gu, '$&$&')}`;
}
