import { openByteShelf } from '#storage/byteShelf.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import type { Segmenter } from '#sam/protocol.ts';
import { benchImage, createBenchSegmenter, firstRequest } from './benchSegmenter.ts';
import { photoOf } from './photos.ts';
import type { StudioSamples, StudioTask } from './speedBench.ts';
import { quantile } from './statistics.ts';
import { allThreads } from './threads.ts';

const photoSize = { width: 1024, height: 683 };
const fullHd = { width: 1920, height: 1080 };
const never = new AbortController().signal;
let prompted: Segmenter | null = null;

/** Encodes images, then opens them in a segmenter that knows them from disk alone. */
export async function measureReopening(imageCount: number): Promise<StudioSamples> {
  const shelf = openByteShelf('bench-embeddings', () => Date.now());
  await shelf.clear();
  const photos = await Promise.all(
    Array.from({ length: imageCount }, (_, number) => photoOf(photoSize, number)),
  );
  const images = photos.map((photo, number) => ({
    ...benchImage(`photo ${number}`, photo),
    contentHash: async () => `photo-${number}`,
  }));
  const first = createBenchSegmenter(allThreads(), shelf);
  for (const image of images) await first.prepare(image, never);
  first.close();
  const second = createBenchSegmenter(allThreads(), shelf);
  await second.start(() => undefined, never);
  const reopenMs: number[] = [];
  for (const image of images) {
    const startedAt = performance.now();
    await second.prepare(image, never);
    reopenMs.push(performance.now() - startedAt);
  }
  await shelf.clear();
  const edgesMs = await measureEdges(second);
  second.close();
  return { reopenMs, edgesMs };
}

async function measureEdges(sam: Segmenter): Promise<number> {
  await sam.prepare(benchImage('full hd', await photoOf(fullHd)), never);
  const request = firstRequest({ points: [], box: { x: 0, y: 0, ...fullHd } });
  const timesOf = async (detail: 'full' | 'preview') => {
    const times: number[] = [];
    for (let run = 0; run < 8; run += 1) {
      const startedAt = performance.now();
      await sam.segment('full hd', { ...request, detail }, never);
      times.push(performance.now() - startedAt);
    }
    return times.slice(1);
  };
  return quantile(await timesOf('full'), 0.5) - quantile(await timesOf('preview'), 0.5);
}

/** The segmenter stays from call to call, so that its memory can be read in between. */
export async function promptOverImages({ imageCount, promptCount }: StudioTask): Promise<void> {
  prompted ??= createBenchSegmenter(allThreads());
  for (let number = 0; number < imageCount; number += 1) {
    const key = `photo ${number}`;
    await prompted.prepare(benchImage(key, await photoOf(photoSize, number)), never);
    const count = Math.ceil(promptCount / imageCount);
    for (let run = 0; run < count; run += 1) {
      await prompted.segment(key, firstRequest(clickOf(run)), never);
    }
  }
}

function clickOf(run: number): Prompt {
  const x = (((run + 1) * 0.754877666) % 1) * photoSize.width;
  const y = (((run + 1) * 0.569840291) % 1) * photoSize.height;
  return { points: [{ at: { x, y }, label: 'foreground' }], box: null };
}
