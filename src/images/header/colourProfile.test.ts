import { describe, expect, it } from 'vitest';
import { isDisplayP3, isXyb } from './colourProfile.ts';

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('colour profiles', () => {
  it.each(['Display P3', '\0D\0i\0s\0p\0l\0a\0y\0 \0P\x003', 'colrnclx\0\x0c\0\x0d'])(
    'finds Display P3, however it is written',
    (text) => {
      expect(isDisplayP3(bytesOf(`ftypheic ${text} mdat`))).toBe(true);
    },
  );

  it('takes other colours for what they are', () => {
    expect(isDisplayP3(bytesOf('ftypheic colrnclx\0\x01\0\x0d sRGB'))).toBe(false);
    expect(isXyb(bytesOf('ICC_PROFILE sRGB'))).toBe(false);
    expect(isXyb(bytesOf('ICC_PROFILE mluc \0X\0Y\0B\0_\0P\0e\0r'))).toBe(true);
  });
});
