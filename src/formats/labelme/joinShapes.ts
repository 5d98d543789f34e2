import type { DataSetObject } from '#core/dataset/dataSet.ts';
import type { Size } from '#core/geometry/size.ts';
import { visitColumnSpans } from '#core/mask/columnSpans.ts';
import { maskOfRuns } from '#core/mask/maskOfRuns.ts';
import { isSameMask } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import type { Polygon } from '#core/polygon/polygon.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { rectangleRing } from '#core/polygon/shapes.ts';
import type { ReadShape } from './readShape.ts';

/**
 * The objects of an image: shapes of one label and one `group_id` are parts of one object, which stands
 * where the first of them stood; objects of several labels and one `group_id` are a group.
 * Source: labelme `shapes_to_label`, where label and group make the instance.
 */
export function joinShapes(shapes: readonly ReadShape[]): readonly DataSetObject[] {
  const instances = new Map<string, ReadShape[]>();
  for (const [i, shape] of shapes.entries()) {
    const { label, groupId } = shape;
    const key = groupId === null ? `${i}` : JSON.stringify([label, groupId]);
    const known = instances.get(key);
    if (known) known.push(shape);
    else instances.set(key, [shape]);
  }
  const labelCounts = new Map<string, number>();
  for (const [{ groupId }] of firstOf(instances.values())) {
    if (groupId !== null) labelCounts.set(groupId, (labelCounts.get(groupId) ?? 0) + 1);
  }
  return [...instances.values()].flatMap((parts) => {
    const groupId = parts[0]?.groupId ?? null;
    const isGroup = parts.length === 1 || (labelCounts.get(groupId ?? '') ?? 0) > 1;
    const object = joined(parts.map((part) => part.object));
    return object ? [{ ...object, group: isGroup ? groupId : null }] : [];
  });
}

function* firstOf(
  lists: Iterable<readonly ReadShape[]>,
): Generator<readonly [ReadShape], void, undefined> {
  for (const [first] of lists) if (first) yield [first];
}

/** One object of many; their rings stay where they do not lie over one another. */
function joined(objects: readonly DataSetObject[]): DataSetObject | null {
  const [first] = objects;
  if (!first || objects.length === 1) return first ?? null;
  const mask = unionOf(first.mask.size, objects);
  const rings = objects.flatMap(ringsOf);
  const hasRings = objects.every((object) => ringsOf(object).length > 0);
  const isPolygon = hasRings && isSameMask(rasterizePolygon({ rings }, mask.size), mask);
  return {
    ...first,
    mask,
    polygon: isPolygon ? { rings } : null,
    box: null,
    isBoxOnly: false,
    attributes: Object.fromEntries(
      objects.toReversed().flatMap(({ attributes }) => Object.entries(attributes)),
    ),
    name: objects.find(({ name }) => name !== '')?.name ?? '',
    score: objects.find(({ score }) => score !== null)?.score ?? null,
  };
}

function unionOf(size: Size, objects: readonly DataSetObject[]): Rle {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { mask } of objects) {
    visitColumnSpans(mask, (column, top, bottom) => {
      starts.push(column * size.height + top);
      ends.push(column * size.height + bottom);
    });
  }
  return maskOfRuns(size, { starts, ends });
}

function ringsOf({ polygon, box, isBoxOnly }: DataSetObject): Polygon['rings'] {
  if (polygon) return polygon.rings;
  return isBoxOnly && box ? [rectangleRing(box)] : [];
}
