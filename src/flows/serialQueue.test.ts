import { describe, expect, it } from 'vitest';
import { settled } from '#testing/fakes.ts';
import { SerialQueue } from './serialQueue.ts';

describe('SerialQueue', () => {
  it('starts a job when the one before has ended', async () => {
    const queue = new SerialQueue();
    const log: string[] = [];
    let endFirst: () => void = () => undefined;
    const first = queue.run(async () => {
      log.push('first starts');
      await new Promise<void>((resolve) => {
        endFirst = resolve;
      });
      log.push('first ends');
    });
    const second = queue.run(async () => {
      log.push('second starts');
    });
    await settled();
    expect(log).toEqual(['first starts']);
    endFirst();
    await Promise.all([first, second]);
    expect(log).toEqual(['first starts', 'first ends', 'second starts']);
  });

  it('gives each caller the outcome of its own job and goes on after a failed one', async () => {
    const queue = new SerialQueue();
    const failing = queue.run(() => Promise.reject(new Error('first')));
    const next = queue.run(async () => 2);
    await expect(failing).rejects.toThrow('first');
    await expect(next).resolves.toBe(2);
  });
});
