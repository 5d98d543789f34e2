import type { DataSetObject } from '#core/dataset/dataSet.ts';

/** What `group_id` says of each object of an image. */
export interface GroupIds {
  readonly ids: readonly (number | null)[]; // from 1
  /** Objects whose group cannot be said. */
  readonly ungrouped: ReadonlySet<number>;
}

/**
 * One number says two things: shapes of one label and one `group_id` are one object, and shapes of
 * several labels belong together. So a group can be said only where each of its objects has a category
 * of its own, and a group of one only where that is a single shape.
 *
 * @param partCounts how many shapes each object becomes
 */
export function groupIdsOf(
  objects: readonly DataSetObject[],
  partCounts: readonly number[],
): GroupIds {
  const sayable = sayableGroups(objects, partCounts);
  const idOfGroup = new Map<string, number>();
  const ungrouped = new Set<number>();
  let last = 0;
  const ids = objects.map(({ group }, i) => {
    if (group !== null && sayable.has(group)) {
      const id = idOfGroup.get(group) ?? (last += 1);
      idOfGroup.set(group, id);
      return id;
    }
    if (group !== null) ungrouped.add(i);
    return (partCounts[i] ?? 0) > 1 ? (last += 1) : null;
  });
  return { ids, ungrouped };
}

function sayableGroups(
  objects: readonly DataSetObject[],
  partCounts: readonly number[],
): ReadonlySet<string> {
  const members = new Map<string, number[]>();
  for (const [i, { group }] of objects.entries()) {
    if (group === null) continue;
    const known = members.get(group);
    if (known) known.push(i);
    else members.set(group, [i]);
  }
  const sayable = new Set<string>();
  for (const [group, indices] of members) {
    const categories = new Set(indices.map((i) => objects[i]?.category));
    const isApart = categories.size === indices.length;
    const isSplitAlone = indices.length === 1 && (partCounts[indices[0] ?? -1] ?? 0) > 1;
    if (isApart && !isSplitAlone) sayable.add(group);
  }
  return sayable;
}
