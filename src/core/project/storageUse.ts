/** What takes up space in the browser, apart from each other. */
export const kindsOfUse = [
  'images',
  'thumbnails',
  'annotations',
  'history',
  'otherProjects',
  'bin',
  'unused',
  'secondCopy',
  'embeddings',
  'models',
] as const;

export type UseKind = (typeof kindsOfUse)[number];

/** Bytes by kind; a kind that is missing was not measured yet. */
export type StorageUse = Readonly<Partial<Record<UseKind, number>>>;

/** What the browser grants the site. */
export interface StorageSpace {
  readonly usedBytes: number;
  readonly quotaBytes: number; // an estimate that changes with the disk
  readonly isPersisted: boolean; // the browser has promised not to delete anything by itself
}

const lowBytes = 500 * 2 ** 20;
const lowShare = 0.1;

/** Whether it is time to warn: less than a tenth, or less than 500 MiB, is left. */
export function isSpaceLow({ usedBytes, quotaBytes }: StorageSpace): boolean {
  const leftBytes = quotaBytes - usedBytes;
  return leftBytes < lowBytes || leftBytes < quotaBytes * lowShare;
}
