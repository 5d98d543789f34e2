import { lettersAt } from './byteParts.ts';
import { stripAvif } from './stripAvif.ts';
import { stripGif } from './stripGif.ts';
import { stripJpeg } from './stripJpeg.ts';
import { stripPng } from './stripPng.ts';
import { stripWebp } from './stripWebp.ts';

const strippers = [stripJpeg, stripPng, stripWebp, stripGif, stripAvif];

/**
 * The file of a picture without anything that is about the picture, its camera, its place or its maker;
 * pixels and colour profile are untouched, byte for byte. What the file is is seen by its bytes.
 *
 * @returns null when it is of no kind that can be cleaned, or damaged
 */
export function stripMetadata(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  if (lettersAt(bytes, 0, 2) === 'BM') return bytes; // BMP has none
  for (const strip of strippers) {
    const stripped = strip(bytes);
    if (stripped) return stripped;
  }
  return null;
}
