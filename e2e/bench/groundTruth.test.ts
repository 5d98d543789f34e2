import { describe, expect, it } from 'vitest';
import { groundTruthOf } from './groundTruth.ts';

const size = { width: 5, height: 1 };
const greys = [0, 127, 128, 129, 255];
const rgba = Uint8ClampedArray.from(greys.flatMap((grey) => [grey, grey, grey, 255]));

describe('groundTruthOf', () => {
  it('takes values from the threshold on as object and sets undecided ones apart', () => {
    const { truth, ignore } = groundTruthOf(rgba, size, { foregroundMin: 129, ignoreValue: 128 });
    expect([...truth]).toEqual([0, 0, 0, 1, 1]);
    expect([...(ignore ?? [])]).toEqual([0, 0, 1, 0, 0]);
  });

  it('ignores nothing where no value is undecided', () => {
    const { truth, ignore } = groundTruthOf(rgba, size, { foregroundMin: 1, ignoreValue: null });
    expect([...truth]).toEqual([0, 1, 1, 1, 1]);
    expect(ignore).toBeNull();
  });

  it('does not count an undecided pixel as object', () => {
    const { truth } = groundTruthOf(rgba, size, { foregroundMin: 1, ignoreValue: 255 });
    expect([...truth]).toEqual([0, 1, 1, 1, 0]);
  });
});
