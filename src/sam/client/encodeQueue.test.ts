import { describe, expect, it } from 'vitest';
import type { ImageEmbedding } from '#sam/protocol.ts';
import { EncodeQueue, type Urgency } from './encodeQueue.ts';

const embedding: ImageEmbedding = {
  imageSize: { width: 4, height: 3 },
  window: { x: 0, y: 0, width: 4, height: 3 },
  longestSide: 1024,
  tensors: [],
};

/** A queue whose runs end when the test says so; an abort ends them too. */
function createQueue() {
  const queue = new EncodeQueue();
  const runs: { readonly key: string; readonly signal: AbortSignal; finish(): void }[] = [];
  const encode = (key: string, urgency: Urgency, signal = new AbortController().signal) =>
    queue.encode(
      {
        key,
        urgency,
        run: (runSignal) =>
          new Promise((resolve, reject) => {
            runs.push({ key, signal: runSignal, finish: () => resolve(embedding) });
            runSignal.addEventListener('abort', () => reject(runSignal.reason));
          }),
      },
      signal,
    );
  return { encode, runs, keys: () => runs.map(({ key }) => key) };
}

const settled = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve);
  });

describe('EncodeQueue', () => {
  it('encodes one thing at a time', async () => {
    const { encode, runs, keys } = createQueue();
    const first = encode('a', 'ahead');
    const second = encode('b', 'ahead');
    await settled();
    expect(keys()).toEqual(['a']);
    runs[0]?.finish();
    await first;
    await settled();
    expect(keys()).toEqual(['a', 'b']);
    runs[1]?.finish();
    expect(await second).toBe(embedding);
  });

  it('lets whoever asks for the same thing wait for the same run', async () => {
    const { encode, runs } = createQueue();
    const both = [encode('a', 'ahead'), encode('a', 'open')];
    await settled();
    expect(runs).toHaveLength(1);
    runs[0]?.finish();
    expect(await Promise.all(both)).toEqual([embedding, embedding]);
  });

  it('ends a run for something more urgent, but not one that has become as urgent', async () => {
    const { encode, runs, keys } = createQueue();
    const ahead = encode('a', 'ahead').catch((error: unknown) => error);
    const open = encode('b', 'open');
    await settled();
    expect(runs[0]?.signal.aborted).toBe(true);
    expect(await ahead).toMatchObject({ name: 'AbortError' });
    expect(keys()).toEqual(['a', 'b']);

    void encode('b', 'ahead');
    void encode('c', 'closer');
    await settled();
    expect(runs[1]?.signal.aborted).toBe(false);
    runs[1]?.finish();
    await open;
  });

  it('ends a run when the last who waited has left', async () => {
    const { encode, runs } = createQueue();
    const leaver = new AbortController();
    const left = encode('a', 'open', leaver.signal).catch((error: unknown) => error);
    const stayer = encode('a', 'open');
    await settled();
    leaver.abort();
    expect(await left).toMatchObject({ name: 'AbortError' });
    expect(runs[0]?.signal.aborted).toBe(false);
    runs[0]?.finish();
    await stayer;

    const last = new AbortController();
    const gone = encode('b', 'open', last.signal).catch(() => null);
    await settled();
    last.abort();
    await gone;
    expect(runs[1]?.signal.aborted).toBe(true);
  });

  it('begins anew what was ended, when it is asked for again', async () => {
    const { encode, runs, keys } = createQueue();
    const leaver = new AbortController();
    const left = encode('a', 'open', leaver.signal).catch(() => null);
    await settled();
    leaver.abort();
    await left;
    const again = encode('a', 'open');
    await settled();
    expect(keys()).toEqual(['a', 'a']);
    runs[1]?.finish();
    expect(await again).toBe(embedding);
  });

  it('goes on after a failure', async () => {
    const queue = new EncodeQueue();
    const signal = new AbortController().signal;
    const failing = queue.encode(
      { key: 'a', urgency: 'open', run: () => Promise.reject(new Error('no memory')) },
      signal,
    );
    const next = queue.encode({ key: 'b', urgency: 'open', run: async () => embedding }, signal);
    await expect(failing).rejects.toThrow('no memory');
    expect(await next).toBe(embedding);
  });
});
