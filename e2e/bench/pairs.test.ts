import { describe, expect, it } from 'vitest';
import { parsePairs, readPairs, requireFiles, selectPairs } from './pairs.ts';

const samples = [
  { id: 'a', image: 'img/a.jpg', mask: 'mask/a.png', width: 3 },
  { id: 'b', image: 'img/b.jpg', mask: 'mask/b.png' },
];

function parse(value: unknown) {
  return parsePairs(JSON.stringify(value), '/data/pets/pairs.json');
}

describe('parsePairs', () => {
  it('finds the files beside the pairs file and names the set after their folder', () => {
    expect(parse({ foreground_min: 129, ignore_value: 128, samples })).toEqual({
      name: 'pets',
      foregroundMin: 129,
      ignoreValue: 128,
      pairs: [
        { id: 'a', imageFile: '/data/pets/img/a.jpg', maskFile: '/data/pets/mask/a.png' },
        { id: 'b', imageFile: '/data/pets/img/b.jpg', maskFile: '/data/pets/mask/b.png' },
      ],
    });
  });

  it.each([{}, { ignore_value: null }])('ignores no mask value when told %o', (rest) => {
    expect(parse({ foreground_min: 1, samples, ...rest }).ignoreValue).toBeNull();
  });

  it('names the place of what is wrong', () => {
    const file = '/data/pets/pairs.json is no pairs file';
    expect(() => parse({ samples })).toThrow(`${file}: foreground_min: `);
    expect(() => parse({ foreground_min: 300, samples })).toThrow(`${file}: foreground_min: `);
    expect(() => parse({ foreground_min: 1, samples: [] })).toThrow(`${file}: samples: `);
    expect(() => parse({ foreground_min: 1, samples: [{ id: 'a', image: 'a.jpg' }] })).toThrow(
      `${file}: samples.0.mask: `,
    );
    expect(() => parsePairs('{', '/data/pets/pairs.json')).toThrow(file);
  });
});

describe('readPairs', () => {
  it('says so when there is no such file', async () => {
    await expect(readPairs('/nowhere/pairs.json')).rejects.toThrow(
      'The pairs file /nowhere/pairs.json cannot be read.',
    );
  });
});

describe('selectPairs', () => {
  const pairs = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, imageFile: '', maskFile: '' }));
  const idsOf = (every: number, limit: number) =>
    selectPairs(pairs, { every, limit }).map(({ id }) => id);

  it('takes all of them when nothing limits it', () => {
    expect(idsOf(1, Infinity)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('strides first and limits then', () => {
    expect(idsOf(2, Infinity)).toEqual(['a', 'c', 'e']);
    expect(idsOf(2, 2)).toEqual(['a', 'c']);
  });
});

describe('requireFiles', () => {
  it('names the first file that is not there', () => {
    const here = import.meta.filename;
    const pair = { id: 'a', imageFile: here, maskFile: here };
    expect(() => requireFiles([pair])).not.toThrow();
    expect(() => requireFiles([pair, { ...pair, maskFile: '/nowhere/b.png' }])).toThrow(
      'The pairs file names /nowhere/b.png: no such file.',
    );
  });
});
