import type { AttributeValues } from '../annotation/attributes.ts';
import type { Box } from '../geometry/box.ts';
import { areaOf, boundsOf, isSameMask } from '../mask/measures.ts';
import type { DataSetObject } from './dataSet.ts';
import type { DifferenceKind } from './selfCheckReport.ts';

/** Farther apart than this are the sides of two boxes that differ, px: stated boxes are rounded. */
const boxTolerancePx = 0.01;
/** Areas that are rounded to whole pixels are the same. */
const areaTolerancePx = 0.5;

/** What differs between an object and the one that came back of it, besides their categories. */
export function differencesBetween(
  written: DataSetObject,
  read: DataSetObject,
): readonly (readonly [kind: DifferenceKind, detail: string])[] {
  const found: (readonly [DifferenceKind, string])[] = [];
  if (!isSameMask(written.mask, read.mask)) {
    found.push([read.isBoxOnly && !written.isBoxOnly ? 'boxOnly' : 'outline', '']);
  }
  const boxPx = boxDistance(boxOf(written), boxOf(read));
  if (boxPx > boxTolerancePx) found.push(['box', `${rounded(boxPx)} px`]);
  const areaPx = read.isBoxOnly ? 0 : statedAreaOf(read) - statedAreaOf(written);
  if (Math.abs(areaPx) >= areaTolerancePx) found.push(['area', `${rounded(areaPx)} px`]);
  const attributes = differentNames(written.attributes, read.attributes);
  if (attributes.length > 0) found.push(['attributes', attributes.join(', ')]);
  if (written.isCrowd !== read.isCrowd) found.push(['crowd', '']);
  if (written.score !== read.score) found.push(['score', '']);
  if (written.name !== read.name) found.push(['name', written.name]);
  if ((written.group === null) !== (read.group === null)) found.push(['group', '']);
  return found;
}

function boxOf({ box, mask }: DataSetObject): Box<'image'> {
  return box ?? boundsOf(mask);
}

/** The farthest that one side of a box is from the same side of the other, px. */
function boxDistance(a: Box<'image'>, b: Box<'image'>): number {
  return Math.max(
    Math.abs(a.x - b.x),
    Math.abs(a.y - b.y),
    Math.abs(a.x + a.width - b.x - b.width),
    Math.abs(a.y + a.height - b.y - b.height),
  );
}

function statedAreaOf({ statedArea, mask }: DataSetObject): number {
  return statedArea ?? areaOf(mask);
}

function differentNames(a: AttributeValues, b: AttributeValues): readonly string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => valueIn(a, name) !== valueIn(b, name)).toSorted();
}

function valueIn(values: AttributeValues, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
