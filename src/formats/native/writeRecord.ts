import { AppError } from '#core/failure.ts';
import type { Rle } from '#core/mask/rle.ts';
import { rleToText } from '#core/mask/maskText.ts';
import type { NativeFileName, NativeRecords } from './schemas.ts';

/**
 * One record as one line of JSON, without the line break. Numbers come back exactly; −0 is written as 0.
 *
 * @throws AppError archive/unwritable for a number that is not finite, which JSON cannot say
 */
export function writeRecord<Name extends NativeFileName>(
  fileName: Name,
  record: NativeRecords[Name],
): string {
  return JSON.stringify(record, (_key, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new AppError({ code: 'archive/unwritable', record: nameOf(fileName, record) });
    }
    if (value instanceof Float64Array) return numbersOf(value, fileName, record);
    return isRle(value) ? rleToText(value) : value;
  });
}

/** The points of a ring; typed arrays would be written as objects, unchecked. */
function numbersOf(values: Float64Array, fileName: string, record: object): readonly number[] {
  if (!values.every((each) => Number.isFinite(each))) {
    throw new AppError({ code: 'archive/unwritable', record: nameOf(fileName, record) });
  }
  return [...values];
}

function isRle(value: unknown): value is Rle {
  return (
    typeof value === 'object' &&
    value !== null &&
    'counts' in value &&
    value.counts instanceof Uint32Array
  );
}

function nameOf(fileName: string, record: object): string {
  return 'id' in record ? `${fileName} ${String(record.id)}` : fileName;
}
