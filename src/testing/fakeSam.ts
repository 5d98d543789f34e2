import { AppError, type Failure } from '#core/failure.ts';
import type { Size } from '#core/geometry/size.ts';
import type { CandidateSet } from '#core/prompt/candidate.ts';
import type { DecodeRequest, ImageEmbedding, SamApi, StartProgress } from '#sam/protocol.ts';

/** A call that waits until the test answers it; an abort settles it too. */
interface Waiting<Value> {
  readonly signal: AbortSignal;
  answer(value: Value): void;
  fail(failure: Failure): void;
}

export interface WaitingEncode extends Waiting<void> {
  readonly imageKey: string;
}

export interface WaitingDecode extends Waiting<CandidateSet> {
  readonly imageKey: string;
  readonly request: DecodeRequest;
}

/** A model that answers when the test does, in the order the test likes. */
export interface FakeSam extends SamApi {
  /** Every encode so far, answered or not. */
  readonly encodes: readonly WaitingEncode[];
  /** Every decode so far, answered or not. */
  readonly decodes: readonly WaitingDecode[];
  failNextStart(failure: Failure): void;
  /** A worker's report to whoever called start last, as it may come late. */
  reportProgress(progress: StartProgress): void;
}

export function createFakeSam(): FakeSam {
  const encodes: WaitingEncode[] = [];
  const decodes: WaitingDecode[] = [];
  let startFailure: Failure | null = null;
  let report: (progress: StartProgress) => void = () => undefined;
  return {
    modelId: 'fake-sam',
    encodes,
    decodes,
    failNextStart(failure) {
      startFailure = failure;
    },
    reportProgress: (progress) => report(progress),
    async start(onProgress, signal) {
      report = onProgress;
      signal.throwIfAborted();
      const failure = startFailure;
      startFailure = null;
      if (failure) throw new AppError(failure);
    },
    async encode(imageKey, bitmap, signal) {
      const imageSize = { width: bitmap.width, height: bitmap.height };
      const { waiting, settled } = wait<void>(signal);
      encodes.push({ imageKey, ...waiting });
      await settled.finally(() => bitmap.close());
      return { imageKey, imageSize, values: new Float32Array(1) };
    },
    async decode({ imageKey }, request, signal) {
      const { waiting, settled } = wait<CandidateSet>(signal);
      decodes.push({ imageKey, request, ...waiting });
      return settled;
    },
  };
}

/** An embedding that needs no encode. */
export function embeddingOf(imageKey: string, imageSize: Size): ImageEmbedding {
  return { imageKey, imageSize, values: new Float32Array(1) };
}

/**
 * Three candidates, the middle one best. Mask and logits of candidate i carry the number mark + i:
 * the mask is that one pixel in column order, the logits are [mark + i].
 */
export function answerMarked(mark: number, size: Size = { width: 8, height: 6 }): CandidateSet {
  const area = size.width * size.height;
  const candidates = [mark, mark + 1, mark + 2].map((pixel) => ({
    mask: { size, counts: Uint32Array.of(pixel, 1, area - pixel - 1) },
    source: 'model' as const,
    predictedIou: 0.9,
    stabilityScore: 0.8,
    lowResLogits: Float32Array.of(pixel),
  }));
  return { candidates, bestIndex: 1, isCaught: false };
}

function wait<Value>(signal: AbortSignal) {
  let answer: (value: Value) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const settled = new Promise<Value>((resolvePromise, rejectPromise) => {
    answer = resolvePromise;
    reject = rejectPromise;
  });
  signal.addEventListener('abort', () => reject(signal.reason));
  if (signal.aborted) reject(signal.reason);
  const fail = (failure: Failure) => reject(new AppError(failure));
  return { waiting: { signal, answer, fail }, settled };
}
