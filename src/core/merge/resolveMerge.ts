import type { Annotation } from '../annotation/annotation.ts';
import type { AnnotationId, CategoryId } from '../annotation/ids.ts';
import { invariant } from '../failure.ts';
import type { Change, RecordEdit } from '../project/change.ts';
import { withCounts } from '../project/edits.ts';
import type { ImageSummary } from '../project/project.ts';
import { isEqual } from './isEqual.ts';
import type { ConflictKind, MergeConflict } from './mergeObjects.ts';
import type { ImageMerge, MergePlan } from './threeWay.ts';

/** Which version of an object stays; `both`: theirs becomes an object of its own. */
export type MergeChoice = 'mine' | 'theirs' | 'both' | 'neither';

/** What can be chosen; where one side deleted the object there is only one version to keep. */
export function choicesOf(kind: ConflictKind): readonly MergeChoice[] {
  switch (kind) {
    case 'both-edited':
    case 'both-added':
      return ['mine', 'theirs', 'both', 'neither'];
    case 'deleted-mine':
    case 'deleted-theirs':
      return ['mine', 'theirs'];
  }
}

/**
 * The merge as one change, all conflicts decided. Orders are unique on each image, the counts of objects
 * fit, and a new category comes only with an object that has it. Without edits where nothing changes.
 *
 * @param choiceOf throws nothing and knows every conflict of the plan
 * @param newId makes ids for objects that are kept twice
 */
export function resolveMerge(
  plan: MergePlan,
  choiceOf: (conflict: MergeConflict) => MergeChoice | null,
  newId: () => string,
): Change {
  const used = new Set<CategoryId>();
  const edits = plan.images.flatMap((image): readonly RecordEdit[] => {
    const chosen = image.conflicts.flatMap((conflict) => {
      const choice = choiceOf(conflict);
      invariant(choice !== null, 'every conflict is decided before a merge');
      return versionsOf(conflict, choice, newId);
    });
    const objects = withUniqueOrders([...image.settled, ...chosen], image.mine);
    for (const { categoryId } of objects) used.add(categoryId);
    return editsOf(image, objects);
  });
  const categoryEdits = plan.addedCategories
    .filter(({ id }) => used.has(id))
    .map((after): RecordEdit => ({ kind: 'category', before: null, after }));
  return { name: 'mergePackage', edits: [...categoryEdits, ...edits] };
}

function versionsOf(
  { mine, theirs }: MergeConflict,
  choice: MergeChoice,
  newId: () => string,
): readonly Annotation[] {
  switch (choice) {
    case 'mine':
      return mine ? [mine] : [];
    case 'theirs':
      return theirs ? [theirs] : [];
    case 'neither':
      return [];
    case 'both': {
      const second = mine?.id === theirs?.id && theirs ? copyOf(theirs, newId()) : theirs;
      return [mine, second].filter((each) => each !== null);
    }
  }
}

function copyOf(annotation: Annotation, id: string): Annotation {
  return { ...annotation, id: id as AnnotationId };
}

/** Objects that keep the place they have in the project come first; who finds a place taken goes last. */
function withUniqueOrders(
  objects: readonly Annotation[],
  mine: readonly Annotation[],
): readonly Annotation[] {
  const ownOrders = new Map(mine.map(({ id, order }) => [id, order]));
  const isUnmoved = ({ id, order }: Annotation) => ownOrders.get(id) === order;
  const sorted = objects.toSorted(
    (a, b) =>
      Number(isUnmoved(b)) - Number(isUnmoved(a)) || a.order - b.order || (a.id < b.id ? -1 : 1),
  );
  const taken = new Set<number>();
  let last = objects.reduce((highest, { order }) => Math.max(highest, order), 0);
  return sorted.map((each) => {
    const isFree = !taken.has(each.order);
    if (!isFree) last += 1;
    const order = isFree ? each.order : last;
    taken.add(order);
    return isFree ? each : { ...each, order };
  });
}

function editsOf(
  { before, after, mine }: ImageMerge,
  objects: readonly Annotation[],
): readonly RecordEdit[] {
  const former = new Map(mine.map((each) => [each.id, each]));
  const kept = new Set(objects.map(({ id }) => id));
  const deletions = mine.filter(({ id }) => !kept.has(id));
  const objectEdits: RecordEdit[] = [
    ...deletions.map((each): RecordEdit => ({ kind: 'annotation', before: each, after: null })),
    ...objects.flatMap((each): readonly RecordEdit[] => {
      const own = former.get(each.id) ?? null;
      return own && isEqual(own, each) ? [] : [{ kind: 'annotation', before: own, after: each }];
    }),
  ];
  const image = withMendedCounts(after, objects);
  return image === before ? objectEdits : [...objectEdits, { kind: 'image', before, after: image }];
}

function withMendedCounts(image: ImageSummary, objects: readonly Annotation[]): ImageSummary {
  const categoryCounts = objects.reduce<ImageSummary['categoryCounts']>(
    (counts, { categoryId }) => withCounts(counts, { [categoryId]: 1 }),
    {},
  );
  return isEqual(categoryCounts, image.categoryCounts) ? image : { ...image, categoryCounts };
}
