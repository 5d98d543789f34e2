import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import { outlineOf } from '#core/dataset/outline.ts';
import { countHoles } from '#core/mask/holes.ts';
import { areaOf, boundsOf, isSameMask } from '#core/mask/measures.ts';
import { spanPartsOf } from '#core/mask/spanParts.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { cellOfText, csvLine } from '../codecs/csv.ts';
import type { FormatWriter, WriteContext } from '../format.ts';
import { categoryColumns, imageColumns, objectColumns, type ObjectColumn } from './columns.ts';

/**
 * Tables for spreadsheets and notebooks: `objects.csv` with a row per object, `images.csv`,
 * `categories.csv` (see `columns.ts`). Masks go along as runs, as outlines with `geometry: 'polygon'`,
 * and with `mixed` as runs beside the rings that were drawn. Lines end in CRLF as RFC 4180 has it; cells
 * are safe against formulas, see `cellOfText`.
 */
export const csvWriter: FormatWriter = {
  async *write(dataSet, context) {
    const counts: number[] = [];
    yield {
      path: 'objects.csv',
      content: { kind: 'text', text: objectRows(dataSet, context, counts) },
    };
    yield {
      path: 'images.csv',
      content: { kind: 'text', text: imageRows(dataSet, context, counts) },
    };
    yield { path: 'categories.csv', content: { kind: 'text', text: categoryRows(dataSet) } };
  },
};

async function* objectRows(
  dataSet: DataSet,
  context: WriteContext,
  counts: number[],
): AsyncGenerator<string, void, undefined> {
  yield csvLine(objectColumns);
  let id = 0;
  for (const [image, { fileName, size }] of dataSet.images.entries()) {
    const given = fileNameOf(context, image);
    if (given !== fileName) context.lose({ kind: 'renamed', image, object: null, detail: given });
    const objects = await dataSet.objectsOf(image);
    counts[image] = objects.length;
    const rows: string[] = [];
    for (const [index, object] of objects.entries()) {
      id += 1;
      const row = {
        image: cellOfText(given),
        image_width: String(size.width),
        image_height: String(size.height),
        category: cellOfText(dataSet.categories[object.category]?.name ?? ''),
        id: String(id),
        ...cellsOf(object),
        ...geometryCells(object, context, { image, object: index }),
      };
      rows.push(csvLine(objectColumns.map((column) => row[column])));
    }
    yield rows.join('');
  }
}

type Cells<Column extends ObjectColumn> = Readonly<Record<Column, string>>;

function cellsOf(
  object: DataSetObject,
): Cells<
  Exclude<
    ObjectColumn,
    'image' | 'image_width' | 'image_height' | 'category' | 'id' | 'counts' | 'rings'
  >
> {
  const { mask, score, attributes, provenance } = object;
  const box = object.box ?? boundsOf(mask);
  const sam = provenance?.tool === 'sam' ? provenance : null;
  return {
    name: cellOfText(object.name),
    x: String(box.x),
    y: String(box.y),
    width: String(box.width),
    height: String(box.height),
    area: String(object.statedArea ?? areaOf(mask)),
    parts: String(spanPartsOf(mask, 'sides').areas.length),
    holes: String(countHoles(mask, Infinity).count),
    score: score === null ? '' : String(score),
    predicted_iou: sam ? String(sam.predictedIou) : '',
    stability_score: sam ? String(sam.stabilityScore) : '',
    tool: provenance?.tool ?? '',
    model: cellOfText(sam?.modelId ?? ''),
    prompt: sam ? JSON.stringify(sam.prompt) : '',
    is_reworked: sam?.isReworked === undefined ? '' : String(sam.isReworked),
    is_crowd: String(object.isCrowd),
    is_box_only: String(object.isBoxOnly),
    group: cellOfText(object.group ?? ''),
    attributes: Object.keys(attributes).length === 0 ? '' : JSON.stringify(attributes),
  };
}

function geometryCells(
  object: DataSetObject,
  { options, lose }: WriteContext,
  place: { readonly image: number; readonly object: number },
): Cells<'counts' | 'rings'> {
  const { mask, polygon } = object;
  const counts = options.geometry === 'polygon' ? '' : mask.counts.join(' ');
  const isDrawn = options.geometry === 'mixed' && polygon !== null;
  if (options.geometry !== 'polygon' && !isDrawn) return { counts, rings: '' };
  const outline = outlineOf(object, options.tolerancePx);
  if (counts === '' && !isSameMask(rasterizePolygon(outline, mask.size), mask)) {
    lose({ kind: 'simplified', ...place, detail: `${options.tolerancePx} px` });
  }
  return { counts, rings: JSON.stringify(outline.rings.map(({ points }) => [...points])) };
}

function* imageRows(
  { images }: DataSet,
  context: WriteContext,
  counts: readonly number[],
): Generator<string, void, undefined> {
  yield csvLine(imageColumns);
  for (const [image, { size, split, tags, contentHash }] of images.entries()) {
    yield csvLine([
      cellOfText(fileNameOf(context, image)),
      String(size.width),
      String(size.height),
      split ?? '',
      tags.length === 0 ? '' : JSON.stringify(tags),
      contentHash ?? '',
      String(counts[image] ?? 0),
    ]);
  }
}

function* categoryRows({ categories }: DataSet): Generator<string, void, undefined> {
  yield csvLine(categoryColumns);
  for (const { name, supercategory, color, attributes } of categories) {
    const specs = attributes.length === 0 ? '' : JSON.stringify(attributes);
    yield csvLine([cellOfText(name), cellOfText(supercategory), color ?? '', specs]);
  }
}

function fileNameOf({ fileNames }: WriteContext, image: number): string {
  return fileNames[image] ?? String(image + 1);
}
