import type { Annotation } from '../annotation/annotation.ts';
import type { AnnotationId, GroupId, ImageId } from '../annotation/ids.ts';
import type { Size } from '../geometry/size.ts';
import { isEmptyMask } from '../mask/measures.ts';
import { scaleMask } from '../mask/translate.ts';
import { moveObject } from './moveObject.ts';

/** Where copies go. */
export interface CopyTarget {
  readonly imageId: ImageId;
  readonly size: Size; // image px
  readonly lastOrder: number; // of the objects that are there; 0: none
  readonly offsetPx: number; // right and down, so that a copy on its original can be seen
  readonly createdAt: number; // ms since 1970, UTC
  newId(): string; // UUID
}

/**
 * Copies of objects at the same place of an image, in front of all that is there, in their order. On an
 * image of another size they are stretched with it, and what is too thin for it is left out, as is what
 * the offset takes off the image. Copies are not locked or hidden; those of one group are a new group.
 */
export function copiesOf(
  objects: readonly Annotation[],
  target: CopyTarget,
): readonly Annotation[] {
  const groups = new Map<GroupId, GroupId>();
  function groupOf({ groupId }: Annotation): Pick<Annotation, 'groupId'> {
    if (!groupId) return {};
    const own = groups.get(groupId) ?? (target.newId() as GroupId);
    groups.set(groupId, own);
    return { groupId: own };
  }
  const sorted = objects.toSorted((a, b) => a.order - b.order);
  const placed = sorted.flatMap((each) => placedOn(each, target) ?? []);
  return placed.map((each, i) => {
    const { isLocked: _lock, groupId: _group, ...rest } = each;
    return {
      ...rest,
      ...groupOf(each),
      id: target.newId() as AnnotationId,
      imageId: target.imageId,
      isHidden: false,
      order: target.lastOrder + 1 + i,
      createdAt: target.createdAt,
    };
  });
}

/** Moved where possible: in a corner a copy lies on its original. */
function placedOn(annotation: Annotation, { size, offsetPx }: CopyTarget): Annotation | null {
  const { mask } = annotation;
  const isSameSize = mask.size.width === size.width && mask.size.height === size.height;
  if (isSameSize) return moveObject(annotation, offsetPx, offsetPx) ?? annotation;
  const scaled = scaleMask(mask, size);
  if (isEmptyMask(scaled)) return null;
  const { polygon: _rings, ...rest } = annotation;
  return { ...rest, mask: scaled };
}
