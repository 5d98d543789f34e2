import * as v from 'valibot';
import type { AttributeSpec } from '#core/annotation/attributes.ts';
import { normalizeCategoryName } from '#core/annotation/category.ts';
import { hexColorOf, uniqueEntries, type CategoryEntry } from '#core/annotation/categoryLines.ts';

export interface CategoriesRead {
  readonly value: readonly CategoryEntry[]; // names unique, the first of equal ones
  /** The places of what could not be read, such as `3.name`; `''`: the whole text. */
  readonly issues: readonly string[];
}

const ownAttribute = v.variant('kind', [
  v.object({ kind: v.literal('text'), name: v.string(), initial: v.string() }),
  v.object({
    kind: v.literal('number'),
    name: v.string(),
    initial: v.nullable(v.pipe(v.number(), v.finite())),
  }),
  v.object({ kind: v.literal('checkbox'), name: v.string(), initial: v.boolean() }),
  v.object({
    kind: v.literal('select'),
    name: v.string(),
    options: v.pipe(v.array(v.string()), v.minLength(1)),
    initial: v.nullable(v.string()),
  }),
]);

/** Source: CVAT, "Raw" labels of a project. */
const cvatAttribute = v.object({
  name: v.string(),
  input_type: v.picklist(['select', 'radio', 'checkbox', 'number', 'text']),
  values: v.optional(v.array(v.string()), []),
  default_value: v.nullish(v.string()),
});

const byte = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));
const rgb = v.tuple([byte, byte, byte]); // of COCO panoptic

const entry = v.object({
  name: v.pipe(v.string(), v.transform(normalizeCategoryName), v.minLength(1)),
  supercategory: v.nullish(v.string(), ''),
  color: v.nullish(v.union([v.string(), rgb])),
  hotkey: v.nullish(v.string()),
  attributes: v.nullish(v.array(v.unknown()), []),
});

const whole = v.union([
  v.array(v.unknown()),
  v.pipe(
    v.object({ categories: v.array(v.unknown()) }),
    v.transform(({ categories }) => categories),
  ),
  v.pipe(
    v.object({ labels: v.array(v.unknown()) }),
    v.transform(({ labels }) => labels),
  ),
]);

/**
 * Categories of a JSON text: our own list, the labels of CVAT, or the `categories` of COCO (the array, or a
 * whole data set). Never throws: what cannot be read is named and left out.
 */
export function readCategories(text: string): CategoriesRead {
  const parsed = v.safeParse(whole, jsonOf(text));
  if (!parsed.success) return { value: [], issues: [''] };
  const entries: CategoryEntry[] = [];
  const issues: string[] = [];
  for (const [index, item] of parsed.output.entries()) {
    const read = v.safeParse(entry, item);
    if (read.success) entries.push(entryOf(read.output, index, issues));
    else issues.push(`${index}.${v.getDotPath(read.issues[0]) ?? ''}`);
  }
  return { value: uniqueEntries(entries), issues };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not JSON: no list in it
  }
}

function entryOf(
  { name, supercategory, color, hotkey, attributes }: v.InferOutput<typeof entry>,
  index: number,
  issues: string[],
): CategoryEntry {
  const specs = new Map<string, AttributeSpec>();
  for (const [place, item] of (attributes ?? []).entries()) {
    const spec = specOf(item);
    if (spec && !specs.has(spec.name)) specs.set(spec.name, spec);
    else issues.push(`${index}.attributes.${place}`);
  }
  return {
    name,
    supercategory: normalizeCategoryName(supercategory ?? ''),
    color: typeof color === 'string' ? hexColorOf(color) : hexOf(color),
    hotkey: hotkey ?? null,
    attributes: [...specs.values()],
  };
}

function hexOf(color: readonly number[] | null | undefined): string | null {
  return color ? `#${color.map((each) => each.toString(16).padStart(2, '0')).join('')}` : null;
}

function specOf(item: unknown): AttributeSpec | null {
  const own = v.safeParse(ownAttribute, item);
  const spec = own.success ? own.output : cvatSpecOf(item);
  if (!spec || spec.name === '' || spec.kind !== 'select') return spec?.name === '' ? null : spec;
  const options = [...new Set(spec.options.filter((option) => option !== ''))];
  const initial = spec.initial !== null && options.includes(spec.initial) ? spec.initial : null;
  return options.length === 0 ? null : { ...spec, options, initial };
}

function cvatSpecOf(item: unknown): AttributeSpec | null {
  const read = v.safeParse(cvatAttribute, item);
  if (!read.success) return null;
  const { name, input_type: inputType, values, default_value: initial } = read.output;
  switch (inputType) {
    case 'text':
      return { kind: 'text', name, initial: initial ?? '' };
    case 'checkbox':
      return { kind: 'checkbox', name, initial: initial === 'true' };
    case 'number': {
      const number = Number(initial ?? '');
      const isSaid = (initial ?? '') !== '' && Number.isFinite(number);
      return { kind: 'number', name, initial: isSaid ? number : null };
    }
    case 'select':
    case 'radio':
      return { kind: 'select', name, options: values, initial: initial ?? null };
  }
}
