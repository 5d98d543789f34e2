import type { StartProgress } from '#sam/protocol.ts';

/**
 * One progress out of several workers': bytes are summed, and the session stage is told only when
 * every worker has all its bytes.
 */
export function combineProgress(
  workerCount: number,
  onProgress: (progress: StartProgress) => void,
): (worker: number) => (progress: StartProgress) => void {
  const latest = Array.from({ length: workerCount }, (): StartProgress => ({
    stage: 'download',
    loadedBytes: 0,
    totalBytes: 0,
  }));
  const bytes = {
    loaded: Array<number>(workerCount).fill(0),
    total: Array<number>(workerCount).fill(0),
  };
  return (worker) => (progress) => {
    latest[worker] = progress;
    if (progress.stage === 'download') {
      bytes.loaded[worker] = progress.loadedBytes;
      bytes.total[worker] = progress.totalBytes;
    } else {
      bytes.loaded[worker] = bytes.total[worker] ?? 0;
    }
    if (latest.every(({ stage }) => stage === 'session')) onProgress({ stage: 'session' });
    else
      onProgress({
        stage: 'download',
        loadedBytes: sum(bytes.loaded),
        totalBytes: sum(bytes.total),
      });
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
