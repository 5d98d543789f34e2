import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rootDepthOf, splitOfPath, tagsOfPath } from './folderLabels.ts';

describe('splitOfPath', () => {
  it.each([
    ['data/train/cat/1.jpg', 'train'],
    ['data/Validation/1.jpg', 'val'],
    ['valid/1.jpg', 'val'],
    ['TEST/deep/er/1.jpg', 'test'],
    ['train/test/1.jpg', 'train'],
    ['trainstation/1.jpg', null],
    ['train.jpg', null],
    ['train', null],
  ])('finds in %s the split %s', (path, split) => {
    expect(splitOfPath(path)).toBe(split);
  });
});

describe('tagsOfPath', () => {
  it('takes every folder below the root, once, in order', () => {
    const options = { rootDepth: 1, withSplits: true };
    expect(tagsOfPath('data/train/cat/cat/1.jpg', options)).toEqual(['cat', 'train']);
    expect(tagsOfPath('data/1.jpg', options)).toEqual([]);
  });

  it('leaves out what has become a split', () => {
    const options = { rootDepth: 0, withSplits: false };
    expect(tagsOfPath('train/cat/1.jpg', options)).toEqual(['cat']);
  });
});

describe('rootDepthOf', () => {
  it('counts the folders that hold everything', () => {
    expect(rootDepthOf(['a/b/1.jpg', 'a/b/c/2.jpg'])).toBe(2);
    expect(rootDepthOf(['a/1.jpg', 'b/2.jpg'])).toBe(0);
    expect(rootDepthOf(['1.jpg', 'a/2.jpg'])).toBe(0);
    expect(rootDepthOf([])).toBe(0);
  });

  it('leaves no folder to all images of which the outermost is the same for all', () => {
    const folder = fc.constantFrom('a', 'b', 'c');
    const path = fc.array(folder, { maxLength: 4 }).map((names) => [...names, '1.jpg'].join('/'));
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 6 }), (paths) => {
        const rootDepth = rootDepthOf(paths);
        const next = new Set(paths.map((each) => each.split('/').slice(0, -1)[rootDepth]));
        expect(next.size > 1 || next.has(undefined)).toBe(true);
      }),
    );
  });
});
