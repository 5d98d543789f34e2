import { describe, expect, it } from 'vitest';
import { paceOf, withSample, type PaceSample } from './pace.ts';

describe('paceOf', () => {
  it('tells bytes per second and the time that is left', () => {
    const samples = sampled([
      { at: 0, count: 0, bytes: 0 },
      { at: 2000, count: 10, bytes: 4_000_000 },
    ]);
    expect(paceOf(samples, 30)).toEqual({ bytesPerSecond: 2_000_000, remainingMs: 4000 });
  });

  it('says nothing before it can know', () => {
    expect(paceOf([], 10)).toBeNull();
    expect(paceOf(sampled([{ at: 0, count: 0, bytes: 0 }]), 10)).toBeNull();
    expect(
      paceOf(
        sampled([
          { at: 0, count: 1, bytes: 5 },
          { at: 9000, count: 1, bytes: 5 },
        ]),
        10,
      ),
    ).toBeNull();
  });

  it('forgets how fast it went long ago', () => {
    const slowThenFast = sampled([
      { at: 0, count: 0, bytes: 0 },
      { at: 100_000, count: 1, bytes: 10 },
      { at: 110_000, count: 101, bytes: 1010 },
    ]);
    expect(paceOf(slowThenFast, 201)).toEqual({ bytesPerSecond: 100, remainingMs: 10_000 });
  });
});

describe('withSample', () => {
  it('keeps few samples however many are taken', () => {
    const all = Array.from({ length: 5000 }, (_, i) => ({ at: i * 10, count: i, bytes: i }));
    expect(sampled(all).length).toBeLessThan(90);
  });
});

function sampled(all: readonly PaceSample[]): readonly PaceSample[] {
  return all.reduce<readonly PaceSample[]>(withSample, []);
}
