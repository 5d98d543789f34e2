import { AppError, type Failure } from '#core/failure.ts';
import type { Outcome } from '#sam/protocol.ts';

/** Runs a worker's job and turns whatever it throws into data that survives the way to the page. */
export async function outcomeOf<Value>(job: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { isOk: true, value: await job() };
  } catch (error) {
    return { isOk: false, failure: failureOf(error) };
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof AppError) return error.failure;
  const reason = String(error);
  if (error instanceof RangeError || /out of memory|bad_alloc|allocat/iu.test(reason)) {
    return { code: 'inference/out-of-memory' };
  }
  return { code: 'inference/failed', reason };
}
