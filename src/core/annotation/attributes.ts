/** The value of one attribute of an object: text and choices are strings. */
export type AttributeValue = string | number | boolean;

/** The values of an object by the names of its attributes. */
export type AttributeValues = Readonly<Record<string, AttributeValue>>;

/**
 * Whether something from outside is values of attributes, under whatever names. Schemas of records of
 * names leave out `constructor` and `prototype`, which are good names of attributes.
 */
export function isAttributeValues(value: unknown): value is AttributeValues {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(isAttributeValue)
  );
}

function isAttributeValue(value: unknown): value is AttributeValue {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/** What an object of a category can be said to be, such as `occluded` or `age`. */
export type AttributeSpec =
  | { readonly kind: 'text'; readonly name: string; readonly initial: string }
  | { readonly kind: 'number'; readonly name: string; readonly initial: number | null }
  | { readonly kind: 'checkbox'; readonly name: string; readonly initial: boolean }
  | {
      readonly kind: 'select';
      readonly name: string;
      readonly options: readonly string[]; // unique, at least one
      readonly initial: string | null; // one of the options
    };

export type AttributeKind = AttributeSpec['kind'];

/** In the order in which they are offered. */
export const attributeKinds = ['text', 'number', 'checkbox', 'select'] as const;

/**
 * The values that an object lacks and its category has an initial one for, besides those it has. An
 * initial text that is empty is no value.
 */
export function withInitialValues(
  values: AttributeValues | undefined,
  specs: readonly AttributeSpec[] = [],
): AttributeValues | undefined {
  const missing = specs.filter(({ name }) => !hasValue(values, name)).flatMap(initialEntry);
  return missing.length === 0 ? values : { ...values, ...Object.fromEntries(missing) };
}

function initialEntry({ name, initial }: AttributeSpec): readonly [string, AttributeValue][] {
  return initial === null || initial === '' ? [] : [[name, initial]];
}

/** The value of an attribute, as its kind wants it; null where there is none or it does not fit. */
export function valueOf(
  values: AttributeValues | undefined,
  spec: AttributeSpec,
): AttributeValue | null {
  const value = hasValue(values, spec.name) ? values?.[spec.name] : undefined;
  return value === undefined ? null : convertValue(value, spec);
}

/** The values with one more, or with null one less. */
export function withValue(
  values: AttributeValues | undefined,
  name: string,
  value: AttributeValue | null,
): AttributeValues {
  const { [name]: _, ...others } = values ?? {};
  return value === null ? others : { ...others, [name]: value };
}

/** What a value is as another kind: `'12'` is 12, true is 1 or `'true'`. Null when it cannot be said. */
export function convertValue(value: AttributeValue, spec: AttributeSpec): AttributeValue | null {
  switch (spec.kind) {
    case 'text':
      return String(value);
    case 'number':
      return asNumber(value);
    case 'checkbox':
      return asTruth(value);
    case 'select':
      return asOption(value, spec.options);
  }
}

function asNumber(value: AttributeValue): number | null {
  if (typeof value === 'string' && value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function asTruth(value: AttributeValue): boolean | null {
  if (typeof value === 'boolean') return value;
  const said = String(value).trim().toLowerCase();
  if (['true', 'yes', '1'].includes(said)) return true;
  return ['false', 'no', '0', ''].includes(said) ? false : null;
}

function asOption(value: AttributeValue, options: readonly string[]): string | null {
  const said = String(value);
  if (options.includes(said)) return said;
  const plain = said.trim().toLowerCase();
  return options.find((option) => option.trim().toLowerCase() === plain) ?? null;
}

/** An attribute as it is to be, and which it was: renamed, its values go along. */
export interface AttributeDraft {
  readonly spec: AttributeSpec;
  readonly former: string | null; // its name so far; null: a new one
  /** Options that have another name from now on, by their former one. */
  readonly renamedOptions: Readonly<Record<string, string>>;
}

export interface CarriedValues {
  readonly values: AttributeValues;
  readonly lostCount: number; // values that the new kind or options cannot say; they are taken off
}

/**
 * The values of an object after its category's attributes were changed. Those of attributes that are no
 * longer there, or never were, stay as they are.
 */
export function carryValues(
  values: AttributeValues,
  drafts: readonly AttributeDraft[],
): CarriedValues {
  const carried = { ...values };
  const moved: [string, AttributeValue][] = [];
  let lostCount = 0;
  for (const { spec, former, renamedOptions } of drafts) {
    const value = former !== null && hasValue(values, former) ? values[former] : undefined;
    if (former === null || value === undefined) continue;
    delete carried[former];
    const renamed = typeof value === 'string' ? optionAfter(value, renamedOptions) : value;
    const converted = convertValue(renamed, spec);
    if (converted === null) lostCount += 1;
    else moved.push([spec.name, converted]);
  }
  return { values: { ...carried, ...Object.fromEntries(moved) }, lostCount };
}

function optionAfter(value: string, renamed: Readonly<Record<string, string>>): string {
  return Object.hasOwn(renamed, value) ? (renamed[value] ?? value) : value;
}

function hasValue(values: AttributeValues | undefined, name: string): boolean {
  return values !== undefined && Object.hasOwn(values, name);
}

/** Why an attribute cannot be as it is; null: it can. */
export type AttributeFault = 'noName' | 'sameName' | 'noOptions' | 'sameOption';

/** @param others the names of the other attributes of the category */
export function attributeFaultOf(
  spec: AttributeSpec,
  others: readonly string[],
): AttributeFault | null {
  if (spec.name === '') return 'noName';
  if (others.includes(spec.name)) return 'sameName';
  if (spec.kind !== 'select') return null;
  if (spec.options.length === 0 || spec.options.includes('')) return 'noOptions';
  return new Set(spec.options).size < spec.options.length ? 'sameOption' : null;
}

/** The attribute as another kind, its initial value with it where that can be said. */
export function withKind(spec: AttributeSpec, kind: AttributeKind): AttributeSpec {
  const { name, initial } = spec;
  const value = initial ?? '';
  switch (kind) {
    case 'text':
      return { kind, name, initial: String(value) };
    case 'number':
      return { kind, name, initial: asNumber(value) };
    case 'checkbox':
      return { kind, name, initial: asTruth(value) ?? false };
    case 'select': {
      if (spec.kind === 'select') return spec;
      const options = spec.kind === 'checkbox' ? ['true', 'false'] : [String(value)];
      const named = options.filter((option) => option !== '');
      return { kind, name, options: named, initial: value === '' ? null : String(value) };
    }
  }
}

/** The attributes of several categories as one list: of equal names the earlier one. */
export function joinSpecs(lists: readonly (readonly AttributeSpec[])[]): readonly AttributeSpec[] {
  const byName = new Map<string, AttributeSpec>();
  for (const spec of lists.flat()) if (!byName.has(spec.name)) byName.set(spec.name, spec);
  return [...byName.values()];
}
