import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import { outlineOf } from '#core/dataset/outline.ts';
import { unsaidOfObject, unsaidOfSet } from '#core/dataset/unsaid.ts';
import type { Size } from '#core/geometry/size.ts';
import { boundsOf, isSameMask } from '#core/mask/measures.ts';
import { rleToString } from '#core/mask/rleString.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import type { Split } from '#core/project/split.ts';
import type { FormatWriter, OutputFile, WriteContext } from '../format.ts';

/**
 * Datumaro's own JSON, a file per subset: `train`, `val`, `test`, and `default` for images without a split.
 * Masks as COCO's compressed RLE; outlines of one ring as polygons where `geometry` wants them. Score
 * and crowd are the attributes `score` and `is_crowd`, as Datumaro has them.
 * Source: open-edge-platform/datumaro, `plugins/data_formats/datumaro/exporter.py`.
 */
export const datumaroWriter: FormatWriter = {
  async *write(dataSet, context) {
    const kept = ['splitDropped', 'supercategoryDropped', 'colorDropped', 'tagDropped'] as const;
    for (const loss of unsaidOfSet(dataSet, kept)) context.lose(loss);
    const counts = { id: 0 };
    for (const split of ['train', 'val', 'test', null] as const) {
      yield* subsetFiles(dataSet, context, { split, counts });
    }
  },
};

interface Subset {
  readonly split: Split | null;
  readonly counts: { id: number }; // of annotations in all subsets
}

async function* subsetFiles(
  dataSet: DataSet,
  context: WriteContext,
  subset: Subset,
): AsyncGenerator<OutputFile> {
  const images = [...dataSet.images.keys()].filter(
    (image) => dataSet.images[image]?.split === subset.split,
  );
  if (images.length === 0) return;
  const name = subset.split ?? 'default';
  yield {
    path: `annotations/${name}.json`,
    content: { kind: 'text', text: subsetLines(dataSet, context, { ...subset, images }) },
  };
  if (!context.options.hasPictures) return;
  for (const image of images) {
    const path = `images/${name}/${fileNameOf(context, image)}`;
    yield { path, content: { kind: 'picture', image } };
  }
}

async function* subsetLines(
  dataSet: DataSet,
  context: WriteContext,
  { images, counts }: Subset & { readonly images: readonly number[] },
): AsyncGenerator<string, void, undefined> {
  yield '{"dm_format_version": "1.0",\n"media_type": 2,\n"infos": {},\n';
  yield `"categories": ${JSON.stringify(categoriesOf(dataSet))},\n"items": [`;
  for (const [place, image] of images.entries()) {
    const { size, tags, fileName } = dataSet.images[image] ?? missing;
    const given = fileNameOf(context, image);
    if (given !== fileName) context.lose({ kind: 'renamed', image, object: null, detail: given });
    const objects = await dataSet.objectsOf(image);
    const groups = [...new Set(objects.flatMap(({ group }) => group ?? []))];
    const annotations = objects.map((object, index) => ({
      id: (counts.id += 1),
      ...annotationOf(object, context, { image, object: index }),
      group: object.group === null ? 0 : groups.indexOf(object.group) + 1,
      label_id: object.category,
      z_order: index,
    }));
    const item = {
      id: given.replace(/\.[^./]*$/u, ''),
      annotations,
      ...(tags.length === 0 ? {} : { attr: { tags } }),
      image: { path: given, size: [size.height, size.width] },
    };
    yield `${place === 0 ? '' : ','}\n${JSON.stringify(item)}`;
  }
  yield '\n]}\n';
}

const missing: {
  readonly size: Size;
  readonly tags: readonly string[];
  readonly fileName: string;
} = { size: { width: 1, height: 1 }, tags: [], fileName: '' };

function categoriesOf({ categories }: DataSet): object {
  const labels = categories.map(({ name, supercategory, attributes }) => ({
    name,
    parent: supercategory,
    attributes: attributes.map((spec) => spec.name).toSorted(),
  }));
  const colormap = categories.flatMap(({ color }, label) => {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(color?.slice(at, at + 2) ?? '', 16));
    return color === null ? [] : [{ label_id: label, r, g, b }];
  });
  return {
    label: { labels, label_groups: [], attributes: [] },
    ...(colormap.length === 0 ? {} : { mask: { colormap } }),
  };
}

/** Names that Datumaro's own facts about an object have among its attributes. */
const reserved = ['score', 'is_crowd'];

function annotationOf(
  object: DataSetObject,
  context: WriteContext,
  place: { readonly image: number; readonly object: number },
): object {
  const { score, isCrowd } = object;
  const kept = ['attributeDropped', 'crowdDropped', 'scoreDropped', 'groupDropped'] as const;
  for (const loss of unsaidOfObject(object, place, kept)) context.lose(loss);
  const own = Object.entries(object.attributes).filter(([name]) => !reserved.includes(name));
  for (const name of Object.keys(object.attributes)) {
    if (reserved.includes(name)) context.lose({ kind: 'attributeDropped', ...place, detail: name });
  }
  const attributes = Object.fromEntries([
    ...own,
    ...(score === null ? [] : [['score', score] as const]),
    ...(isCrowd ? [['is_crowd', true] as const] : []),
  ]);
  return { ...geometryOf(object, context, place), attributes };
}

function geometryOf(
  object: DataSetObject,
  { options, lose }: WriteContext,
  place: { readonly image: number; readonly object: number },
): object {
  const { mask, isBoxOnly } = object;
  if (isBoxOnly) {
    const { x, y, width, height } = object.box ?? boundsOf(mask);
    return { type: 'bbox', bbox: [x, y, width, height] };
  }
  const { height, width } = mask.size;
  const exact = { type: 'mask', rle: { counts: rleToString(mask), size: [height, width] } };
  if (options.geometry === 'rle') return exact;
  const outline = outlineOf(object, options.tolerancePx);
  const [ring, another] = outline.rings;
  if (!ring || another) return exact;
  const isExact = isSameMask(rasterizePolygon(outline, mask.size), mask);
  if (!isExact && options.geometry === 'mixed') return exact;
  if (!isExact) lose({ kind: 'simplified', ...place, detail: `${options.tolerancePx} px` });
  return { type: 'polygon', points: [...ring.points] };
}

function fileNameOf({ fileNames }: WriteContext, image: number): string {
  return fileNames[image] ?? String(image + 1);
}
