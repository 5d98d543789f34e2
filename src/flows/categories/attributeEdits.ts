import type { AttributeDraft, AttributeValue } from '#core/annotation/attributes.ts';
import type { AnnotationId, CategoryId } from '#core/annotation/ids.ts';
import {
  reviseAttributes as reviseChange,
  setAttribute as setChange,
} from '#core/project/categoryEdits.ts';
import type { Change } from '#core/project/change.ts';
import { commitEdit } from '../commitEdit.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import { objectsOfCategories } from './objectsOfCategories.ts';

/**
 * Gives a category other attributes. Values of its objects in the whole project go along with a new name, kind
 * or option, as one step; how many could not is told, with the way back.
 */
export async function reviseAttributes(
  services: Services,
  id: CategoryId,
  drafts: readonly AttributeDraft[],
): Promise<void> {
  let change: Change | null = null;
  let count = 0;
  const isDone = await commitEdit(services, async (document) => {
    const category = document.categories.get(id);
    if (!category) return null;
    const on = drafts.some(({ former }) => former !== null)
      ? await objectsOfCategories(services, document, [id])
      : [];
    const revised = reviseChange(category, drafts, on);
    ({ change, lostCount: count } = revised);
    return change;
  });
  if (isDone && change && count > 0) {
    say(services, 'info', { about: 'valuesLost', change, count });
  }
}

/** Gives objects of the open image a value of an attribute, as one step; null takes it from them. */
export async function setAttribute(
  services: Services,
  ids: readonly AnnotationId[],
  name: string,
  value: AttributeValue | null,
): Promise<void> {
  await commitEdit(services, (document) => {
    const { openImageId } = services.stores.session.getState();
    const open = openImageId && document.annotations.get(openImageId);
    const objects = ids.flatMap((id) => (open ? (open.get(id) ?? []) : []));
    const free = objects.filter(({ isLocked = false }) => !isLocked);
    if (free.length < objects.length) say(services, 'info', { about: 'objectLocked' });
    const change = setChange(free, name, value);
    return change.edits.length > 0 ? change : null;
  });
}
