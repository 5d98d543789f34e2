import { plainObject, type DataSetObject } from '#core/dataset/dataSet.ts';
import type { ReadIssueKind } from '#core/dataset/readIssue.ts';
import { filledBox } from '#core/dataset/filledBox.ts';
import { clipBox } from '#core/geometry/box.ts';
import type { Size } from '#core/geometry/size.ts';
import { isEmptyMask } from '#core/mask/measures.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { boxOfShares } from './boxRows.ts';
import { ringOfShares } from './segmentRow.ts';

/** What a row is wrong in, or taken for. */
export interface RowIssue {
  readonly severity: 'error' | 'warning';
  readonly kind: ReadIssueKind;
  readonly line: number; // from 1
  readonly detail: string;
}

/** What rows need to be understood. */
export interface RowContext {
  readonly size: Size; // of the picture
  /** Category of a class number or name; null when there is none. */
  readonly categoryOf: (label: string) => number | null;
  readonly report: (issue: RowIssue) => void;
}

/** One row, split. */
interface Row {
  readonly line: number;
  readonly label: string; // class number; a name in rows of DOTA
  readonly numbers: readonly string[];
  readonly isInPixels: boolean;
  readonly isDifficult: boolean;
}

/** How far a share may lie outside of 0…1: beyond it Ultralytics takes the whole image for damaged. */
const outerSlack = 0.01;

/** Shares of six digits may leave the image by the rounding of two. */
const roundingSlack = 2e-6;

/**
 * The objects of a label file: boxes (`class x y w h`, with a score behind them in predictions),
 * outlines (`class x1 y1 …`), rotated boxes, also in pixels (DOTA: `x1 … y4 name difficult`). Each row
 * that is none of these is reported and left out, as is one that repeats another.
 * A row of four numbers is a box even among outlines, which is told.
 * Source: ultralytics `verify_image_label`; DOTA devkit, `parse_dota_poly`.
 */
export function readRows(text: string, context: RowContext): readonly DataSetObject[] {
  const rows = text
    .split(/\r\n|\n|\r/u)
    .map((line, i) => splitRow(line, i + 1))
    .filter((row) => row !== null);
  const hasOutlines = rows.some(({ numbers }) => numbers.length > 5);
  const seen = new Set<string>();
  const objects: DataSetObject[] = [];
  for (const row of rows) {
    const fault = faultOf(row, hasOutlines);
    const key = `${row.label} ${row.numbers.join(' ')}`;
    if (fault) context.report({ severity: 'error', line: row.line, ...fault });
    else if (seen.has(key)) {
      context.report({ severity: 'error', kind: 'duplicateRecord', line: row.line, detail: '' });
    } else {
      const object = objectOf(row, context, hasOutlines);
      if (object) objects.push(object);
    }
    seen.add(key);
  }
  return objects;
}

/** The classes that rows name, numbers and names, in their order. */
export function classesIn(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/u).flatMap((line, i) => {
    const row = splitRow(line, i + 1);
    return row && isClass(row) && faultOf(row, false) === null ? [row.label] : [];
  });
}

/** Null for blank lines and the head lines of DOTA. */
function splitRow(line: string, number: number): Row | null {
  const tokens = line.trim().split(/\s+/u);
  const [first = ''] = tokens;
  if (first === '' || /^(?:imagesource|gsd):/u.test(first)) return null;
  const name = tokens[8];
  const corners = tokens.slice(0, 8);
  if (name !== undefined && tokens.length <= 10 && !isNumber(name) && corners.every(isNumber)) {
    const isDifficult = tokens[9] !== undefined && tokens[9] !== '0';
    return { line: number, label: name, numbers: corners, isInPixels: true, isDifficult };
  }
  const label = first.replace(/\.0+$/u, '');
  const numbers = tokens.slice(1);
  return { line: number, label, numbers, isInPixels: false, isDifficult: false };
}

type Fault = Pick<RowIssue, 'kind' | 'detail'>;

function faultOf(row: Row, hasOutlines: boolean): Fault | null {
  const { label, numbers, isInPixels } = row;
  const count = numbers.length;
  if (!isClass(row)) return { kind: 'wrongShape', detail: `"${label.slice(0, 40)}" is no class` };
  const odd = numbers.find((number) => !isNumber(number));
  if (odd !== undefined) {
    return { kind: 'wrongShape', detail: `"${odd.slice(0, 40)}" is no number` };
  }
  if (count < 4) return { kind: 'tooFewPoints', detail: `${count} numbers` };
  if (count % 2 === 1 && (hasOutlines || count > 5)) {
    return { kind: 'oddCoordinates', detail: `${count} numbers` };
  }
  const far = numbers.find((number) => {
    const share = Number(number);
    return !(share >= -outerSlack && share <= 1 + outerSlack);
  });
  if (far !== undefined && !isInPixels) {
    return { kind: 'wrongShape', detail: `${far.slice(0, 40)} is no share of a side` };
  }
  return null;
}

function isClass({ label, isInPixels }: Row): boolean {
  return isInPixels || /^\d{1,9}$/u.test(label);
}

function isNumber(text: string): boolean {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/iu.test(text) && text.length <= 64;
}

function objectOf(row: Row, context: RowContext, hasOutlines: boolean): DataSetObject | null {
  const { line, label, numbers } = row;
  const category = context.categoryOf(label);
  if (category === null) {
    context.report({ severity: 'error', kind: 'missingCategory', line, detail: label });
    return null;
  }
  const object =
    numbers.length > 5 ? outlined(row, category, context) : boxed(row, category, context);
  if (!object || isEmptyMask(object.mask)) {
    context.report({ severity: 'error', kind: 'emptyMask', line, detail: 'holds no pixel' });
    return null;
  }
  if (numbers.length === 4 && hasOutlines) {
    const detail = 'a box among outlines, taken as a box';
    context.report({ severity: 'warning', kind: 'mixedKinds', line, detail });
  }
  return object;
}

function outlined(row: Row, category: number, { size, report }: RowContext): DataSetObject {
  const { line, numbers, isInPixels, isDifficult } = row;
  const ring = isInPixels
    ? { points: Float64Array.from(numbers, Number) }
    : ringOfShares(numbers, size);
  const points = ring.points.map((place, i) =>
    Math.min(i % 2 === 0 ? size.width : size.height, Math.max(0, place)),
  );
  if (points.some((place, i) => place !== ring.points[i])) {
    report({ severity: 'warning', kind: 'outOfImage', line, detail: 'moved to the rim' });
  }
  const polygon = { rings: [{ points }] };
  const plain = plainObject(category, rasterizePolygon(polygon, size));
  return { ...plain, polygon, attributes: isDifficult ? { difficult: true } : {} };
}

function boxed(row: Row, category: number, { size, report }: RowContext): DataSetObject | null {
  const stated = boxOfShares(row.numbers, size);
  const box = clipBox(stated, size);
  if (!(box.width > 0 && box.height > 0)) return null;
  const reach = Math.max(
    (stated.width - box.width) / size.width,
    (stated.height - box.height) / size.height,
  );
  if (reach > roundingSlack) {
    report({ severity: 'warning', kind: 'outOfImage', line: row.line, detail: 'cut off' });
  }
  const score =
    row.numbers[4] === undefined ? null : Math.min(1, Math.max(0, Number(row.numbers[4])));
  return { ...plainObject(category, filledBox(box, size)), box, isBoxOnly: true, score };
}
