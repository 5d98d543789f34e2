import { isDeepStrictEqual } from 'node:util';
import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import type { LossKind } from '#core/dataset/loss.ts';
import type { Polygon } from '#core/polygon/polygon.ts';
import type { FormatReader, FormatWriter } from '#formats/format.ts';
import type { WriteOptions } from '#formats/writeOptions.ts';
import { roundTrip } from './roundTrip.ts';

const outlineKinds: readonly LossKind[] = [
  'simplified',
  'holeBridged',
  'partsBridged',
  'partsSplit',
];

/** The losses of an object that may be the reason for each of its fields to come back as another. */
const reasons: readonly (readonly [keyof DataSetObject, readonly LossKind[]])[] = [
  ['mask', ['simplified']],
  ['polygon', outlineKinds],
  ['box', outlineKinds],
  ['isBoxOnly', outlineKinds],
  ['isCrowd', ['crowdDropped']],
  ['score', ['scoreDropped']],
  ['attributes', ['attributeDropped']],
  ['group', ['groupDropped']],
  ['name', ['nameDropped']],
  ['provenance', ['provenanceDropped']],
];

/**
 * What a format loses of the objects of a data set without a word, object by object; for formats that
 * keep their order. Outlines of pixels may come back as rings, groups under other names.
 */
export async function silentLosses(
  format: { readonly writer: FormatWriter; readonly reader: FormatReader },
  dataSet: DataSet,
  options: Partial<WriteOptions>,
): Promise<readonly string[]> {
  const read = await roundTrip(format, dataSet, options);
  const silent: string[] = read.issues.map(({ kind, path }) => `${path}: ${kind}`);
  for (const image of dataSet.images.keys()) {
    const objects = await dataSet.objectsOf(image);
    const others = read.objects[image] ?? [];
    if (objects.length !== others.length) silent.push(`${others.length} of ${objects.length}`);
    for (const [index, object] of objects.entries()) {
      const other = others[index];
      if (!other) continue;
      const told = read.losses.filter((loss) => loss.image === image && loss.object === index);
      const kinds = new Set(told.map(({ kind }) => kind));
      const changed = reasons.filter(
        ([field, causes]) =>
          isChanged(object, other, field) && !causes.some((each) => kinds.has(each)),
      );
      silent.push(...changed.map(([field]) => `object ${index}: ${field}`));
    }
  }
  return silent;
}

function isChanged(
  object: DataSetObject,
  other: DataSetObject,
  field: keyof DataSetObject,
): boolean {
  if (field === 'polygon') {
    return object.polygon !== null && ringsText(object.polygon) !== ringsText(other.polygon);
  }
  if (field === 'group') return (object.group === null) !== (other.group === null);
  return !isDeepStrictEqual(object[field], other[field]);
}

/** The same for rings in any order that begin anywhere and turn either way. */
function ringsText(polygon: Polygon | null): string {
  const texts = (polygon?.rings ?? []).map(({ points }) => {
    const pairs = Array.from({ length: points.length / 2 }, (_, i) =>
      [points[2 * i], points[2 * i + 1]].join(),
    );
    if (pairs.length > 1 && pairs[0] === pairs.at(-1)) pairs.pop();
    const turns = [pairs, pairs.toReversed()].flatMap((all) =>
      all.map((_, i) => [...all.slice(i), ...all.slice(0, i)].join(' ')),
    );
    return turns.toSorted()[0] ?? '';
  });
  return texts.toSorted().join('; ');
}
