import type { DataSetObject } from '#core/dataset/dataSet.ts';
import { combineMasks } from '#core/mask/combine.ts';
import { isSameMask } from '#core/mask/measures.ts';
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
  return Array.from(instances.values(), (parts) => {
    const groupId = parts[0]?.groupId ?? null;
    const isGroup = parts.length === 1 || (labelCounts.get(groupId ?? '') ?? 0) > 1;
    const object = parts.map((part) => part.object).reduce(joined);
    return { ...object, group: isGroup ? groupId : null };
  });
}

function* firstOf(
  lists: Iterable<readonly ReadShape[]>,
): Generator<readonly [ReadShape], void, undefined> {
  for (const [first] of lists) if (first) yield [first];
}

/** One object of two; their rings stay where they do not lie over one another. */
function joined(first: DataSetObject, second: DataSetObject): DataSetObject {
  const mask = combineMasks(first.mask, second.mask, 'union');
  const rings = [...ringsOf(first), ...ringsOf(second)];
  const isPolygon =
    ringsOf(first).length > 0 &&
    ringsOf(second).length > 0 &&
    isSameMask(rasterizePolygon({ rings }, mask.size), mask);
  return {
    ...first,
    mask,
    polygon: isPolygon ? { rings } : null,
    box: null,
    isBoxOnly: false,
    attributes: { ...second.attributes, ...first.attributes },
    name: first.name === '' ? second.name : first.name,
    score: first.score ?? second.score,
  };
}

function ringsOf({ polygon, box, isBoxOnly }: DataSetObject): Polygon['rings'] {
  if (polygon) return polygon.rings;
  return isBoxOnly && box ? [rectangleRing(box)] : [];
}
