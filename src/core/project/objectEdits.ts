import type { Annotation } from '../annotation/annotation.ts';
import type { CategoryId, ImageId } from '../annotation/ids.ts';
import { reworked } from '../annotation/provenance.ts';
import { invariant } from '../failure.ts';
import type { Rle } from '../mask/rle.ts';
import type { Change, ChangeName, RecordEdit } from './change.ts';
import { withCounts } from './edits.ts';
import type { ImageSummary } from './project.ts';

/** One object made (`before` null), altered, or deleted (`after` null). */
export interface ObjectEdit {
  readonly before: Annotation | null;
  readonly after: Annotation | null;
}

/**
 * The change that makes, alters and deletes objects, of one image or many, as one step; the counts of
 * their images follow. Null when there is nothing to do.
 */
export function editObjects(
  images: ReadonlyMap<ImageId, ImageSummary>,
  name: ChangeName,
  edits: readonly ObjectEdit[],
): Change | null {
  const real = edits.filter(({ before, after }) => before !== after);
  if (real.length === 0) return null;
  const counts = [...countsOf(real)].flatMap(([imageId, by]) => countEdit(images, imageId, by));
  return {
    name,
    edits: [...real.map((edit): RecordEdit => ({ kind: 'annotation', ...edit })), ...counts],
  };
}

/** The object with a mask that a hand altered: drawn rings that said the former one are let go. */
export function withMask(annotation: Annotation, mask: Rle): Annotation {
  return {
    ...annotation,
    mask,
    ...(annotation.polygon ? { polygon: null } : {}),
    provenance: reworked(annotation.provenance),
  };
}

function countsOf(
  edits: readonly ObjectEdit[],
): ReadonlyMap<ImageId, ReadonlyMap<CategoryId, number>> {
  const counts = new Map<ImageId, Map<CategoryId, number>>();
  function count({ imageId, categoryId }: Annotation, by: number): void {
    const own = counts.get(imageId) ?? new Map<CategoryId, number>();
    counts.set(imageId, own.set(categoryId, (own.get(categoryId) ?? 0) + by));
  }
  for (const { before, after } of edits) {
    if (before) count(before, -1);
    if (after) count(after, 1);
  }
  return counts;
}

/** Work on a new image has begun with its first object. */
function countEdit(
  images: ReadonlyMap<ImageId, ImageSummary>,
  imageId: ImageId,
  by: ReadonlyMap<CategoryId, number>,
): readonly RecordEdit[] {
  if ([...by.values()].every((count) => count === 0)) return [];
  const before = images.get(imageId);
  invariant(before !== undefined, 'an object lies on an image of the project');
  const categoryCounts = withCounts(before.categoryCounts, Object.fromEntries(by));
  const hasBegun = before.status === 'new' && Object.keys(categoryCounts).length > 0;
  const status = hasBegun ? 'inProgress' : before.status;
  return [{ kind: 'image', before, after: { ...before, categoryCounts, status } }];
}
