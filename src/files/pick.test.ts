import { describe, expect, it } from 'vitest';
import { imagesOf } from './pick.ts';

describe('imagesOf', () => {
  it('keeps image files and leaves the others of a folder out', () => {
    expect(pathsOf('a.jpg', 'notes.txt', 'b.PNG', 'labels.json', 'c.tiff', 'jpg')).toEqual([
      'a.jpg',
      'b.PNG',
      'c.tiff',
    ]);
  });

  it('leaves hidden files and the files of hidden folders out', () => {
    expect(pathsOf('.a.jpg', '.thumbnails/b.jpg', 'set/._c.jpg', 'set/d.jpg')).toEqual([
      'set/d.jpg',
    ]);
  });

  it('keeps names that have dots inside', () => {
    expect(pathsOf('v1.2/photo.final.jpg')).toEqual(['v1.2/photo.final.jpg']);
  });

  it('counts as a person does', () => {
    expect(pathsOf('p10.jpg', 'p2.jpg', 'P1.jpg')).toEqual(['P1.jpg', 'p2.jpg', 'p10.jpg']);
  });

  it('gives the same order whatever the order of the folder was', () => {
    const paths = ['b/1.jpg', 'a/2.jpg', 'a/10.jpg', 'c.jpg'];
    expect(pathsOf(...paths.toReversed())).toEqual(pathsOf(...paths));
  });
});

function pathsOf(...paths: readonly string[]): readonly string[] {
  const picked = paths.map((path) => ({
    file: new File([], path.split('/').at(-1) ?? path),
    path,
  }));
  return imagesOf(picked).map(({ path }) => path);
}
