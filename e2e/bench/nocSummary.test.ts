import { describe, expect, it } from 'vitest';
import { clicksTo, summarizeNoc } from './nocSummary.ts';

describe('clicksTo', () => {
  it('counts the click that reaches the goal exactly', () => {
    expect(clicksTo(0.85, [0.5, 0.85, 0.95])).toBe(2);
  });

  it('takes the first time, even if the mask gets worse again', () => {
    expect(clicksTo(0.85, [0.2, 0.9, 0.3])).toBe(2);
  });

  it('counts 20 when the goal is never reached, also after fewer clicks', () => {
    expect(clicksTo(0.9, [0.1, 0.2])).toBe(20);
    expect(clicksTo(0.9, [])).toBe(20);
  });
});

describe('summarizeNoc', () => {
  it('averages over the objects and keeps them', () => {
    const items = [
      { id: 'a', ious: [0.6, 0.88, 0.91] },
      { id: 'b', ious: [0.95] },
    ];
    expect(summarizeNoc('set', items)).toEqual({
      set: 'set',
      n: 2,
      noc85: 1.5,
      noc90: 2,
      miou1: (0.6 + 0.95) / 2,
      items,
    });
  });
});
