import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '#core/failure.ts';
import { neutralView } from '#core/pixels/viewAdjustment.ts';
import type { ImageReply, ImageTask } from '../imageWorker.ts';
import { ImageWorkers } from './imageWorkers.ts';

/** A worker that answers what the test says. */
class FakeWorker extends EventTarget {
  readonly tasks: string[] = [];
  readonly handedOver: Transferable[] = [];
  isEnded = false;

  postMessage(task: ImageTask, options: Transferable[] | StructuredSerializeOptions = []): void {
    this.tasks.push(nameOf(task));
    this.handedOver.push(...(Array.isArray(options) ? options : (options.transfer ?? [])));
  }

  terminate(): void {
    this.isEnded = true;
  }

  say(reply: ImageReply): void {
    this.dispatchEvent(new MessageEvent('message', { data: reply }));
  }

  break(): void {
    this.dispatchEvent(new Event('error'));
  }
}

const nameOf = (task: ImageTask) => ('file' in task ? task.file.name : task.fileName);

let spawned: FakeWorker[] = [];
let workers: ImageWorkers;

beforeEach(() => {
  vi.useFakeTimers();
  spawned = [];
  workers = new ImageWorkers({
    count: 2,
    spawn: () => {
      const worker = new FakeWorker();
      spawned.push(worker);
      return worker;
    },
    limitMs: 1000,
    idleMs: 5000,
  });
});

afterEach(() => vi.useRealTimers());

function start(
  name: string,
  { signal, isUrgent = false }: { signal?: AbortSignal; isUrgent?: boolean } = {},
) {
  const replies: string[] = [];
  const file = new File(['x'], name);
  const outcome = workers
    .run({ kind: 'import', file }, { signal, isUrgent, onReply: ({ kind }) => replies.push(kind) })
    .then(
      () => 'done',
      (error: unknown) => (error instanceof AppError ? error.failure : error),
    );
  return { outcome, replies };
}

const tasks = () => spawned.map((worker) => worker.tasks);

describe('ImageWorkers', () => {
  it('starts no more workers than it may, and gives each one task at a time', async () => {
    const first = start('a');
    start('b');
    start('c');
    expect(tasks()).toEqual([['a'], ['b']]);
    spawned[0]?.say({ kind: 'done' });
    expect(await first.outcome).toBe('done');
    expect(tasks()).toEqual([['a', 'c'], ['b']]);
  });

  it('takes first what somebody waits for', () => {
    start('a');
    start('b');
    start('c');
    start('urgent', { isUrgent: true });
    spawned[1]?.say({ kind: 'done' });
    expect(tasks()[1]).toEqual(['b', 'urgent']);
  });

  it('ends a worker that takes too long, and goes on with another', async () => {
    const slow = start('slow');
    start('b');
    start('c');
    await vi.advanceTimersByTimeAsync(999);
    expect(spawned[0]?.isEnded).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await slow.outcome).toEqual({
      code: 'image/too-slow',
      fileName: 'slow',
      limitSeconds: 1,
    });
    expect(spawned[0]?.isEnded).toBe(true);
    expect(spawned[2]?.tasks).toEqual(['c']);
  });

  it('gives each page of a file the whole time, and counts none in which it stands back', async () => {
    const many = start('many');
    for (let page = 0; page < 5; page += 1) {
      await vi.advanceTimersByTimeAsync(900);
      spawned[0]?.say({ kind: 'working' });
    }
    spawned[0]?.say({ kind: 'waiting' });
    await vi.advanceTimersByTimeAsync(60_000);
    spawned[0]?.say({ kind: 'working' });
    spawned[0]?.say({ kind: 'done' });
    expect(await many.outcome).toBe('done');
  });

  it('says that a worker broke, and starts another for the next file', async () => {
    const broken = start('broken');
    spawned[0]?.break();
    expect(await broken.outcome).toEqual({ code: 'image/reader-lost', fileName: 'broken' });
    const next = start('next');
    spawned[1]?.say({ kind: 'failed', failure: { code: 'image/truncated', fileName: 'next' } });
    expect(await next.outcome).toEqual({ code: 'image/truncated', fileName: 'next' });
    expect(spawned[1]?.isEnded).toBe(false);
  });

  it('stops at once what is called off, running or waiting', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const outcomes = ['a', 'b', 'c'].map((name) => start(name, { signal }).outcome);
    const other = start('other');
    controller.abort('enough');
    expect(await Promise.all(outcomes)).toEqual(['enough', 'enough', 'enough']);
    const busy = spawned.find((worker) => worker.tasks.includes('other'));
    expect(spawned.filter((worker) => !worker.isEnded)).toEqual([busy]);
    busy?.say({ kind: 'done' });
    expect(await other.outcome).toBe('done');
  });

  it('starts nothing for what was called off before', async () => {
    expect(await start('a', { signal: AbortSignal.abort('before') }).outcome).toBe('before');
    expect(spawned).toEqual([]);
  });

  it('ends workers that have nothing to do, after a while', async () => {
    const one = start('a');
    spawned[0]?.say({ kind: 'done' });
    await one.outcome;
    await vi.advanceTimersByTimeAsync(4999);
    expect(spawned[0]?.isEnded).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(spawned[0]?.isEnded).toBe(true);
  });

  it('hands a bitmap over with its task, and only then', async () => {
    start('a');
    start('b');
    const bitmap: ImageBitmap = { width: 1, height: 1, close: () => undefined };
    const task: ImageTask = { kind: 'adjust', bitmap, fileName: 'c', adjustment: neutralView };
    const adjusted = workers.run(task, { isUrgent: true, onReply: () => undefined });
    expect(spawned.flatMap(({ handedOver }) => handedOver)).toEqual([]);
    spawned[0]?.say({ kind: 'done' });
    expect(spawned[0]?.handedOver).toEqual([bitmap]);
    spawned[0]?.say({ kind: 'done' });
    await adjusted;
  });
});
