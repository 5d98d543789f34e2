import { AppError, type Failure } from '#core/failure.ts';
import type { Outcome } from '#sam/protocol.ts';
import { untilDeviceFails } from './deviceLoss.ts';

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs the jobs of a worker one after the other: ONNX Runtime takes one run at a time.
 *
 * @returns the job's outcome, see {@link outcomeOf}
 */
export async function outcomeInTurn<Value>(job: () => Promise<Value>): Promise<Outcome<Value>> {
  const turn = last.then(() => outcomeOf(job));
  last = turn;
  return turn;
}

/** Runs a worker's job and turns whatever it throws into data that survives the way to the page. */
async function outcomeOf<Value>(job: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { isOk: true, value: await untilDeviceFails(job) };
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
