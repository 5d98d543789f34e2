/** Red, green and blue, 0…255. */
export type Rgb = readonly [number, number, number];

/**
 * The colour of an index in Pascal VOC's palette, 0…255: the bits of the index from the lowest up go in
 * turn to red, green and blue, from the highest bit down. 0 is black, 255 a light grey.
 * Source: VOC devkit, VOClabelcolormap.m.
 */
export function vocColour(index: number): Rgb {
  const channels: [number, number, number] = [0, 0, 0];
  for (let bit = 0, rest = index; bit < 8; bit += 1, rest >>= 3) {
    channels[0] |= (rest & 1) << (7 - bit);
    channels[1] |= ((rest >> 1) & 1) << (7 - bit);
    channels[2] |= ((rest >> 2) & 1) << (7 - bit);
  }
  return channels;
}

/** All 256 of them. */
export function vocPalette(): readonly Rgb[] {
  return Array.from({ length: 256 }, (_, i) => vocColour(i));
}
