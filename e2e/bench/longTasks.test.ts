import { describe, expect, it } from 'vitest';
import { longestDuring } from './longTasks.ts';

describe('longestDuring', () => {
  const spans = [
    { startMs: 100, endMs: 200 },
    { startMs: 300, endMs: 400 },
  ];

  it('leaves out what happened between the spans', () => {
    expect(longestDuring([{ startMs: 200, endMs: 300 }], spans)).toBe(0);
    expect(longestDuring([], spans)).toBe(0);
  });

  it('takes the full length of the longest task that reaches into one', () => {
    const tasks = [
      { startMs: 110, endMs: 170 },
      { startMs: 250, endMs: 310 },
      { startMs: 390, endMs: 480 },
    ];
    expect(longestDuring(tasks, spans)).toBe(90);
  });
});
