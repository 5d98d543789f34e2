import { AppError, type Failure } from '#core/failure.ts';
import { DamagedBlock } from '../tiff/unpack.ts';

/** What stopped the reading of a file, as data, since a thrown class does not survive the way to the page. */
export function failureOf(error: unknown, fileName: string): Failure {
  if (error instanceof AppError) return error.failure;
  if (error instanceof DamagedBlock) return { code: 'image/undecodable', fileName };
  if (error instanceof RangeError && /alloc|length/iu.test(error.message))
    return { code: 'inference/out-of-memory' };
  // as `import` and `fetch` say it
  const isUnloaded =
    error instanceof TypeError && /fetch|import|server|start/iu.test(error.message);
  return { code: isUnloaded ? 'image/reader-lost' : 'image/undecodable', fileName };
}
