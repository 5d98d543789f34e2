import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId } from '#core/annotation/ids.ts';
import type { Change } from '#core/project/change.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import { announceObject } from '../announceObject.ts';
import { commitEdit } from '../commitEdit.ts';
import { refuseToEdit } from '../projects/role.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';

/**
 * One edit of the shape of an object of the open image. A locked object is refused with a word.
 *
 * @param plan null when there is nothing to do
 * @returns whether the edit is on disk
 */
export async function editShape(
  services: Services,
  id: AnnotationId,
  plan: (annotation: Annotation, document: ProjectDocument) => Change | null,
): Promise<boolean> {
  if (refuseToEdit(services)) return false;
  const { openImageId } = services.stores.session.getState();
  if (!openImageId) return false;
  const isKept = await commitEdit(services, (document) => {
    const annotation = document.annotations.get(openImageId)?.get(id);
    if (!annotation) return null;
    if (annotation.isLocked !== true) return plan(annotation, document);
    say(services, 'info', { about: 'objectLocked' });
    return null;
  });
  if (isKept) announceObject(services, { imageId: openImageId, id });
  return isKept;
}
