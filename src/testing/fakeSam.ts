import type { BackendChoice } from '#core/backend/backend.ts';
import { AppError, type Failure } from '#core/failure.ts';
import type { Size } from '#core/geometry/size.ts';
import type { CandidateSet, MaskCandidate } from '#core/prompt/candidate.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import type { SegmentRequest, StartProgress, SwitchingSegmenter } from '#sam/protocol.ts';

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
  readonly request: SegmentRequest;
}

export interface WaitingCloserLook extends Waiting<MaskCandidate | null> {
  readonly imageKey: string;
  readonly shown: MaskCandidate;
}

/** A model that answers when the test does, in the order the test likes. */
export interface FakeSam extends SwitchingSegmenter {
  /** The spec of the model in use that is not the built-in one. */
  readonly usedSpec: ModelSpec | null;
  /** Every encode so far, answered or not. An image whose encode was answered stays prepared. */
  readonly encodes: readonly WaitingEncode[];
  /** Every image that was asked for ahead of time. */
  readonly prefetches: readonly WaitingEncode[];
  markPrepared(imageKey: string): void;
  /** Every closer look that was asked for behind an answer. */
  readonly closerLooks: readonly WaitingCloserLook[];
  /** Every decode so far, answered or not. */
  readonly decodes: readonly WaitingDecode[];
  /** The choice of every restart so far. */
  readonly restarts: readonly BackendChoice[];
  /** Every start and rest so far. */
  readonly lives: readonly ('start' | 'rest')[];
  failNextStart(failure: Failure): void;
  /** A worker's report to whoever called start last, as it may come late. */
  reportProgress(progress: StartProgress): void;
}

export function createFakeSam(): FakeSam {
  const encodes: WaitingEncode[] = [];
  const prefetches: WaitingEncode[] = [];
  const decodes: WaitingDecode[] = [];
  const restarts: BackendChoice[] = [];
  const closerLooks: WaitingCloserLook[] = [];
  const lives: ('start' | 'rest')[] = [];
  const prepared = new Set<string>();
  let used: ModelSpec | null = null;
  return {
    get modelId() {
      return used?.id ?? 'fake-sam';
    },
    get usedSpec() {
      return used;
    },
    use(spec) {
      if (spec?.id === used?.id) return false;
      used = spec;
      prepared.clear();
      return true;
    },
    ...createFakeEncodes(encodes, prefetches, prepared),
    encodes,
    prefetches,
    closerLooks,
    decodes,
    restarts,
    restart: (choice) => void restarts.push(choice),
    lives,
    ...createFakeStart(lives),
    async segment(imageKey, request, signal) {
      const { waiting, settled } = wait<CandidateSet>(signal);
      decodes.push({ imageKey, request, ...waiting });
      return settled;
    },
    async closerLook(imageKey, _request, shown, signal) {
      const { waiting, settled } = wait<MaskCandidate | null>(signal);
      closerLooks.push({ imageKey, shown, ...waiting });
      return settled;
    },
    close: () => undefined,
  };
}

function createFakeEncodes(
  encodes: WaitingEncode[],
  prefetches: WaitingEncode[],
  prepared: Set<string>,
): Pick<FakeSam, 'markPrepared' | 'prepare' | 'prefetch'> {
  return {
    markPrepared: (imageKey) => void prepared.add(imageKey),
    async prepare({ key, open }, signal) {
      if (prepared.has(key)) return;
      const bitmap = await open();
      const { waiting, settled } = wait<void>(signal);
      encodes.push({ imageKey: key, ...waiting });
      await settled.finally(() => bitmap.close());
      prepared.add(key);
    },
    async prefetch({ key }, signal) {
      const { waiting, settled } = wait<void>(signal);
      prefetches.push({ imageKey: key, ...waiting });
      await settled;
      prepared.add(key);
    },
  };
}

function createFakeStart(
  lives: ('start' | 'rest')[],
): Pick<FakeSam, 'failNextStart' | 'reportProgress' | 'start' | 'rest'> {
  let startFailure: Failure | null = null;
  let report: (progress: StartProgress) => void = () => undefined;
  return {
    failNextStart(failure) {
      startFailure = failure;
    },
    reportProgress: (progress) => report(progress),
    rest() {
      lives.push('rest');
      return true;
    },
    async start(onProgress, signal) {
      lives.push('start');
      report = onProgress;
      signal.throwIfAborted();
      const failure = startFailure;
      startFailure = null;
      if (failure) throw new AppError(failure);
    },
  };
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
    logitsWindow: { x: 0, y: 0, ...size },
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
