import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settled } from '#testing/fakes.ts';
import { inOrder, PauseGate } from './inOrder.ts';

describe('inOrder', () => {
  it('gives the results in the order of the items, whichever ends first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 5 }), async (s, ahead) => {
        let inWork = 0;
        const work = async (item: number) => {
          inWork += 1;
          expect(inWork).toBeLessThanOrEqual(ahead);
          await s.schedule(Promise.resolve());
          inWork -= 1;
          return item * 2;
        };
        const given = collect(inOrder([1, 2, 3, 4, 5, 6, 7], work, options({ ahead })));
        await s.waitFor(given);
        expect(await given).toEqual([2, 4, 6, 8, 10, 12, 14]);
      }),
      { numRuns: 30 },
    );
  });

  it('begins nothing while it rests, gives out what was in work, and goes on', async () => {
    const gate = new PauseGate();
    const begun: number[] = [];
    const given: number[] = [];
    const work = async (item: number) => {
      begun.push(item);
      if (item === 2) gate.pause();
      return item;
    };
    const all = (async () => {
      for await (const value of inOrder([1, 2, 3, 4], work, options({ gate }))) given.push(value);
    })();
    await settled();
    expect([begun, given]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    gate.resume();
    await all;
    expect(given).toEqual([1, 2, 3, 4]);
  });

  it('ends after what was in work when it is called off', async () => {
    const controller = new AbortController();
    const work = async (item: number) => {
      if (item === 3) controller.abort();
      return item;
    };
    const { signal } = controller;
    expect(await collect(inOrder([1, 2, 3, 4, 5], work, options({ signal })))).toEqual([1, 2, 3]);
  });

  it('tells a failure when its turn comes', async () => {
    const work = async (item: number) => {
      if (item === 2) throw new Error('second');
      return item;
    };
    const given = inOrder([1, 2, 3], work, options({}));
    expect(await given.next()).toEqual({ done: false, value: 1 });
    await expect(given.next()).rejects.toThrow('second');
  });
});

function options(patch: Partial<Parameters<typeof inOrder>[2]>) {
  return { ahead: 2, gate: new PauseGate(), signal: new AbortController().signal, ...patch };
}

async function collect<Value>(values: AsyncIterable<Value>): Promise<readonly Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}
