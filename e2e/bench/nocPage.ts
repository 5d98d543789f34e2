import { AppError } from '#core/failure.ts';
import type { MaskCandidate } from '#core/prompt/candidate.ts';
import { images } from '#images/images.ts';
import { createSamClient } from '#sam/client/samClient.ts';
import { clickSeries } from './clickSeries.ts';
import { type GroundTruth, groundTruthOf, type MaskRule } from './groundTruth.ts';
import type { NocTask } from './nocBench.ts';
import { maxClicks } from './nocSummary.ts';
import { allThreads } from './threads.ts';

const threadCount = allThreads();
const sam = createSamClient({ modelBaseUrl: `${location.origin}/models/`, threadCount });
const never = new AbortController().signal;

window.nocBench = {
  async start() {
    await explained(sam.start(() => undefined, never));
    return threadCount;
  },
  run: (task) => explained(runTask(task)),
};

async function runTask(task: NocTask): Promise<readonly number[]> {
  const truth = await readGroundTruth(task.maskUrl, task);
  const bitmap = await images.bitmapOf(await fetchBlob(task.imageUrl), task.id);
  const { width, height } = bitmap;
  if (width !== truth.size.width || height !== truth.size.height) {
    throw new Error(`${task.id}: the image is ${width} × ${height}, its mask is not.`);
  }
  const embedding = await sam.encode(task.id, bitmap, never);
  return clickSeries(
    truth,
    async (prompt, previous) => {
      const maskInput = previous?.lowResLogits ?? null;
      return bestOf(await sam.decode(embedding, { prompt, maskInput }, never));
    },
    { maxClicks, goodIou: 0.9 },
  );
}

function bestOf({ candidates, bestIndex }: Awaited<ReturnType<typeof sam.decode>>): MaskCandidate {
  const best = candidates[bestIndex];
  if (!best) throw new Error(`The decoder chose candidate ${bestIndex} of ${candidates.length}.`);
  return best;
}

async function readGroundTruth(url: string, rule: MaskRule): Promise<GroundTruth> {
  // values carry meaning here: nothing may be converted
  const bitmap = await createImageBitmap(await fetchBlob(url), {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  });
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No canvas of the size of the mask.');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return groundTruthOf(context.getImageData(0, 0, width, height).data, { width, height }, rule);
}

async function fetchBlob(url: string): Promise<Blob> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return response.blob();
}

/** Only an error's message gets from the page to the command, so it has to say everything. */
async function explained<Value>(promise: Promise<Value>): Promise<Value> {
  return promise.catch((cause: unknown) => {
    if (cause instanceof AppError) throw new Error(JSON.stringify(cause.failure), { cause });
    throw cause;
  });
}
