import type { AttributeDraft, AttributeSpec } from '#core/annotation/attributes.ts';
import type { Category } from '#core/annotation/category.ts';

/** An attribute while it is edited. */
export interface EditedAttribute {
  readonly key: string; // for the list on the screen
  readonly spec: AttributeSpec;
  readonly former: string | null; // its name so far; null: a new one
  /** What each option was called so far; null: a new one. As long as the options. */
  readonly formerOptions: readonly (string | null)[];
}

/** The attributes of a category as they are, to be edited. */
export function draftsOf({ attributes = [] }: Category): readonly EditedAttribute[] {
  return attributes.map((spec) => ({
    key: spec.name,
    spec,
    former: spec.name,
    formerOptions: spec.kind === 'select' ? spec.options : [],
  }));
}

/** One more attribute, under a name that no other has. */
export function newDraft(drafts: readonly EditedAttribute[], name: string): EditedAttribute {
  const taken = new Set(drafts.flatMap(({ spec, key }) => [spec.name, key]));
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name} ${number}`;
  const spec: AttributeSpec = { kind: 'text', name: free, initial: '' };
  return { key: `${free}+`, spec, former: null, formerOptions: [] };
}

/** Whether anything differs from how the category has it. */
export function isChanged(category: Category, drafts: readonly EditedAttribute[]): boolean {
  return (
    JSON.stringify(drafts.map(({ spec }) => spec)) !== JSON.stringify(category.attributes ?? [])
  );
}

/** The attribute as it is written: names without spaces around them, an initial value that is an option. */
export function savedDraft({ spec, former, formerOptions }: EditedAttribute): AttributeDraft {
  const name = spec.name.trim();
  if (spec.kind !== 'select') return { spec: { ...spec, name }, former, renamedOptions: {} };
  const renamed = spec.options.flatMap((option, index) => {
    const before = formerOptions[index] ?? null;
    return before !== null && before !== option ? [[before, option] as const] : [];
  });
  const initial = spec.options.find((option) => option === spec.initial) ?? null;
  return { spec: { ...spec, name, initial }, former, renamedOptions: Object.fromEntries(renamed) };
}
