import { proxy } from 'comlink';
import { invariant } from '#core/failure.ts';
import type { CheckProgress } from '#core/model/modelReport.ts';
import { parseOwnSpec } from '#sam/models/contractSchema.ts';
import type { InspectorWorker, ModelBench } from '#sam/protocol.ts';
import { WorkerLink } from './workerLink.ts';

/**
 * Looks at models which the user brings, in a worker that lives from an inspection until its files are
 * kept or discarded: a model takes much memory, and one that breaks the runtime breaks no other.
 *
 * @param threadCount ≥ 1; more than 1 only where the page is cross-origin isolated
 */
export function createModelBench(threadCount: number): ModelBench {
  let link: WorkerLink<InspectorWorker> | null = null;
  function discard(): void {
    link?.kill();
    link = null;
  }
  return {
    async inspect(offer, onProgress, signal) {
      discard();
      const opened = new WorkerLink<InspectorWorker>(spawnInspector());
      link = opened;
      const report = proxy(onProgress);
      try {
        return await opened.call((remote) => remote.inspect(offer, threadCount, report), signal);
      } catch (error) {
        opened.kill();
        throw error;
      }
    },
    async keep(onProgress: (progress: CheckProgress) => void) {
      invariant(link !== null, 'only what was inspected is kept');
      const report = proxy(onProgress);
      try {
        await link.call((remote) => remote.keep(report));
      } finally {
        discard();
      }
    },
    discard,
    async forget(sha256s) {
      const own = new WorkerLink<InspectorWorker>(spawnInspector());
      try {
        await own.call((remote) => remote.forget(sha256s));
      } finally {
        own.kill();
      }
    },
    specOf: parseOwnSpec,
  };
}

function spawnInspector(): Worker {
  return new Worker(new URL('../worker/inspect.worker.ts', import.meta.url), {
    type: 'module',
    name: 'sam-inspector',
  });
}
