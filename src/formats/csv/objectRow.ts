import * as v from 'valibot';
import { isAttributeValues, type AttributeValues } from '#core/annotation/attributes.ts';
import { handTools, type Provenance } from '#core/annotation/provenance.ts';
import { plainObject, type DataSetObject } from '#core/dataset/dataSet.ts';
import { clipBox, type Box } from '#core/geometry/box.ts';
import { areaOfSize, type Size } from '#core/geometry/size.ts';
import { areaOf, boundsOf, isEmptyMask } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { isSound, type Polygon } from '#core/polygon/polygon.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { rectangleRing } from '#core/polygon/shapes.ts';
import { textOfCell } from '../codecs/csv.ts';
import type { FileReport } from '../codecs/fileReport.ts';
import { parseJsonText } from '../codecs/jsonValues.ts';
import { promptSchema } from '../codecs/objectSchemas.ts';

/** Where a row stands. */
interface RowPlace {
  readonly size: Size; // of its image
  readonly report: FileReport;
  readonly at: string;
}

type Cells = Readonly<Record<string, string>>;

/** The object of a row, its category aside; null where it has no mask, which is then reported. */
export function readObjectRow(cells: Cells, place: RowPlace): DataSetObject | null {
  const box = boxOf(cells);
  const polygon = polygonOf(cells, place);
  const mask = maskOf(cells, { box, polygon }, place);
  if (mask === null) return null;
  const bounds = boundsOf(mask);
  const isPlainBox = box !== null && isSameBox(box, bounds);
  const area = numberOf(cells['area']);
  const hasShape = cells['counts'] !== '' || polygon !== null;
  return {
    ...plainObject(0, mask),
    polygon,
    box: isPlainBox ? null : box,
    isBoxOnly: cells['is_box_only'] === 'true' || !hasShape,
    statedArea: area === areaOf(mask) ? null : area,
    isCrowd: cells['is_crowd'] === 'true',
    score: numberOf(cells['score']),
    attributes: attributesOf(cells, place),
    group: textOfCell(cells['group'] ?? '') || null,
    name: textOfCell(cells['name'] ?? ''),
    provenance: provenanceOf(cells, place),
  };
}

function maskOf(
  cells: Cells,
  { box, polygon }: { readonly box: Box<'image'> | null; readonly polygon: Polygon | null },
  { size, report, at }: RowPlace,
): Rle | null {
  const counts = cells['counts'] ?? '';
  const runs = counts === '' ? null : maskOfCounts(counts, size);
  if (counts !== '' && runs === null) {
    report.error('badRuns', at);
    return null;
  }
  if (!runs && !polygon) {
    if (box === null) {
      report.error('wrongShape', at, 'x, y, width, height');
      return null;
    }
    report.warning('onlyBox', at);
  }
  const mask = runs ?? rasterizePolygon(polygon ?? filledBox(box, size), size);
  if (!isEmptyMask(mask)) return mask;
  report.error('emptyMask', at);
  return null;
}

function filledBox(box: Box<'image'> | null, size: Size): Polygon {
  return box ? { rings: [rectangleRing(clipBox(box, size))] } : { rings: [] };
}

/** Run lengths parted by spaces, made canonical; null when they do not fill the image. */
function maskOfCounts(text: string, size: Size): Rle | null {
  const counts: number[] = [];
  let total = 0;
  for (const [i, part] of text.trim().split(/\s+/u).entries()) {
    const count = /^\d+$/u.test(part) ? Number(part) : NaN;
    total += count;
    if (!(total <= areaOfSize(size)) || (count === 0 && i > 0)) return null;
    counts.push(count);
  }
  return total === areaOfSize(size) ? { size, counts: Uint32Array.from(counts) } : null;
}

function polygonOf(cells: Cells, { size, report, at }: RowPlace): Polygon | null {
  const text = cells['rings'] ?? '';
  if (text === '') return null;
  const read = v.safeParse(
    v.array(v.array(v.pipe(v.number(), v.finite()))),
    parseJsonText(text, report, at),
  );
  const polygon = read.success
    ? { rings: read.output.map((points) => ({ points: Float64Array.from(points) })) }
    : null;
  if (polygon && isSound(polygon, size)) return polygon;
  report.warning('wrongShape', at, 'rings');
  return null;
}

function boxOf(cells: Cells): Box<'image'> | null {
  const x = numberOf(cells['x']);
  const y = numberOf(cells['y']);
  const width = numberOf(cells['width']);
  const height = numberOf(cells['height']);
  if (x === null || y === null || width === null || height === null) return null;
  return width >= 0 && height >= 0 ? { x, y, width, height } : null;
}

function isSameBox(a: Box<'image'>, b: Box<'image'>): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function attributesOf(cells: Cells, { report, at }: RowPlace): AttributeValues {
  const text = cells['attributes'] ?? '';
  if (text === '') return {};
  const value = parseJsonText(text, report, at);
  if (isAttributeValues(value)) return value;
  report.warning('wrongShape', at, 'attributes');
  return {};
}

function provenanceOf(cells: Cells, { report, at }: RowPlace): Provenance | null {
  const { tool = '', prompt = '' } = cells;
  const hand = handTools.find((each) => each === tool);
  if (hand) return { tool: hand };
  if (tool !== 'sam') return null;
  const read = v.safeParse(promptSchema, prompt === '' ? null : parseJsonText(prompt, report, at));
  if (!read.success) {
    report.warning('wrongShape', at, 'prompt');
    return null;
  }
  return {
    tool,
    modelId: textOfCell(cells['model'] ?? ''),
    prompt: read.output,
    predictedIou: numberOf(cells['predicted_iou']) ?? 0,
    stabilityScore: numberOf(cells['stability_score']) ?? 0,
    ...(cells['is_reworked'] === '' ? {} : { isReworked: cells['is_reworked'] === 'true' }),
  };
}

function numberOf(cell: string | undefined): number | null {
  if (cell === undefined || cell.trim() === '') return null;
  const number = Number(cell);
  return Number.isFinite(number) ? number : null;
}
