import { describe, expect, it } from 'vitest';
import { pictureName } from './pictureName.ts';

const plain = { page: null, isRewritten: false, mimeType: 'image/jpeg' };
const png = { page: null, isRewritten: true, mimeType: 'image/png' };

describe('pictureName', () => {
  it.each([
    ['a/photo.JPEG', plain, 'a/photo.JPEG'],
    ['jpeg_named.png', plain, 'jpeg_named.png'],
    ['turned.jpg', { ...plain, isRewritten: true }, 'turned.jpg'],
    ['scan.tif', png, 'scan.png'],
    ['a.b/scan.v2.tiff', png, 'a.b/scan.v2.png'],
    ['a.b/scan', png, 'a.b/scan.png'],
    ['scan.tif', { ...png, page: 2 }, 'scan-p002.png'],
    ['.tif', png, '.tif.png'],
    ['odd.xyz', { ...png, mimeType: 'image/x-odd' }, 'odd.xyz'],
  ])('of %s, %j is %s', (path, picture, name) => {
    expect(pictureName(path, picture)).toBe(name);
  });
});
