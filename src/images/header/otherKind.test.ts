import { describe, expect, it } from 'vitest';
import { otherKindOf } from './otherKind.ts';

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('otherKindOf', () => {
  it.each([
    ['pdf', 'scan.jpg', '%PDF-1.7\n'],
    ['svg', 'logo.png', '<?xml version="1.0"?><svg xmlns="">'],
    ['webPage', 'photo.jpg', '\n<!DOCTYPE html><title>404'],
    ['dicom', 'slice', `${'\0'.repeat(128)}DICM`],
    ['nifti', 'brain.nii', '\x5c\x01\0\0'],
    ['nifti', 'brain.nii.gz', '\x1f\x8b\x08'],
    ['svg', 'logo.svgz', '\x1f\x8b\x08'],
    ['archive', 'photos.jpg', '\x1f\x8b\x08'],
    ['archive', 'photos.zip', 'PK\x03\x04'],
    ['fits', 'star.fits', 'SIMPLE  =                    T'],
    ['hdr', 'room.hdr', '#?RADIANCE\n'],
    ['jpeg2000', 'map.jp2', '\0\0\0\x0cjP  \r\n'],
    ['jpegXl', 'a.jxl', '\xff\x0a\x00'],
    ['photoshop', 'a.psd', '8BPS\0\x01'],
    ['icon', 'favicon.ico', '\0\0\x01\0\x01\0'],
    ['netpbm', 'a.ppm', 'P6\n64 64\n255\n'],
    ['targa', 'a.tga', '\0\0\x02\0\0\0'],
    ['raw', 'a.raf', 'FUJIFILMCCD-RAW '],
    ['video', 'a.mp4', '\0\0\0\x18ftypisom'],
    ['raw', 'a.cr3', '\0\0\0\x18ftypcrx '],
    ['dataFile', 'a.npy', '\x93NUMPY'],
    ['text', 'notes.png', 'Lorem ipsum'],
  ])('knows %s', (kind, name, head) => {
    expect(otherKindOf(bytesOf(head), name)).toBe(kind);
  });

  it('does not guess', () => {
    expect(otherKindOf(bytesOf('\x07\x99\x03\x80'), 'a.bin')).toBeNull();
  });
});
