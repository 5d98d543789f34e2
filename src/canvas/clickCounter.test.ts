import { describe, expect, it } from 'vitest';
import { createClickCounter, type Press } from './clickCounter.ts';

const first: Press = { timeStamp: 1000, clientX: 50, clientY: 50, button: 0 };

describe('a press', () => {
  it('that comes soon on the same spot counts on', () => {
    const counter = createClickCounter();
    expect(counter.countPress(first)).toBe(1);
    expect(counter.countPress({ ...first, timeStamp: 1200, clientX: 52 })).toBe(2);
    expect(counter.countPress({ ...first, timeStamp: 1400 })).toBe(3);
  });

  it.each([
    { name: 'later', next: { timeStamp: 1500 } },
    { name: 'elsewhere', next: { timeStamp: 1100, clientX: 70 } },
    { name: 'of another button', next: { timeStamp: 1100, button: 2 } },
  ])('$name is the first of its own', ({ next }) => {
    const counter = createClickCounter();
    counter.countPress(first);
    expect(counter.countPress({ ...first, ...next })).toBe(1);
  });
});
