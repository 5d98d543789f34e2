import { AppError } from '#core/failure.ts';
import { areaOfSize, type Size } from '#core/geometry/size.ts';
import {
  isWithinLimits,
  largePixelCount,
  maxPixelCount,
  maxSampleBytes,
  maxSidePx,
} from '../limits.ts';

/**
 * Says no to a picture before anything of it is decoded.
 *
 * @param sampleBytes what its samples take where they are read by us
 * @throws AppError image/too-large
 */
export function refuseTooLarge(fileName: string, size: Size, sampleBytes = 0): void {
  if (isWithinLimits(size) && sampleBytes <= maxSampleBytes) return;
  const bytesPerPixel = sampleBytes / areaOfSize(size);
  const mostPixels = Math.min(maxPixelCount, maxSampleBytes / Math.max(1, bytesPerPixel));
  throw new AppError({
    code: 'image/too-large',
    fileName,
    width: size.width,
    height: size.height,
    limitMegapixels: Math.floor(mostPixels / 1e6),
    limitSidePx: maxSidePx,
  });
}

/**
 * Runs a job on a picture; on a large one when no other worker has one, in this tab or another.
 *
 * @param onWait tells that the job stands back for now
 */
export async function whenThereIsRoom<Value>(
  size: Size,
  onWait: () => void,
  job: () => Promise<Value>,
): Promise<Value> {
  if (areaOfSize(size) < largePixelCount || !('locks' in navigator)) return job();
  onWait();
  return navigator.locks.request('maskwright-large-picture', job);
}
