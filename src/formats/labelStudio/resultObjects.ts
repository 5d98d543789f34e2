import type { AttributeValue, AttributeValues } from '#core/annotation/attributes.ts';
import type { DataSetObject } from '#core/dataset/dataSet.ts';
import type { Size } from '#core/geometry/size.ts';
import type { FileReport } from '../codecs/fileReport.ts';
import { asJsonList, asJsonNumber, asJsonObject, asJsonText } from '../codecs/jsonValues.ts';
import type { LabelConfig } from './labelConfig.ts';
import { labelsIn, readRegion, shapeKindOf, type ShapeKind } from './readRegion.ts';
import type { TaskResult } from './taskResults.ts';

interface ImagePlace {
  readonly size: Size;
  readonly config: LabelConfig;
  readonly report: FileReport;
}

/** An object with the name of its category. */
export interface NamedObject {
  readonly category: string;
  readonly object: DataSetObject;
}

/**
 * The objects of a task's results: each region with what other results of the same id say of it. In
 * their order; where all ids are those of our own writer, in the order of their numbers.
 */
export function objectsOfResults(
  results: readonly TaskResult[],
  place: ImagePlace,
): readonly NamedObject[] {
  const byId = new Map<string, TaskResult[]>();
  for (const result of results) {
    const same = byId.get(result.id);
    if (same) same.push(result);
    else byId.set(result.id, [result]);
  }
  const regions = [...byId.values()];
  const numbers = regions.map(([first]) => Number(/^object-(\d+)$/u.exec(first?.id ?? '')?.[1]));
  const order = numbers.every(Number.isFinite)
    ? [...regions.keys()].toSorted((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0))
    : [...regions.keys()];
  return order.flatMap((i) => objectOf(regions[i] ?? [], place) ?? []);
}

function objectOf(same: readonly TaskResult[], place: ImagePlace): NamedObject | null {
  const { report, size } = place;
  const shaped = shapeIn(same);
  if (!shaped) {
    for (const { type, path } of same) report.error('unknownShape', path, type);
    return null;
  }
  const { shape, kind } = shaped;
  const { path, result } = shape;
  const labels = [...new Set(same.flatMap(({ value }) => labelsIn(value)))];
  const [category, ...others] = labels;
  if (category === undefined) {
    report.error('missingCategory', path);
    return null;
  }
  if (others.length > 0) report.warning('other', path, `more labels: ${others.join(', ')}`);
  const rotation = asJsonNumber(result['image_rotation']) ?? 0;
  if (rotation !== 0) report.warning('other', path, `the image is turned by ${rotation}°`);
  const object = readRegion(kind, shape.value, { size, report, path });
  if (!object) return null;
  const attributes = attributesOf(
    same.filter((each) => each !== shape),
    place,
  );
  const name = asJsonText(asJsonList(asJsonObject(result['meta'])?.['text'])?.[0]) ?? '';
  return { category, object: { ...object, score: shape.score, attributes, name } };
}

function shapeIn(
  same: readonly TaskResult[],
): { readonly shape: TaskResult; readonly kind: ShapeKind } | null {
  for (const shape of same) {
    const kind = shapeKindOf(shape.type, shape.value);
    if (kind) return { shape, kind };
  }
  return null;
}

function attributesOf(
  results: readonly TaskResult[],
  { config, report }: ImagePlace,
): AttributeValues {
  const entries = results.flatMap((result): readonly (readonly [string, AttributeValue])[] => {
    const { type, name, path } = result;
    if (type === 'labels') return [];
    const value = valueOf(result, config);
    if (value === null) report.warning('other', path, type);
    return value === null || name === '' ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

/** Several choices or paths are joined by commas. */
function valueOf({ type, name, value }: TaskResult, { specs }: LabelConfig): AttributeValue | null {
  switch (type) {
    case 'choices': {
      const text = textsIn(value['choices']).join(', ');
      const isTruth = specs.get(name)?.kind === 'checkbox' && (text === 'true' || text === 'false');
      return isTruth ? text === 'true' : text;
    }
    case 'textarea':
      return textsIn(value['text']).join('\n');
    case 'taxonomy':
      return (asJsonList(value['taxonomy']) ?? [])
        .map((path) => textsIn(path).join('/'))
        .join(', ');
    case 'number':
    case 'rating':
      return asJsonNumber(value[type]);
    default:
      return null;
  }
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return (asJsonList(value) ?? []).filter((each) => typeof each === 'string');
}
