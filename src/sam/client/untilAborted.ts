/** The promise's own outcome, or the signal's reason as soon as it aborts. */
export async function untilAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal,
): Promise<Value> {
  signal.throwIfAborted();
  let reject: (reason: unknown) => void = () => undefined;
  const aborted = new Promise<never>((_, rejectPromise) => {
    reject = rejectPromise;
  });
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
