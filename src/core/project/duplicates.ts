import type { ImageId } from '../annotation/ids.ts';
import type { ImageSummary } from './project.ts';

/** Of every image that has a twin the first image of its kind; the first one leads to itself. */
export type DuplicateOf = ReadonlyMap<ImageId, ImageId>;

/** Images whose files were the same byte for byte; those without a hash have no twin. */
export function exactDuplicates(images: Iterable<ImageSummary>): DuplicateOf {
  const firsts = new Map<string, ImageId>();
  const duplicateOf = new Map<ImageId, ImageId>();
  for (const { id, contentHash } of images) {
    if (contentHash === null) continue;
    const first = firsts.get(contentHash);
    if (first === undefined) {
      firsts.set(contentHash, id);
      continue;
    }
    duplicateOf.set(first, first);
    duplicateOf.set(id, first);
  }
  return duplicateOf;
}
