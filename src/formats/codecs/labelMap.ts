import type { Rgb } from './vocPalette.ts';
import { vocColour } from './vocPalette.ts';

/** A name and the colour that stands for it. */
export interface LabelColour {
  readonly name: string;
  readonly colour: Rgb;
}

/**
 * `labelmap.txt` as CVAT and Datumaro write it: `name:r,g,b:parts:actions`, the background first; the
 * line of a label is its index in pictures of one channel. A colon in a name becomes a space.
 */
export function labelMapText(labels: readonly LabelColour[]): string {
  const lines = labels.map(
    ({ name, colour }) => `${name.replace(/[:\r\n]+/gu, ' ')}:${colour.join(',')}::`,
  );
  return ['# label:color_rgb:parts:actions', ...lines, ''].join('\n');
}

/** The labels of such a file, in the order of its lines; what is none is passed over. */
export function readLabelMap(text: string): readonly LabelColour[] {
  return text.split(/\r\n|\n|\r/u).flatMap((line) => {
    const [, name = '', ...numbers] =
      /^\s*([^#].*?)\s*:\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?::.*)?$/u.exec(line) ?? [];
    const [red = NaN, green = NaN, blue = NaN] = numbers.map(Number);
    const isColour = red < 256 && green < 256 && blue < 256;
    return name !== '' && isColour ? [{ name, colour: [red, green, blue] as const }] : [];
  });
}

/** Whether a name means that nothing is there. */
export function isBackgroundName(name: string): boolean {
  return /^_*background_*$/iu.test(name);
}

/** Whether a name means pixels that nobody judges. */
export function isIgnoredName(name: string): boolean {
  return /^_*(?:ignored?|void)_*$/iu.test(name);
}

/**
 * A colour for each category, all different and none black: its own where that is free, else the next
 * free one of VOC's palette.
 *
 * @param colours #rrggbb; null: none
 */
export function distinctColours(colours: readonly (string | null)[]): readonly Rgb[] {
  const taken = new Set(['0,0,0']);
  const own = colours.map((colour) => {
    const rgb = colour === null ? null : rgbOf(colour);
    if (!rgb || taken.has(rgb.join(','))) return null;
    taken.add(rgb.join(','));
    return rgb;
  });
  let next = 1;
  return own.map((rgb) => {
    if (rgb) return rgb;
    while (next < 255 && taken.has(vocColour(next).join(','))) next += 1;
    let free = next < 255 ? vocColour(next) : ([next & 255, (next >> 8) & 255, 1] as const);
    while (taken.has(free.join(','))) {
      next += 1;
      free = [next & 255, (next >> 8) & 255, 1];
    }
    taken.add(free.join(','));
    return free;
  });
}

/** Null when it is no #rrggbb. */
export function rgbOf(colour: string): Rgb | null {
  if (!/^#[\da-f]{6}$/iu.test(colour)) return null;
  const number = Number.parseInt(colour.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

/** #rrggbb, lower case. */
export function hexOf([red, green, blue]: Rgb): string {
  return `#${((red << 16) | (green << 8) | blue).toString(16).padStart(6, '0')}`;
}
