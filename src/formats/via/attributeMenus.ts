import { joinSpecs, type AttributeSpec, type AttributeValue } from '#core/annotation/attributes.ts';
import type { DataSetCategory } from '#core/dataset/dataSet.ts';

/** The attribute of regions that says their category. */
export const categoryAttribute = 'class';

/**
 * What VIA offers for regions: the categories, then the attributes of all of them, which VIA does not
 * tell apart. A checkbox is a choice of two, since VIA's own checkboxes are several choices at once.
 * Source: VIA 2, `_via_attributes`.
 */
export function regionMenus(
  categories: readonly DataSetCategory[],
): Readonly<Record<string, object>> {
  const names = categories.map(({ name }) => name);
  return Object.fromEntries([
    [categoryAttribute, dropdownOf(names, null)],
    ...sharedSpecs(categories).map((spec) => [spec.name, menuOf(spec)] as const),
  ]);
}

/** Of attributes of one name the first, but for what would be taken for the category. */
export function sharedSpecs(categories: readonly DataSetCategory[]): readonly AttributeSpec[] {
  return joinSpecs(categories.map(({ attributes }) => attributes)).filter(
    ({ name }) => name !== categoryAttribute,
  );
}

function menuOf(spec: AttributeSpec): object {
  switch (spec.kind) {
    case 'text':
    case 'number':
      return { type: 'text', description: '', default_value: String(spec.initial ?? '') };
    case 'checkbox':
      return dropdownOf(['true', 'false'], String(spec.initial));
    case 'select':
      return dropdownOf(spec.options, spec.initial);
  }
}

function dropdownOf(options: readonly string[], initial: string | null): object {
  return {
    type: 'dropdown',
    description: '',
    options: Object.fromEntries(options.map((option) => [option, ''])),
    default_options: initial === null ? {} : { [initial]: true },
  };
}

/** A value as a region has it: a choice of true and false is text, all others are what they are. */
export function valueFor(value: AttributeValue, spec: AttributeSpec | undefined): AttributeValue {
  return spec?.kind === 'checkbox' && typeof value === 'boolean' ? String(value) : value;
}

/** Whether a value comes back as it was: empty text is none, and text may look like a choice. */
export function isSayable(value: AttributeValue, spec: AttributeSpec | undefined): boolean {
  if (value === '') return false;
  return spec?.kind !== 'checkbox' || (value !== 'true' && value !== 'false');
}
