import type { AttributeSpec, AttributeValue } from '#core/annotation/attributes.ts';
import { fieldOf, isJsonObject } from '../codecs/jsonFile.ts';

/** What attributes of regions are called when they say the category, the likeliest first. */
const categoryNames = [
  'class',
  'classname',
  'classes',
  'label',
  'labels',
  'labelname',
  'category',
  'categories',
  'categoryname',
  'type',
  'objecttype',
  'name',
];

/** The attribute that says the category, and whether its name does not tell. */
export interface CategoryChoice {
  readonly name: string | null; // null: none does
  readonly isGuess: boolean;
}

/** The attribute called like a category; else the only one. */
export function chooseCategoryAttribute(names: readonly string[]): CategoryChoice {
  const plain = names.map((name) => name.toLowerCase().replaceAll(/[^a-z]/gu, ''));
  for (const wanted of categoryNames) {
    const name = names[plain.indexOf(wanted)];
    if (name !== undefined) return { name, isGuess: false };
  }
  const [only] = names;
  return only !== undefined && names.length === 1
    ? { name: only, isGuess: true }
    : { name: null, isGuess: names.length > 0 };
}

/** The options of a menu of VIA, in their order. */
export function optionsOf(menu: unknown): readonly string[] {
  const options = isJsonObject(menu) ? fieldOf(menu, 'options') : undefined;
  return isJsonObject(options) ? Object.keys(options).filter((option) => option !== '') : [];
}

/**
 * The attribute that a menu offers. A choice of true and false is a checkbox; VIA's own checkboxes are
 * several choices at once and become text. What VIA takes as text is a number where all values are.
 */
export function specOfMenu(
  name: string,
  menu: unknown,
  values: readonly unknown[],
): AttributeSpec | null {
  if (name === '' || !isJsonObject(menu)) return null;
  const type = fieldOf(menu, 'type');
  const initial = initialOf(menu);
  if (type === 'dropdown' || type === 'radio' || type === 'image') {
    const options = optionsOf(menu);
    if (options.length === 0) return { kind: 'text', name, initial };
    if (isTruth(options)) return { kind: 'checkbox', name, initial: initial === 'true' };
    return { kind: 'select', name, options, initial: options.includes(initial) ? initial : null };
  }
  const isNumber = values.length > 0 && values.every((value) => typeof value === 'number');
  if (!isNumber || type !== 'text') return { kind: 'text', name, initial };
  const number = initial === '' ? NaN : Number(initial);
  return { kind: 'number', name, initial: Number.isFinite(number) ? number : null };
}

function isTruth(options: readonly string[]): boolean {
  return options.length === 2 && options.includes('true') && options.includes('false');
}

function initialOf(menu: Readonly<Record<string, unknown>>): string {
  const text = fieldOf(menu, 'default_value');
  if (typeof text === 'string') return text;
  const defaults = fieldOf(menu, 'default_options');
  return isJsonObject(defaults) ? (Object.keys(defaults)[0] ?? '') : '';
}

/** A value of VIA: several choices at once become a list of names; null where there is none. */
export function readValue(value: unknown, spec: AttributeSpec | undefined): AttributeValue | null {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string') {
    if (spec?.kind === 'checkbox' && (value === 'true' || value === 'false')) {
      return value === 'true';
    }
    return value === '' ? null : value;
  }
  const chosen = chosenIn(value);
  return chosen.length === 0 ? null : chosen.join(', ');
}

/** The names of what is chosen in VIA's own checkboxes. */
export function chosenIn(value: unknown): readonly string[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, isChosen]) =>
    isChosen === true || isChosen === 'true' ? [name] : [],
  );
}
