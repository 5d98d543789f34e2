import type { AnnotationId, CategoryId } from '#core/annotation/ids.ts';
import { recategorizeObjects as recategorizeChange } from '#core/project/categoryEdits.ts';
import { commitEdit } from '../commitEdit.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';

/** Gives objects of the open image another category, as one step; locked ones keep theirs. */
export async function recategorizeObjects(
  services: Services,
  ids: readonly AnnotationId[],
  categoryId: CategoryId,
): Promise<void> {
  await commitEdit(services, (document) => {
    const { openImageId } = services.stores.session.getState();
    const image = openImageId && document.images.get(openImageId);
    const category = document.categories.get(categoryId);
    if (!image || !category) return null;
    const open = document.annotations.get(image.id);
    const objects = ids.flatMap((id) => open?.get(id) ?? []);
    const free = objects.filter(({ isLocked = false }) => !isLocked);
    if (free.length < objects.length) say(services, 'info', { about: 'objectLocked' });
    const change = recategorizeChange(image, free, category);
    return change.edits.length > 0 ? change : null;
  });
}
