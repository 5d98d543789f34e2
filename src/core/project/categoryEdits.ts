import type { Annotation } from '../annotation/annotation.ts';
import {
  carryValues,
  joinSpecs,
  type AttributeDraft,
  type AttributeValue,
  withInitialValues,
  withValue,
} from '../annotation/attributes.ts';
import type { Category } from '../annotation/category.ts';
import { createColorChooser } from '../annotation/categoryColors.ts';
import { isSameCategoryName } from '../annotation/category.ts';
import type { CategoryEntry } from '../annotation/categoryLines.ts';
import type { CategoryId } from '../annotation/ids.ts';
import type { Change, ChangeName, RecordEdit } from './change.ts';
import { withCounts } from './edits.ts';
import { sortedCategories, type ImageSummary } from './project.ts';

/** An image with all of its objects, open or not. */
export interface ImageObjects {
  readonly image: ImageSummary;
  readonly annotations: readonly Annotation[];
}

/** Where objects go whose category is taken away; null: they go with it. */
export type Successor = Category | null;

/**
 * The change that takes categories away and gives their objects to another one, or deletes them with it.
 *
 * @param on all images that have objects of these categories
 */
export function deleteCategories(
  categories: readonly Category[],
  successor: Successor,
  on: readonly ImageObjects[],
): Change {
  return {
    name: 'deleteCategory',
    edits: [
      ...reassignObjects(categories, successor, on),
      ...categories.map((before): RecordEdit => ({ kind: 'category', before, after: null })),
    ],
  };
}

/**
 * The change that makes several categories one: the objects of all are of `target`, which gets the
 * attributes that only the others have.
 */
export function mergeCategories(
  sources: readonly Category[],
  target: Category,
  on: readonly ImageObjects[],
): Change {
  const attributes = joinSpecs([target, ...sources].map((each) => each.attributes ?? []));
  const hasMore = attributes.length > (target.attributes?.length ?? 0);
  const joined: RecordEdit[] = hasMore
    ? [{ kind: 'category', before: target, after: { ...target, attributes } }]
    : [];
  const { edits } = deleteCategories(sources, target, on);
  return { name: 'mergeCategories', edits: [...joined, ...edits] };
}

function reassignObjects(
  categories: readonly Category[],
  successor: Successor,
  on: readonly ImageObjects[],
): readonly RecordEdit[] {
  const ids = new Set(categories.map(({ id }) => id));
  return on.flatMap(({ image, annotations }) => {
    const own = annotations.filter(({ categoryId }) => ids.has(categoryId));
    if (own.length === 0) return [];
    const edits = own.map((before): RecordEdit => {
      const after = successor && { ...before, categoryId: successor.id };
      return { kind: 'annotation', before, after };
    });
    return [...edits, { kind: 'image', before: image, after: recount(image, own, successor) }];
  });
}

function recount(
  image: ImageSummary,
  gone: readonly Annotation[],
  successor: Successor,
): ImageSummary {
  let { categoryCounts } = image;
  for (const { categoryId } of gone) {
    categoryCounts = withCounts(categoryCounts, { [categoryId]: -1 });
  }
  if (successor) categoryCounts = withCounts(categoryCounts, { [successor.id]: gone.length });
  return { ...image, categoryCounts };
}

/** The change of a category's attributes, and how many values cannot be said any more. */
export interface AttributesChange {
  readonly change: Change;
  readonly lostCount: number;
}

/**
 * Gives a category other attributes and carries the values of its objects along.
 *
 * @param on all images that have objects of it
 */
export function reviseAttributes(
  category: Category,
  drafts: readonly AttributeDraft[],
  on: readonly ImageObjects[],
): AttributesChange {
  let lostCount = 0;
  const edits: RecordEdit[] = [];
  for (const before of on.flatMap(({ annotations }) => annotations)) {
    const { categoryId, attributes } = before;
    if (categoryId !== category.id || !attributes) continue;
    const carried = carryValues(attributes, drafts);
    lostCount += carried.lostCount;
    if (isSameValues(attributes, carried.values)) continue;
    edits.push({ kind: 'annotation', before, after: { ...before, attributes: carried.values } });
  }
  const after = { ...category, attributes: drafts.map(({ spec }) => spec) };
  edits.push({ kind: 'category', before: category, after });
  return { change: { name: 'reviseAttributes', edits }, lostCount };
}

function isSameValues(
  a: Readonly<Record<string, AttributeValue>>,
  b: Readonly<Record<string, AttributeValue>>,
): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}

/** The change that gives objects a value of an attribute, or with null takes it from them. */
export function setAttribute(
  annotations: readonly Annotation[],
  name: string,
  value: AttributeValue | null,
): Change {
  const edits = annotations.flatMap((before): RecordEdit[] => {
    const { attributes } = before;
    const former = attributes && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    if (former === value || (former === undefined && value === null)) return [];
    const after = { ...before, attributes: withValue(attributes, name, value) };
    return [{ kind: 'annotation', before, after }];
  });
  return { name: 'setAttribute', edits };
}

/** The change that gives objects of one image another category, with the initial values it has. */
export function recategorizeObjects(
  image: ImageSummary,
  annotations: readonly Annotation[],
  category: Category,
): Change {
  const others = annotations.filter(({ categoryId }) => categoryId !== category.id);
  const edits = others.map((before): RecordEdit => {
    const attributes = withInitialValues(before.attributes, category.attributes);
    const after = { ...before, categoryId: category.id, ...(attributes ? { attributes } : {}) };
    return { kind: 'annotation', before, after };
  });
  const counted = recount(image, others, category);
  if (edits.length > 0) edits.push({ kind: 'image', before: image, after: counted });
  return { name: 'recategorizeAnnotation', edits };
}

/** The change that alters some categories; those that `revise` returns unaltered are left out. */
export function reviseCategories(
  name: ChangeName,
  categories: readonly Category[],
  revise: (category: Category, index: number) => Category,
): Change {
  const edits = categories.flatMap((before, index): RecordEdit[] => {
    const after = revise(before, index);
    return after === before ? [] : [{ kind: 'category', before, after }];
  });
  return { name, edits };
}

/** The change that puts categories at another place of the list, in the order that they have. */
export function moveCategories(
  all: Iterable<Category>,
  moved: ReadonlySet<CategoryId>,
  place: number, // of the first of them among those that stay
): Change {
  const sorted = sortedCategories(all);
  const staying = sorted.filter(({ id }) => !moved.has(id));
  const moving = sorted.filter(({ id }) => moved.has(id));
  const next = [...staying.slice(0, place), ...moving, ...staying.slice(place)];
  return reviseCategories('moveCategory', next, (category, index) =>
    category.order === index + 1 ? category : { ...category, order: index + 1 },
  );
}

/** The change that gives all categories colours that are easy to tell apart, in the order of the list. */
export function recolorCategories(all: Iterable<Category>): Change {
  const chooser = createColorChooser([]);
  return reviseCategories('recolorCategories', sortedCategories(all), (category) => {
    const color = chooser.next();
    return category.color === color ? category : { ...category, color };
  });
}

/** The change that adds categories at the end of the list; names that are there already are left out. */
export function addCategories(
  all: Iterable<Category>,
  entries: readonly CategoryEntry[],
  newId: () => string,
): Change {
  const known = [...all];
  const names = new Set(known.map(({ name }) => name.toLowerCase()));
  const hotkeys = new Set(known.flatMap(({ hotkey }) => hotkey ?? []));
  const fresh = entries.filter(({ name }) => !names.has(name.toLowerCase()));
  const said = fresh.flatMap(({ color }) => color ?? []);
  const chooser = createColorChooser([...known.map(({ color }) => color), ...said]);
  const last = known.reduce((highest, { order }) => Math.max(highest, order), 0);
  const edits = fresh.map((entry, index): RecordEdit => {
    const { name, supercategory, attributes = [] } = entry;
    const hotkey = entry.hotkey && !hotkeys.has(entry.hotkey) ? entry.hotkey : null;
    if (hotkey) hotkeys.add(hotkey);
    const after: Category = {
      id: newId() as CategoryId,
      name,
      supercategory,
      color: entry.color ?? chooser.next(),
      order: last + 1 + index,
      ...(hotkey ? { hotkey } : {}),
      ...(attributes.length > 0 ? { attributes } : {}),
    };
    return { kind: 'category', before: null, after };
  });
  return { name: edits.length === 1 ? 'createCategory' : 'addCategories', edits };
}

/** The category that has this name, in whatever case it is written. */
export function categoryNamed(all: Iterable<Category>, name: string): Category | undefined {
  return [...all].find((category) => isSameCategoryName(category.name, name));
}
