import { areaOfSize, isSameSize, type Size } from '#core/geometry/size.ts';
import { maskOfRuns } from '#core/mask/maskOfRuns.ts';
import { isEmptyMask } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { rleFromString } from '#core/mask/rleString.ts';
import type { FileReport } from '../codecs/fileReport.ts';
import { fieldOf, isJsonObject } from '../codecs/jsonFile.ts';
import { statedSize } from '../codecs/placeImage.ts';

/** Where in a file a mask stands. */
interface MaskPlace {
  readonly report: FileReport;
  readonly path: string;
}

/** The mask of a `segmentation` of COCO runs, as a string or a list; null, which is reported, when it is none. */
export function readMask(
  segmentation: unknown,
  size: Size,
  { report, path }: MaskPlace,
): Rle | null {
  const at = `${path}.segmentation`;
  if (!isJsonObject(segmentation)) {
    report.error('wrongShape', at, 'no runs');
    return null;
  }
  const sides = fieldOf(segmentation, 'size');
  const [height, width]: readonly unknown[] = Array.isArray(sides) ? sides : [];
  const stated = statedSize(width, height);
  if (!stated || !isSameSize(stated, size)) {
    const isTurned = stated?.width === size.height && stated.height === size.width;
    const found = JSON.stringify(sides) ?? 'nothing';
    report.error(isTurned ? 'turnedSize' : 'wrongSize', `${at}.size`, `${found} stated`);
    return null;
  }
  const mask = maskOfCounts(fieldOf(segmentation, 'counts'), size);
  if (typeof mask === 'string') report.error('badRuns', `${at}.counts`, mask);
  else if (isEmptyMask(mask)) report.error('emptyMask', at);
  else return mask;
  return null;
}

/** The mask, or what is wrong with its runs. */
function maskOfCounts(counts: unknown, size: Size): Rle | string {
  if (typeof counts === 'string') {
    const result = rleFromString(counts, size);
    return result.isValid ? result.rle : result.issue.code;
  }
  if (!Array.isArray(counts)) return 'neither text nor a list';
  const starts: number[] = [];
  const ends: number[] = [];
  let position = 0;
  for (const [i, run] of counts.entries()) {
    const length: unknown = run;
    if (typeof length !== 'number' || !Number.isInteger(length) || length < 0) return 'a bad run';
    if (i % 2 === 1) starts.push(position);
    position += length;
    if (i % 2 === 1) ends.push(position);
    if (position > areaOfSize(size)) break;
  }
  const area = areaOfSize(size);
  return position === area ? maskOfRuns(size, { starts, ends }) : `${position} of ${area} pixels`;
}
