import type { ReadIssueKind } from '#core/dataset/readIssue.ts';
import type { Box } from '#core/geometry/box.ts';
import { areaOfSize, isSameSize, type Size } from '#core/geometry/size.ts';
import { combineMasks } from '#core/mask/combine.ts';
import { areaOf, isEmptyMask } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { rleFromString } from '#core/mask/rleString.ts';
import { cocoRaster } from '#core/polygon/cocoRaster.ts';
import { isSound, type Polygon } from '#core/polygon/polygon.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { rectangleRing } from '#core/polygon/shapes.ts';
import { isFiniteNumber, isObject } from './foreign.ts';

/** What is wrong with a segmentation. */
export interface ShapeIssue {
  readonly severity: 'error' | 'warning';
  readonly kind: ReadIssueKind;
  readonly path: string; // below the annotation
  readonly detail: string;
}

/** The area of an annotation, or why there is none: then an issue says `error`. */
export interface ReadShape {
  readonly shape: {
    readonly mask: Rle;
    readonly polygon: Polygon | null;
    readonly isBoxOnly: boolean;
  } | null;
  readonly issues: readonly ShapeIssue[];
}

/** Further out a coordinate is a fault of the writer, and would take for ever to walk to. */
const farthestPx = 1e6;

/**
 * The mask of a `segmentation`: polygons as pycocotools fills them, united; RLE compressed or as a list of
 * runs; the box where there is neither. Never throws.
 *
 * @param box of the annotation; null when it has none
 */
export function readSegmentation(
  segmentation: unknown,
  box: Box<'image'> | null,
  size: Size,
): ReadShape {
  if (Array.isArray(segmentation)) return readPolygons(segmentation, box, size);
  if (isObject(segmentation)) return readRle(segmentation, size);
  if (segmentation === undefined || segmentation === null) return boxInstead(box, size, []);
  return refused('wrongShape', 'segmentation', `it is ${typeof segmentation}`);
}

function readPolygons(list: readonly unknown[], box: Box<'image'> | null, size: Size): ReadShape {
  if (list.length === 0) return boxInstead(box, size, []);
  const isFlat = list.every((each) => typeof each === 'number');
  const issues: ShapeIssue[] = isFlat
    ? [warning('wrongShape', 'segmentation', 'one flat list is taken as one polygon')]
    : [];
  const rings: (readonly number[])[] = [];
  for (const [i, part] of (isFlat ? [list] : list).entries()) {
    const path = `segmentation[${i}]`;
    const fault = faultOfRing(part);
    if (fault === null)
      rings.push(part as readonly number[]); // faultOfRing looked at every number
    else if (isBoxOf(part, box)) {
      return boxInstead(box, size, [warning('onlyBox', path, 'it is the box, not a polygon')]);
    } else if (fault.kind === 'tooFewPoints') issues.push(warning(fault.kind, path, fault.detail));
    else return { shape: null, issues: [...issues, { severity: 'error', path, ...fault }] };
  }
  if (rings.length > 0) return shapeOfRings(rings, size, issues);
  return { shape: null, issues: issues.map((issue) => ({ ...issue, severity: 'error' })) };
}

type RingFault = Pick<ShapeIssue, 'kind' | 'detail'>;

function faultOfRing(part: unknown): RingFault | null {
  if (!Array.isArray(part)) return { kind: 'wrongShape', detail: 'it is no list of numbers' };
  const values: readonly unknown[] = part;
  if (values.length % 2 !== 0)
    return { kind: 'oddCoordinates', detail: `${values.length} numbers` };
  if (!values.every(isFiniteNumber)) {
    return { kind: 'wrongShape', detail: 'it is no list of numbers' };
  }
  if (values.length < 6) return { kind: 'tooFewPoints', detail: `${values.length / 2} points` };
  const far = values.find((value) => Math.abs(value) > farthestPx);
  return far === undefined ? null : { kind: 'outOfImage', detail: `a coordinate is ${far}` };
}

/** Some tools write x, y, width, height, or two corners, for a polygon. */
function isBoxOf(part: unknown, box: Box<'image'> | null): boolean {
  if (!box || !Array.isArray(part) || part.length !== 4) return false;
  const { x, y, width, height } = box;
  const [a, b, c, d]: readonly unknown[] = part;
  if (a !== x || b !== y) return false;
  return (c === width && d === height) || (c === x + width && d === y + height);
}

function shapeOfRings(
  rings: readonly (readonly number[])[],
  size: Size,
  issues: readonly ShapeIssue[],
): ReadShape {
  const masks = rings.map((ring) => cocoRaster(ring, size));
  const mask = masks.reduce((a, b) => combineMasks(a, b, 'union'));
  const outside = outsideIssue(rings, mask, size);
  if (isEmptyMask(mask)) {
    const empty = outside ?? { kind: 'emptyMask' as const, detail: 'the outline holds no pixel' };
    return {
      shape: null,
      issues: [...issues, { severity: 'error', path: 'segmentation', ...empty }],
    };
  }
  // even-odd, as the studio fills rings, is not a union where parts overlap
  const isApart = masks.reduce((sum, each) => sum + areaOf(each), 0) === areaOf(mask);
  const polygon = { rings: rings.map((ring) => ({ points: Float64Array.from(ring) })) };
  const isMaster = isApart && isSound(polygon, size);
  return {
    shape: { mask, polygon: isMaster ? polygon : null, isBoxOnly: false },
    issues: outside ? [...issues, warning(outside.kind, 'segmentation', outside.detail)] : issues,
  };
}

/** What is outside of the image, and whether it would lie in one that is turned. */
function outsideIssue(
  rings: readonly (readonly number[])[],
  mask: Rle,
  { width, height }: Size,
): RingFault | null {
  let right = -Infinity;
  let bottom = -Infinity;
  let least = Infinity;
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const x = ring[i] ?? 0;
      const y = ring[i + 1] ?? 0;
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
      least = Math.min(least, x, y);
    }
  }
  if (least >= -1 && right <= width + 1 && bottom <= height + 1) return null;
  const isTurned = width !== height && right <= height && bottom <= width && isEmptyMask(mask);
  const detail = `up to ${right}, ${bottom} on an image of ${width} × ${height}`;
  return { kind: isTurned ? 'turnedSize' : 'outOfImage', detail };
}

function readRle(
  { size: stated, counts }: Readonly<Record<string, unknown>>,
  size: Size,
): ReadShape {
  const fault = faultOfSize(stated, size);
  if (fault) return refused(fault.kind, 'segmentation.size', fault.detail);
  if (typeof counts === 'string') {
    const read = rleFromString(counts, size);
    if (read.isValid) return maskShape(read.rle, []);
    return refused('badRuns', 'segmentation.counts', JSON.stringify(read.issue));
  }
  if (!Array.isArray(counts)) {
    return refused('wrongShape', 'segmentation.counts', 'it is neither text nor a list');
  }
  return readRuns(counts, size);
}

function readRuns(counts: readonly unknown[], size: Size): ReadShape {
  const area = areaOfSize(size);
  let total = 0;
  const runs: number[] = [0];
  for (const [i, run] of counts.entries()) {
    if (!Number.isInteger(run) || typeof run !== 'number' || run < 0 || run > area) {
      return refused('badRuns', `segmentation.counts[${i}]`, `a run of ${String(run)}`);
    }
    total += run;
    if (run === 0) continue;
    const isForeground = i % 2 === 1;
    if (isForeground === (runs.length % 2 === 0)) runs.push((runs.pop() ?? 0) + run);
    else runs.push(run);
  }
  const detail = `the runs are ${total} px long, the image has ${area}`;
  if (total > area) return refused('badRuns', 'segmentation.counts', detail);
  const issues = total < area ? [warning('badRuns', 'segmentation.counts', detail)] : [];
  if (total < area) {
    if (runs.length % 2 === 1) runs.push((runs.pop() ?? 0) + area - total);
    else runs.push(area - total);
  }
  return maskShape({ size, counts: Uint32Array.from(runs) }, issues);
}

function faultOfSize(stated: unknown, size: Size): RingFault | null {
  if (!Array.isArray(stated)) return { kind: 'wrongShape', detail: 'it is no list of two numbers' };
  const [height, width]: readonly unknown[] = stated;
  if (!isFiniteNumber(height) || !isFiniteNumber(width)) {
    return { kind: 'wrongShape', detail: 'it is no list of two numbers' };
  }
  if (isSameSize({ width, height }, size)) return null;
  const isTurned = width === size.height && height === size.width;
  const detail = `${width} × ${height}, the image has ${size.width} × ${size.height}`;
  return { kind: isTurned ? 'turnedSize' : 'wrongSize', detail };
}

function maskShape(mask: Rle, issues: readonly ShapeIssue[]): ReadShape {
  if (isEmptyMask(mask)) return refused('emptyMask', 'segmentation', 'no pixel is foreground');
  return { shape: { mask, polygon: null, isBoxOnly: false }, issues };
}

function boxInstead(
  box: Box<'image'> | null,
  size: Size,
  issues: readonly ShapeIssue[],
): ReadShape {
  if (!box) return refused('wrongShape', 'segmentation', 'there is neither an outline nor a box');
  const mask = rasterizePolygon({ rings: [rectangleRing(box)] }, size);
  if (isEmptyMask(mask)) return refused('emptyMask', 'bbox', 'the box holds no pixel');
  const told = issues.length > 0 ? issues : [warning('onlyBox', 'segmentation', '')];
  return { shape: { mask, polygon: null, isBoxOnly: true }, issues: told };
}

function refused(kind: ReadIssueKind, path: string, detail: string): ReadShape {
  return { shape: null, issues: [{ severity: 'error', kind, path, detail }] };
}

function warning(kind: ReadIssueKind, path: string, detail: string): ShapeIssue {
  return { severity: 'warning', kind, path, detail };
}
