import { plainObject, type DataSet, type DataSetCategory } from '#core/dataset/dataSet.ts';
import type { Size } from '#core/geometry/size.ts';
import { masksOfValues, mostCommonBelow } from '#formats/codecs/labelImage.ts';
import type { InputFiles, ReadContext } from '#formats/format.ts';
import { classOf, readClassTable, type ClassTable } from '#formats/codecs/classTable.ts';
import { findMasks, pictureFinder, semanticBeside, type FoundMask } from './findMasks.ts';
import { loadDataSet, readLabels, type MaskImage } from './loadDataSet.ts';

/**
 * Masks of categories as other tools leave them: one object for each category of an image. Values that
 * no name belongs to are reported; without names each value is a category of its own. 255 means that
 * nobody judged, unless it has a name.
 */
export async function readForeignSemantic(
  files: InputFiles,
  context: ReadContext,
): Promise<DataSet> {
  const table = await readClassTable(files);
  const paths = await findMasks(files, 'semantic');
  const names = new Names(table);
  const images = await imagesOf(files, { paths, names, table }, context);
  return loadDataSet(names.categories(), images, context);
}

interface Found {
  readonly paths: readonly string[];
  readonly names: Names;
  readonly table: ClassTable;
}

async function imagesOf(
  files: InputFiles,
  { paths, names, table }: Found,
  context: ReadContext,
): Promise<readonly MaskImage[]> {
  const images: MaskImage[] = [];
  const pictureOf = pictureFinder(files, paths);
  for (const path of paths) {
    context.stopIfAborted();
    const image = await imageOf(files, await pictureOf(path), context);
    if (!image) continue;
    const load: MaskImage['load'] = async (report) => {
      const labels = await readLabels(files, path, image.size, report);
      const masks = labels && masksOfValues(labels);
      if (!labels) return [];
      if (!masks)
        report({ severity: 'error', kind: 'other', file: path, path: '', detail: 'a photo' });
      const objects = [...(masks ?? [])].flatMap(([value, mask]) => {
        const name = classOf(table, value, labels.kind);
        if (name === '') return [];
        if (name !== null) return [plainObject(names.placeOf(name), mask)];
        const issue = { severity: 'error', kind: 'missingCategory', file: path, path: '' } as const;
        report({ ...issue, detail: `value ${value}` });
        return [];
      });
      return objects.toSorted((a, b) => a.category - b.category);
    };
    if (table.byIndex === null) await load(() => undefined); // which classes there are
    images.push({ ...image, split: null, tags: [], load });
  }
  return images;
}

/**
 * Masks of objects as other tools leave them, each of the category that most of its pixels have in the
 * mask of categories beside it; where there is none all are `object`.
 */
export async function readForeignInstances(
  files: InputFiles,
  context: ReadContext,
): Promise<DataSet> {
  const table = await readClassTable(files);
  const names = new Names(table);
  const images: MaskImage[] = [];
  const paths = await findMasks(files, 'instance');
  const pictureOf = pictureFinder(files, paths);
  for (const path of paths) {
    context.stopIfAborted();
    const image = await imageOf(files, await pictureOf(path), context);
    const beside = semanticBeside(files, path);
    if (!image) continue;
    const load: MaskImage['load'] = async (report) => {
      const labels = await readLabels(files, path, image.size, report);
      const semantic = beside === null ? null : await readLabels(files, beside, image.size, report);
      const masks = labels && masksOfValues(labels);
      if (!labels || !masks) return [];
      const votes = semantic ? mostCommonBelow(labels, semantic) : null;
      return [...masks].flatMap(([id, mask]) => {
        const name = semantic ? classOf(table, votes?.get(id) ?? 0, semantic.kind) : 'object';
        const isVoid = labels.kind !== 'colour' && id === 255 && masks.size < 255;
        if (isVoid || name === '') return [];
        if (name !== null) return [plainObject(names.placeOf(name), mask)];
        const issue = { severity: 'error', kind: 'missingCategory', file: path } as const;
        report({ ...issue, path: `id ${id}`, detail: '' });
        return [];
      });
    };
    if (table.byIndex === null || beside === null) await load(() => undefined);
    images.push({ ...image, split: null, tags: [], load });
  }
  return loadDataSet(names.categories(), images, context);
}

/** The picture of a mask; where it is missing, which is told, the mask says the size. */
async function imageOf(
  files: InputFiles,
  { path, fileName, size }: FoundMask,
  context: ReadContext,
): Promise<{ readonly fileName: string; readonly size: Size } | null> {
  if (size) return { fileName, size };
  const labels = await readLabels(files, path, null, (issue) => {
    context.report(issue);
  });
  if (!labels) return null;
  const issue = { severity: 'warning', kind: 'missingImage', file: path, path: '' } as const;
  context.report({ ...issue, detail: fileName });
  return { fileName, size: labels.size };
}

/** The categories of a table, and those that turn up. */
class Names {
  readonly #places = new Map<string, number>();

  constructor({ byIndex, byColour }: ClassTable) {
    for (const name of [...(byIndex ?? []), ...byColour.values()]) if (name) this.placeOf(name);
  }

  placeOf(name: string): number {
    const known = this.#places.get(name) ?? this.#places.size;
    this.#places.set(name, known);
    return known;
  }

  categories(): readonly DataSetCategory[] {
    return Array.from(this.#places.keys(), (name) => {
      return { name, supercategory: '', color: null, attributes: [] };
    });
  }
}
