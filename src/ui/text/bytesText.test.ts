import { describe, expect, it } from 'vitest';
import { bytesText } from './bytesText.ts';

describe('bytesText', () => {
  it('gives at least two figures above a kilobyte', () => {
    const texts = [0, 999, 1000, 12_345, 123_456, 5_000_000_000].map(bytesText);
    expect(texts).toEqual(['0 B', '999 B', '1.0 kB', '12.3 kB', '123 kB', '5.0 GB']);
  });
});
