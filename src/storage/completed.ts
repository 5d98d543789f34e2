/**
 * The outcome of work in a transaction once it is on disk. Both promises are waited for, so that an
 * aborted transaction is one failure and not an unheard second one.
 */
export async function completed<Value>(
  { done }: { readonly done: Promise<void> },
  work: Promise<Value>,
): Promise<Value> {
  const [value] = await Promise.all([work, done]);
  return value;
}
