import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryPath, isHiddenPath, isImageName, isZipName } from './fileNames.ts';

describe('isImageName', () => {
  it('knows images by their extension, whatever its case', () => {
    const names = ['a.jpg', 'notes.txt', 'b.PNG', 'labels.json', 'c.tiff', 'jpg', 'v1.2/x.y.jpeg'];
    expect(names.filter(isImageName)).toEqual(['a.jpg', 'b.PNG', 'c.tiff', 'v1.2/x.y.jpeg']);
  });
});

describe('isZipName', () => {
  it('knows archives by their extension', () => {
    expect(['a.zip', 'b.ZIP', 'zip', 'a.zip.jpg'].filter(isZipName)).toEqual(['a.zip', 'b.ZIP']);
  });
});

describe('isHiddenPath', () => {
  it('passes over hidden files, files of hidden folders and those of the system', () => {
    const paths = [
      '.a.jpg',
      '.thumbnails/b.jpg',
      'set/._c.jpg',
      '__MACOSX/set/d.jpg',
      'set/Thumbs.db',
      'set/d.jpg',
      'v1.2/e.jpg',
    ];
    expect(paths.filter((path) => !isHiddenPath(path))).toEqual(['set/d.jpg', 'v1.2/e.jpg']);
  });
});

describe('entryPath', () => {
  it.each([
    ['../../etc/passwd.png', 'etc/passwd.png'],
    ['/abs/a.png', 'abs/a.png'],
    ['C:\\photos\\a.png', 'photos/a.png'],
    ['a//./b.png', 'a/b.png'],
    ['..\\..\\a.png', 'a.png'],
    ['..', ''],
    ['ordner/ä 1.png', 'ordner/ä 1.png'],
    ['a\u0000.png', 'a.png'],
  ])('makes %j a path below the archive', (name, path) => {
    expect(entryPath(name)).toBe(path);
  });

  it('never leaves the archive, and leaves a path alone that does not either', () => {
    const segment = fc.oneof(
      fc.constantFrom('..', '.', '', 'C:', ' .. ', '.\u0000.', 'a', 'b.png'),
      fc.string({ maxLength: 6 }),
    );
    const separator = fc.constantFrom('/', '\\');
    fc.assert(
      fc.property(fc.array(fc.tuple(segment, separator), { maxLength: 6 }), (parts) => {
        const path = entryPath(parts.flat().join(''));
        expect(path.startsWith('/')).toBe(false);
        expect(path.includes('\\')).toBe(false);
        for (const each of path === '' ? [] : path.split('/')) {
          expect(['', '.', '..']).not.toContain(each);
        }
        expect(entryPath(path)).toBe(path);
      }),
    );
  });
});
