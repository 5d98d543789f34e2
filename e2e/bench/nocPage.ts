import { AppError } from '#core/failure.ts';
import type { MaskCandidate } from '#core/prompt/candidate.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import { benchImage, createBenchSegmenter, firstRequest } from './benchSegmenter.ts';
import { clickSeries, type ClickSeries } from './clickSeries.ts';
import { type GroundTruth, groundTruthOf, type MaskRule } from './groundTruth.ts';
import type { NocTask } from './nocBench.ts';
import { drawNocPicture } from './nocPicture.ts';
import { maxClicks, type NocItemResult } from './nocSummary.ts';
import { allThreads } from './threads.ts';

const threadCount = allThreads();
const sam = createBenchSegmenter(threadCount);
const never = new AbortController().signal;
const done = new Map<string, ClickSeries>();

window.nocBench = {
  async start() {
    await explained(sam.start(() => undefined, never));
    return threadCount;
  },
  run: (task) => explained(runTask(task)),
  picture: (task) => explained(drawTask(task)),
};

async function runTask(task: NocTask): Promise<NocItemResult> {
  const truth = await readGroundTruth(task.maskUrl, task);
  const image = benchImage(task.id, await fetchBlob(task.imageUrl));
  const bitmap = await image.open();
  const { width, height } = bitmap;
  bitmap.close();
  if (width !== truth.size.width || height !== truth.size.height) {
    throw new Error(`${task.id}: the image is ${width} × ${height}, its mask is not.`);
  }
  await sam.prepare(image, never);
  const ask = (prompt: Prompt, previous: MaskCandidate | null) =>
    askAsStudio(task.id, prompt, previous);
  const rule = { maxClicks, goodIou: 0.9 };
  const series = await clickSeries(truth, ask, rule, () => performance.now());
  done.set(task.id, series);
  const { ious, boundaryFs, clickMs } = series;
  return { id: task.id, ious, boundaryFs, clickMs };
}

/** What a patient person sees: the answer, or the closer look that takes its place a little later. */
async function askAsStudio(
  imageKey: string,
  prompt: Prompt,
  previous: MaskCandidate | null,
): Promise<MaskCandidate> {
  const request = { ...firstRequest(prompt), previous };
  const { candidates, bestIndex } = await sam.segment(imageKey, request, never);
  const best = candidates[bestIndex];
  if (!best) throw new Error(`The decoder chose candidate ${bestIndex} of ${candidates.length}.`);
  return (await sam.closerLook(imageKey, request, best, never)) ?? best;
}

async function drawTask(task: NocTask): Promise<string> {
  const series = done.get(task.id);
  if (!series) throw new Error(`${task.id} was not run.`);
  const truth = await readGroundTruth(task.maskUrl, task);
  const photo = await createImageBitmap(await fetchBlob(task.imageUrl));
  const bytes = new Uint8Array(await (await drawNocPicture(photo, truth, series)).arrayBuffer());
  return `data:image/jpeg;base64,${btoa(String.fromCharCode(...bytes))}`;
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
