import { AppError } from '#core/failure.ts';
import type { CandidateSet, MaskCandidate } from '#core/prompt/candidate.ts';
import { benchImage, createBenchSegmenter, firstRequest } from './benchSegmenter.ts';
import { clickSeries } from './clickSeries.ts';
import { type GroundTruth, groundTruthOf, type MaskRule } from './groundTruth.ts';
import type { NocTask } from './nocBench.ts';
import { maxClicks } from './nocSummary.ts';
import { allThreads } from './threads.ts';

const threadCount = allThreads();
const sam = createBenchSegmenter(threadCount);
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
  const image = benchImage(task.id, await fetchBlob(task.imageUrl));
  const bitmap = await image.open();
  const { width, height } = bitmap;
  bitmap.close();
  if (width !== truth.size.width || height !== truth.size.height) {
    throw new Error(`${task.id}: the image is ${width} × ${height}, its mask is not.`);
  }
  await sam.prepare(image, never);
  return clickSeries(
    truth,
    async (prompt, previous) => {
      return bestOf(await sam.segment(task.id, { ...firstRequest(prompt), previous }, never));
    },
    { maxClicks, goodIou: 0.9 },
  );
}

function bestOf({ candidates, bestIndex }: CandidateSet): MaskCandidate {
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
