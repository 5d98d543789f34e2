/** More than this many threads the studio does not use either. */
const maxThreadCount = 8;

/** As many threads as the studio takes in this browser. */
export function allThreads(): number {
  if (!window.crossOriginIsolated) throw new Error('The page is not cross-origin isolated.');
  return Math.max(1, Math.min(maxThreadCount, navigator.hardwareConcurrency));
}
