import { transfer, wrap, type Remote } from 'comlink';
import type { Size } from '#core/geometry/size.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { iouOf } from '#core/mask/overlap.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import type { Segmenter, SegmentRequest } from '#sam/protocol.ts';
import { benchImage, createBenchSegmenter, firstRequest } from './benchSegmenter.ts';
import { type Duel, runDuel } from './duel.ts';
import { longestDuring, watchLongTasks } from './longTasks.ts';
import type { MinisamWorker } from './minisam.worker.ts';
import { photoOf } from './photos.ts';
import type { SpeedTask } from './speedBench.ts';
import { quantile } from './statistics.ts';
import { measureReopening, promptOverImages } from './studioPage.ts';
import { allThreads } from './threads.ts';

/** Both sides, ready. */
interface Contest {
  readonly sam: Segmenter;
  readonly minisam: Remote<MinisamWorker>;
}

const square: Size = { width: 1024, height: 1024 };
const wide: Size = { width: 1024, height: 683 };
const upright: Size = { width: 768, height: 1024 };
const never = new AbortController().signal;
const now = () => performance.now();

window.speedBench = {
  async measure(task) {
    const threadCount = task.threads === 'one' ? 1 : allThreads();
    const contest = await startContest(threadCount);
    const longTasks = watchLongTasks();
    const encodeSquare = await measureEncode(contest, square, task);
    const encodeWide = await measureEncode(contest, wide, task);
    const { decode, decodeRefined, agreement } = await measureDecodes(contest, task);
    const spans = [encodeSquare, encodeWide, decode, decodeRefined].flatMap(({ ours }) => ours);
    const longestTaskMs = longestDuring(await longTasks.finish(), spans);
    contest.sam.close();
    const duels = { encodeSquare, encodeWide, decode, decodeRefined };
    return { threadCount, ...duels, longestTaskMs, agreement };
  },
  measureReopening,
  promptOverImages,
};

async function startContest(threadCount: number): Promise<Contest> {
  const sam = createBenchSegmenter(threadCount);
  const minisam = wrap<MinisamWorker>(
    new Worker(new URL('./minisam.worker.ts', import.meta.url), { type: 'module' }),
  );
  await sam.start(() => undefined, never);
  await minisam.start(threadCount);
  return { sam, minisam };
}

/** Every run is about an image of another name, so that it is really encoded. */
async function measureEncode(
  { sam, minisam }: Contest,
  size: Size,
  { encodeCount }: SpeedTask,
): Promise<Duel> {
  const photo = await photoOf(size);
  return runDuel(
    {
      prepare: async (run) => ({
        key: `${size.width} × ${size.height}, ${run}`,
        bitmap: await createImageBitmap(photo),
      }),
      ours: ({ key }) => sam.prepare(benchImage(key, photo), never),
      minisam: ({ bitmap }) => minisam.encode(transfer(bitmap, [bitmap])),
      compare: () => undefined,
      warmUpCount: 1,
      timedCount: encodeCount,
    },
    now,
  );
}

async function measureDecodes(contest: Contest, task: SpeedTask) {
  const photo = await photoOf(upright);
  await contest.sam.prepare(benchImage('decode', photo), never);
  const bitmap = await createImageBitmap(photo);
  await contest.minisam.encode(transfer(bitmap, [bitmap]));
  const agreements: number[] = [];
  const decode = await measureDecode(contest, 'preview', task, []);
  const decodeRefined = await measureDecode(contest, 'full', task, agreements);
  return { decode, decodeRefined, agreement: quantile(agreements, 0.5) };
}

async function measureDecode(
  { sam, minisam }: Contest,
  detail: SegmentRequest['detail'],
  { decodeCount }: SpeedTask,
  agreements: number[],
): Promise<Duel> {
  return runDuel(
    {
      prepare: async (run) => clickOf(run),
      ours: (prompt) => sam.segment('decode', { ...firstRequest(prompt), detail }, never),
      minisam: (prompt) => minisam.decode(prompt),
      compare: ({ candidates }, pixels) => {
        const theirs = encodeMask({ size: upright, pixels });
        agreements.push(Math.max(...candidates.map(({ mask }) => iouOf(mask, theirs))));
      },
      warmUpCount: 3,
      timedCount: decodeCount,
    },
    now,
  );
}

/** Another click for every run, spread evenly (R2 sequence), so that no answer can be remembered. */
function clickOf(run: number): Prompt {
  const x = (((run + 1) * 0.754877666) % 1) * upright.width;
  const y = (((run + 1) * 0.569840291) % 1) * upright.height;
  return { points: [{ at: { x, y }, label: 'foreground' }], box: null };
}
