import { describe, expect, it } from 'vitest';
import { ByteLru } from './byteLru.ts';

const lru = () => new ByteLru<string, number>(10, (sizeBytes) => sizeBytes);

describe('ByteLru', () => {
  it('gives back what fits the budget', () => {
    const cache = lru();
    cache.put('a', 4);
    cache.put('b', 6);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([4, 6, null]);
  });

  it('drops the least recently used first', () => {
    const cache = lru();
    cache.put('a', 4);
    cache.put('b', 4);
    cache.get('a');
    cache.put('c', 4);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([4, null, 4]);
  });

  it('keeps the newest value even when it alone is over the budget', () => {
    const cache = lru();
    cache.put('a', 4);
    cache.put('b', 40);
    expect([cache.get('a'), cache.get('b')]).toEqual([null, 40]);
  });

  it('counts a replaced value once', () => {
    const cache = lru();
    for (let i = 0; i < 9; i += 1) cache.put('a', 4);
    cache.put('b', 6);
    expect([cache.get('a'), cache.get('b')]).toEqual([4, 6]);
  });
});
