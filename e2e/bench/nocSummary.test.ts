import { describe, expect, it } from 'vitest';
import { clicksTo, summarizeNoc, worstItems } from './nocSummary.ts';

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

const items = [
  { id: 'a', ious: [0.6, 0.88, 0.91], boundaryFs: [0.5, 0.7, 0.9], clickMs: [10, 20, 30] },
  { id: 'b', ious: [0.95], boundaryFs: [0.7], clickMs: [40] },
];

describe('summarizeNoc', () => {
  it('averages over the objects and keeps them', () => {
    expect(summarizeNoc('set', items)).toEqual({
      set: 'set',
      n: 2,
      noc85: 1.5,
      noc90: 2,
      miou1: (0.6 + 0.95) / 2,
      boundaryF1: 0.6,
      boundaryFLast: 0.8,
      clickP50Ms: 25,
      clickP95Ms: 38.5,
      items,
    });
  });
});

describe('worstItems', () => {
  it('begins with the most clicks, then with the worse last mask', () => {
    const never = { id: 'c', ious: [0.3], boundaryFs: [0], clickMs: [1] };
    const better = { id: 'd', ious: [0.5], boundaryFs: [0], clickMs: [1] };
    const worst = worstItems([...items, better, never], 3);
    expect(worst.map(({ id }) => id)).toEqual(['c', 'd', 'a']);
  });
});
