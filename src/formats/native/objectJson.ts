import * as v from 'valibot';
import { isAttributeValues, type AttributeValues } from '#core/annotation/attributes.ts';
import type { DataSetCategory, DataSetObject } from '#core/dataset/dataSet.ts';
import type { Size } from '#core/geometry/size.ts';
import { areaOf, boundsOf, isEmptyMask } from '#core/mask/measures.ts';
import { rleFromText, rleToText } from '#core/mask/maskText.ts';
import { isSound, type Polygon } from '#core/polygon/polygon.ts';
import { provenance } from './schemas.ts';

/**
 * An object of a data set as JSON: `segmentation` is COCO's compressed RLE at image resolution, `area`
 * and `bbox` are those of the mask, for people and programs that want no more; all else is what
 * `DataSetObject` says, left out where it says nothing.
 */
export function objectToJson(
  object: DataSetObject,
  categories: readonly DataSetCategory[],
): Readonly<Record<string, unknown>> {
  const { mask, polygon, box, statedArea, score, attributes, group, name } = object;
  const bounds = boundsOf(mask);
  const { counts } = rleToText(mask);
  return {
    category: categories[object.category]?.name ?? '',
    ...(name === '' ? {} : { name }),
    area: areaOf(mask),
    bbox: [bounds.x, bounds.y, bounds.width, bounds.height],
    segmentation: { size: [mask.size.height, mask.size.width], counts },
    ...(polygon ? { rings: polygon.rings.map(({ points }) => [...points]) } : {}),
    ...(box ? { statedBox: [box.x, box.y, box.width, box.height] } : {}),
    ...(object.isBoxOnly ? { isBoxOnly: true } : {}),
    ...(statedArea === null ? {} : { statedArea }),
    ...(object.isCrowd ? { isCrowd: true } : {}),
    ...(score === null ? {} : { score }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    ...(group === null ? {} : { group }),
    ...(object.provenance ? { provenance: object.provenance } : {}),
  };
}

const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(finite, v.integer(), v.minValue(0));

const objectSchema = v.object({
  category: v.string(),
  name: v.optional(v.string(), ''),
  segmentation: v.object({
    size: v.tuple([count, count]),
    counts: v.union([v.string(), v.array(count)]),
  }),
  rings: v.optional(v.array(v.array(finite))),
  statedBox: v.optional(v.tuple([finite, finite, finite, finite])),
  isBoxOnly: v.optional(v.boolean(), false),
  statedArea: v.optional(v.nullable(finite), null),
  isCrowd: v.optional(v.boolean(), false),
  score: v.optional(v.nullable(finite), null),
  attributes: v.optional(v.custom<AttributeValues>(isAttributeValues)),
  group: v.optional(v.nullable(v.string()), null),
  provenance: v.optional(v.nullable(provenance), null),
});

/** An object as it was read; else what is wrong with it. */
export type ReadObject =
  | { readonly object: DataSetObject }
  | { readonly kind: 'wrongShape' | 'badRuns' | 'emptyMask'; readonly detail: string };

/**
 * The object of its JSON; never throws.
 *
 * @param categoryOf index of a category by its name; those that nobody named before are made
 */
export function objectFromJson(
  value: unknown,
  size: Size,
  categoryOf: (name: string) => number,
): ReadObject {
  const checked = v.safeParse(objectSchema, value, { abortEarly: true });
  if (!checked.success) {
    const [issue] = checked.issues;
    return { kind: 'wrongShape', detail: `${v.getDotPath(issue) ?? ''}: ${issue.message}` };
  }
  const { segmentation, rings, statedBox, attributes, category, ...rest } = checked.output;
  if (category === '') return { kind: 'wrongShape', detail: 'category' };
  const [height, width] = segmentation.size;
  const isFitting = width === size.width && height === size.height;
  const mask = isFitting ? rleFromText({ size, counts: segmentation.counts }) : null;
  if (mask === null) return { kind: 'badRuns', detail: `${width} × ${height}` };
  if (isEmptyMask(mask)) return { kind: 'emptyMask', detail: '' };
  const polygon: Polygon | null = rings
    ? { rings: rings.map((points) => ({ points: Float64Array.from(points) })) }
    : null;
  if (polygon && !isSound(polygon, size)) return { kind: 'wrongShape', detail: 'rings' };
  const [x, y, boxWidth, boxHeight] = statedBox ?? [0, 0, 0, 0];
  return {
    object: {
      ...rest,
      category: categoryOf(category),
      mask,
      polygon,
      box: statedBox ? { x, y, width: boxWidth, height: boxHeight } : null,
      attributes: attributes ?? {},
      provenance: rest.provenance ? provenanceOf(rest.provenance) : null,
    },
  };
}

/** Without fields that no provenance has. */
function provenanceOf(
  read: v.InferOutput<typeof provenance>,
): NonNullable<DataSetObject['provenance']> {
  if (read.tool !== 'sam') return { tool: read.tool };
  const { tool, modelId, prompt, predictedIou, stabilityScore, isReworked } = read;
  return {
    tool,
    modelId,
    prompt: {
      points: prompt.points.map(({ at, label }) => ({ at: { x: at.x, y: at.y }, label })),
      box: prompt.box,
    },
    predictedIou,
    stabilityScore,
    ...(isReworked === undefined ? {} : { isReworked }),
  };
}
