import { AppError, type Failure } from '#core/failure.ts';
import type { CheckProgress } from '#core/model/modelReport.ts';
import { parseOwnSpec } from '#sam/models/contractSchema.ts';
import type { ModelBench, ModelInspection } from '#sam/protocol.ts';

/** Looks at no file: finds what the test says. */
export interface FakeModelBench extends ModelBench {
  /** Hashes of every file that was deleted. */
  readonly forgotten: readonly string[];
  readonly keepCount: number;
  readonly discardCount: number;
  /** What the next inspection finds; a failure is thrown. */
  findNext(found: ModelInspection | Failure): void;
  /** A report of the last inspection, as it may come after its outcome. */
  reportLate(progress: CheckProgress): void;
}

export function createFakeModelBench(): FakeModelBench {
  const forgotten: string[] = [];
  let report: (progress: CheckProgress) => void = () => undefined;
  let keepCount = 0;
  let discardCount = 0;
  let next: ModelInspection | Failure = { report: { kind: 'refused', problems: [] }, spec: null };
  return {
    forgotten,
    get keepCount() {
      return keepCount;
    },
    get discardCount() {
      return discardCount;
    },
    findNext(found) {
      next = found;
    },
    reportLate: (progress) => report(progress),
    async inspect(_offer, onProgress, signal) {
      report = onProgress;
      onProgress({ stage: 'open' });
      signal.throwIfAborted();
      if ('code' in next) throw new AppError(next);
      return next;
    },
    async keep() {
      keepCount += 1;
    },
    discard() {
      discardCount += 1;
    },
    forget: async (sha256s) => void forgotten.push(...sha256s),
    specOf: parseOwnSpec,
  };
}
