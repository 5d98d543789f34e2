import type { Split } from '#core/project/split.ts';

/** The folder of each split, as the loader of image folders names it. */
export const splitFolders: Readonly<Record<Split, string>> = {
  train: 'train',
  val: 'validation',
  test: 'test',
};

/** Words that the loader takes for the name of a split wherever they stand alone in a folder's name. */
const splitWord =
  /(^|[-._ 0-9])(train(?:ing)?|val(?:id(?:ation)?)?|dev|test(?:ing)?|eval(?:uation)?)(?=[-._ 0-9]|$)/giu;

/**
 * The path with its folders renamed so that none of them names a split: an image `train/test/a.jpg`
 * would be in both.
 * Source: huggingface/datasets, `data_files.py`, PATTERNS_SPLIT_IN_DIR_NAME.
 */
export function withoutSplitWords(path: string): string {
  const slash = path.lastIndexOf('/') + 1;
  const folders = path
    .slice(0, slash)
    .split('/')
    .map((folder) => folder.replace(splitWord, '$1x$2'));
  return folders.join('/') + path.slice(slash);
}

/** The split that a folder of a data set names; null where it names none. */
export function splitOfFolder(path: string): Split | null {
  const words = path.toLowerCase().split('/');
  if (words.some((word) => /^(?:val|valid|validation|dev)$/u.test(word))) return 'val';
  if (words.some((word) => /^(?:test|testing|eval|evaluation)$/u.test(word))) return 'test';
  return words.some((word) => /^train(?:ing)?$/u.test(word)) ? 'train' : null;
}
