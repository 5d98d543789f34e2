import { describe, expect, it } from 'vitest';
import { jpegFile, pngFile } from '#testing/pictureFiles.ts';
import { uprightSizeOf } from './uprightSize.ts';

const size = { width: 5, height: 3 };

/** A JPEG with the EXIF orientation that a camera held upright writes. */
function turned(jpeg: Uint8Array<ArrayBuffer>, orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation];
  const exif = [...Buffer.from('Exif\0\0', 'latin1'), ...tiff, 0, 0, 0, 0, 0, 0];
  const length = exif.length + 2;
  const segment = [0xff, 0xe1, length >> 8, length & 255, ...exif];
  return Uint8Array.from([...jpeg.subarray(0, 2), ...segment, ...jpeg.subarray(2)]);
}

describe('the size of a picture that comes in', () => {
  it('is told by its header', async () => {
    expect(await uprightSizeOf(new File([pngFile(size)], 'a.png'))).toEqual(size);
    expect(await uprightSizeOf(new File([jpegFile(size)], 'a.jpg'))).toEqual(size);
  });

  it('is turned as EXIF says', async () => {
    const sizeUnder = (orientation: number) =>
      uprightSizeOf(new File([turned(jpegFile(size), orientation)], 'a.jpg'));
    expect(await sizeUnder(3)).toEqual(size);
    expect(await sizeUnder(6)).toEqual({ width: 3, height: 5 });
  });

  it('is not known of what is no picture', async () => {
    expect(await uprightSizeOf(new File(['hello'], 'a.txt'))).toBeNull();
  });
});
