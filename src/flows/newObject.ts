import type { Annotation } from '#core/annotation/annotation.ts';
import type { ImageId } from '#core/annotation/ids.ts';
import { annotationsOf, type ProjectDocument } from '#core/project/document.ts';

/** What every object starts with, at the end of the list of its image. */
export function newObjectOf(
  document: ProjectDocument,
  imageId: ImageId,
  createdAt: number,
): Pick<Annotation, 'name' | 'color' | 'isHidden' | 'order' | 'createdAt'> {
  const last = annotationsOf(document, imageId).at(-1);
  return { name: '', color: null, isHidden: false, order: (last?.order ?? 0) + 1, createdAt };
}
