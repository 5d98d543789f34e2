import type { Annotation } from '#core/annotation/annotation.ts';
import type { Change } from '#core/project/change.ts';
import { copiesOf } from '#core/project/copyObjects.ts';
import { editObjects, type ObjectEdit } from '#core/project/objectEdits.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { commitEdit } from '../commitEdit.ts';
import { refuseToEdit } from '../projects/role.ts';
import { openProjectId } from '../readImage.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import { selectedObjects } from './selectedObjects.ts';

/** The images that come after the open one in the gallery's order, at most so many. */
export function imagesAhead({ stores }: Pick<Services, 'stores'>, count: number) {
  const { openImageId } = stores.session.getState();
  const ahead: ImageSummary[] = [];
  for (let by = 1; by <= count; by += 1) {
    const image = stores.shown.neighbourOf(openImageId, by);
    if (!image) break;
    ahead.push(image);
  }
  return ahead;
}

/**
 * Copies the selected objects onto the next images, at the same place, as one undoable step; images of
 * another size get them stretched. What is on those images already stays.
 */
export async function propagateObjects(services: Services, imageCount: number): Promise<void> {
  const { storage } = services;
  if (refuseToEdit(services)) return;
  const objects = selectedObjects(services);
  const targets = imagesAhead(services, imageCount);
  if (objects.length === 0) say(services, 'info', { about: 'nothingSelected' });
  if (objects.length === 0 || targets.length === 0) return;
  let change: Change | null = null;
  const isDone = await commitEdit(services, async (document) => {
    const projectId = openProjectId(services);
    const edits: ObjectEdit[] = [];
    for (const { id } of targets) {
      const image = document.images.get(id);
      if (!image) continue;
      // oxlint-disable-next-line no-await-in-loop -- a list of one image at a time is in memory
      const stored = await storage.annotationsOf(projectId, id);
      edits.push(...copiesOn(services, image, objects, stored));
    }
    change = editObjects(document.images, 'propagateObjects', edits);
    return change;
  });
  if (isDone && change) {
    say(services, 'info', { about: 'changed', change, imageCount: targets.length });
  }
}

function copiesOn(
  services: Services,
  image: ImageSummary,
  objects: readonly Annotation[],
  there: readonly Annotation[],
): readonly ObjectEdit[] {
  const copies = copiesOf(objects, {
    imageId: image.id,
    size: image.size,
    lastOrder: there.reduce((last, { order }) => Math.max(last, order), 0),
    offsetPx: 0,
    createdAt: services.now(),
    newId: services.newId,
  });
  return copies.map((after) => ({ before: null, after }));
}
