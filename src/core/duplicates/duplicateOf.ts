import type { ImageId } from '../annotation/ids.ts';
import { nearDuplicateGroups, type Hashed } from './nearDuplicates.ts';

/** Of every image that has a twin the first image of its kind; the first one leads to itself. */
export type DuplicateOf = ReadonlyMap<ImageId, ImageId>;

/** Images that are the same picture, byte for byte or nearly. */
export function duplicatesOf(images: Iterable<Hashed>): DuplicateOf {
  const groups = nearDuplicateGroups([...images]);
  return new Map(
    groups.flatMap((group) => group.map(({ id }) => [id, group[0]?.id ?? id] as const)),
  );
}
