import type { ImageSummary } from '../project/project.ts';

/** The folder of a '/'-separated name, with the '/' at its end; '' when it lies in none. */
export function folderOf(fileName: string): string {
  return fileName.slice(0, fileName.lastIndexOf('/') + 1);
}

/** Hours, minutes and seconds, or minutes and seconds, perhaps with parts of a second. */
const timeCode = /(?<!\d)(?:\d{1,2}[:_-])?\d{1,2}[:_-]\d{2}(?:[.,]\d+)?$/u;
const trailingNumber = /\d+$/u;

/**
 * What the names of frames of one video have in common: the folder and the name without the number
 * or time code at its end (`clip_000123.jpg`, `frame0001.png`, `walk-00:01:02.jpg`). Letters count
 * alike in both cases. Null when the name does not end in a number: no frame of a video.
 */
export function videoKeyOf({ fileName }: Pick<ImageSummary, 'fileName'>): string | null {
  const folder = folderOf(fileName);
  const name = fileName.slice(folder.length);
  const stem = name.replace(/(?<=.)\.[a-z][a-z0-9]{0,4}$/iu, '');
  if (!trailingNumber.test(stem)) return null;
  const rest = timeCode.test(stem) ? stem.replace(timeCode, '') : stem.replace(trailingNumber, '');
  return `${folder}${rest.replace(/[\s_.:-]+$/u, '')}`.toLowerCase();
}
