import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import { unsaidOfObject, unsaidOfSet } from '#core/dataset/unsaidLosses.ts';
import { invariant } from '#core/failure.ts';
import type { FormatWriter, OutputFile, WriteContext } from '../format.ts';
import { type Dialect, labelMe, type Shape, xAnyLabeling } from './dialect.ts';
import { groupIdsOf } from './groupIds.ts';
import { geometriesOf } from './shapesOf.ts';

/**
 * LabelMe JSON, one file beside each picture, and the names of categories in `labels.txt`. Parts of one
 * object share a `group_id`; outlines with holes are shapes of pixels. Source: labelme 5.5 to 7.
 */
export const labelMeWriter: FormatWriter = {
  write: (dataSet, context) => writeFiles(dataSet, context, labelMe),
};

/**
 * X-AnyLabeling JSON, one file beside each picture, and the names of categories in `classes.txt`. Slits
 * join holes to the outside; parts of one object share a `group_id`.
 */
export const xAnyLabelingWriter: FormatWriter = {
  write: (dataSet, context) => writeFiles(dataSet, context, xAnyLabeling),
};

async function* writeFiles(
  dataSet: DataSet,
  context: WriteContext,
  dialect: Dialect,
): AsyncGenerator<OutputFile, void, undefined> {
  for (const loss of unsaidOfSet(dataSet, dialect.said)) context.lose(loss);
  const names = dataSet.categories.flatMap(({ name }) => (/[\r\n]/u.test(name) ? [] : `${name}\n`));
  yield { path: dialect.namesFile, content: { kind: 'text', text: names } };
  for (const image of dataSet.images.keys()) {
    const fileName = context.fileNames[image];
    invariant(fileName !== undefined, 'every exported image has a place');
    const path = fileName.replace(/\.[^./]*$/u, '');
    const text = await textOf(dataSet, image, { dialect, context });
    yield { path: `${path}.json`, content: { kind: 'text', text: [text] } };
    if (context.options.hasPictures) yield { path: fileName, content: { kind: 'picture', image } };
  }
}

interface Writing {
  readonly dialect: Dialect;
  readonly context: WriteContext;
}

async function textOf(dataSet: DataSet, image: number, writing: Writing): Promise<string> {
  const { dialect, context } = writing;
  const { size, tags } = dataSet.images[image] ?? { size: { width: 0, height: 0 }, tags: [] };
  const fileName = context.fileNames[image] ?? '';
  const objects = await dataSet.objectsOf(image);
  const record = {
    version: dialect.version,
    flags: Object.fromEntries(tags.map((tag) => [tag, true])),
    ...dialect.fileFields,
    shapes: shapesOf(dataSet, image, { objects, ...writing }).map((each) => dialect.fieldsOf(each)),
    imagePath: fileName.slice(fileName.lastIndexOf('/') + 1),
    imageData: null,
    imageHeight: size.height,
    imageWidth: size.width,
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}

function shapesOf(
  { categories }: DataSet,
  image: number,
  { objects, dialect, context }: Writing & { readonly objects: readonly DataSetObject[] },
): readonly Shape[] {
  const geometries = objects.map((each) =>
    geometriesOf(each, dialect, context.options.tolerancePx),
  );
  const partCounts = geometries.map(({ shapes }) => shapes.length);
  const { ids, ungrouped } = groupIdsOf(objects, partCounts);
  return objects.flatMap((each, object) => {
    const { shapes = [], losses = [] } = geometries[object] ?? {};
    for (const loss of losses) context.lose({ ...loss, image, object });
    for (const loss of unsaidOfObject(each, dialect.said)) context.lose({ ...loss, image, object });
    const lost = dialect.lostOf(each.attributes).join(', ');
    if (lost !== '') context.lose({ kind: 'attributeDropped', image, object, detail: lost });
    if (ungrouped.has(object)) {
      context.lose({ kind: 'groupDropped', image, object, detail: each.group ?? '' });
    }
    const { attributes, name, score } = each;
    const label = categories[each.category]?.name ?? '';
    const groupId = ids[object] ?? null;
    return shapes.map((shape) => ({ ...shape, label, groupId, name, score, attributes }));
  });
}
