import { describe, expect, it } from 'vitest';
import { statusesIn, toggleStatus } from './statusTerm.ts';

describe('toggleStatus', () => {
  it.each([
    ['', 'status:done'],
    ['cat  "a b"', 'cat  "a b" status:done'],
    ['status:new cat', 'status:new,done cat'],
    ['cat status:done dog', 'cat dog'],
    ['status:reviewed,done', 'status:reviewed'],
    ['-status:done', '-status:done status:done'],
    ['cat OR dog', '(cat OR dog) status:done'],
    ['(status:done OR cat)', '(status:done OR cat) status:done'],
  ])('turns %j into %j', (before, after) => {
    expect(toggleStatus(before, 'done')).toBe(after);
  });

  it('takes back what it did', () => {
    for (const text of ['', 'cat', 'status:new', '(a OR b)']) {
      expect(toggleStatus(toggleStatus(text, 'skipped'), 'skipped')).toBe(text);
    }
  });
});

describe('statusesIn', () => {
  it('names those that are asked for without conditions', () => {
    expect(statusesIn('a status:new,done')).toEqual(['new', 'done']);
    expect(statusesIn('-status:new')).toEqual([]);
    expect(statusesIn('status:new OR cat')).toEqual([]);
  });
});
