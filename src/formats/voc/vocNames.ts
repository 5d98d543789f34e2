import { isBackgroundName, isIgnoredName } from '#formats/codecs/labelMap.ts';

/**
 * Names of categories as `labelmap.txt` and XML can both say them: no colons, no line breaks, no spaces
 * around, not what means "nothing is here", and each once.
 */
export function vocNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain = name.replace(/[:\p{Cc}\p{Cs}\uFFFE\uFFFF]+/gu, ' ').trim() || 'unnamed';
    const isTaken = plain.startsWith('#') || isBackgroundName(plain) || isIgnoredName(plain);
    let unique = isTaken ? `class ${plain}` : plain;
    for (let copy = 2; taken.has(unique); copy += 1) unique = `${plain} (${copy})`;
    taken.add(unique);
    return unique;
  });
}

/** The classes of Pascal VOC 2012 in the order of its masks, from 1. */
export const vocClasses = [
  'aeroplane',
  'bicycle',
  'bird',
  'boat',
  'bottle',
  'bus',
  'car',
  'cat',
  'chair',
  'cow',
  'diningtable',
  'dog',
  'horse',
  'motorbike',
  'person',
  'pottedplant',
  'sheep',
  'sofa',
  'train',
  'tvmonitor',
] as const;
