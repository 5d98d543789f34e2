import { isAttributeValues } from '#core/annotation/attributes.ts';
import type { AttributeValue } from '#core/annotation/attributes.ts';
import type { DataSetObject } from '#core/dataset/dataSet.ts';
import type { Box } from '#core/geometry/box.ts';
import type { Size } from '#core/geometry/size.ts';
import { isFiniteNumber, isObject, type JsonObject } from './foreign.ts';
import { readSegmentation, type ShapeIssue } from './readSegmentation.ts';

/** An object of an annotation; null when its area cannot be read, which an issue says. */
export interface ReadObject {
  readonly object: DataSetObject | null;
  readonly issues: readonly ShapeIssue[];
}

/** The object of an annotation or of a detection on an image of that size. */
export function readObject(record: JsonObject, category: number, size: Size): ReadObject {
  const box = readBox(record['bbox']);
  const { shape, issues } = readSegmentation(record['segmentation'], box, size);
  if (!shape) return { object: null, issues };
  const { area, score, iscrowd } = record;
  return {
    object: {
      category,
      ...shape,
      box,
      statedArea: isFiniteNumber(area) && area >= 0 ? area : null,
      isCrowd: iscrowd === 1 || iscrowd === true,
      score: isFiniteNumber(score) ? score : null,
      attributes: readAttributes(record['attributes']),
      group: null,
      name: '',
      provenance: null,
    },
    issues,
  };
}

function readBox(bbox: unknown): Box<'image'> | null {
  if (!Array.isArray(bbox) || bbox.length !== 4 || !bbox.every(isFiniteNumber)) return null;
  const [x = 0, y = 0, width = 0, height = 0] = bbox;
  return width >= 0 && height >= 0 ? { x, y, width, height } : null;
}

/** CVAT writes attributes so; what is no text, number or truth is left out. */
function readAttributes(attributes: unknown): Readonly<Record<string, AttributeValue>> {
  if (!isObject(attributes)) return {};
  if (isAttributeValues(attributes)) return attributes;
  return Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, AttributeValue] =>
      isAttributeValues({ value: entry[1] }),
    ),
  );
}
