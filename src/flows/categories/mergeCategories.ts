import type { Category } from '#core/annotation/category.ts';
import type { AnnotationId, CategoryId } from '#core/annotation/ids.ts';
import {
  deleteCategories as deleteChange,
  mergeCategories as mergeChange,
} from '#core/project/categoryEdits.ts';
import type { Change } from '#core/project/change.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import { selectAnnotations, setActiveCategory, setPrompting } from '#store/sessionStore.ts';
import { commitEdit } from '../commitEdit.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import { objectsOfCategories } from './objectsOfCategories.ts';

/**
 * Makes several categories one, over the whole project and as one step: objects of all of them are of
 * `targetId` afterwards.
 *
 * @returns whether it is done; a failure has been told
 */
export async function mergeCategories(
  services: Services,
  sourceIds: readonly CategoryId[],
  targetId: CategoryId,
): Promise<boolean> {
  const isDone = await commitAndTell(services, async (document) => {
    const target = document.categories.get(targetId);
    const sources = categoriesOf(document, sourceIds).filter(({ id }) => id !== targetId);
    if (!target || sources.length === 0) return null;
    const ids = sources.map(({ id }) => id);
    return mergeChange(sources, target, await objectsOfCategories(services, document, ids));
  });
  if (isDone) leaveGone(services, targetId);
  return isDone;
}

/**
 * Deletes categories, over the whole project and as one step. Their objects go to `successorId`; with null
 * they are deleted too.
 *
 * @returns whether it is done; a failure has been told
 */
export async function deleteCategories(
  services: Services,
  ids: readonly CategoryId[],
  successorId: CategoryId | null,
): Promise<boolean> {
  const isDone = await commitAndTell(services, async (document) => {
    const categories = categoriesOf(document, ids);
    const successor = successorId ? document.categories.get(successorId) : null;
    if (categories.length === 0 || successor === undefined) return null;
    if (successor && categories.includes(successor)) return null;
    const on = await objectsOfCategories(services, document, ids);
    return deleteChange(categories, successor, on);
  });
  if (isDone) leaveGone(services, successorId);
  return isDone;
}

/** A step that altered images is told, with the way back: most of them are out of sight. */
async function commitAndTell(
  services: Services,
  plan: (document: ProjectDocument) => Promise<Change | null>,
): Promise<boolean> {
  let change: Change | null = null;
  const isDone = await commitEdit(services, async (document) => {
    change = await plan(document);
    return change;
  });
  if (!isDone || !change) return isDone;
  const { edits }: Change = change;
  const imageCount = edits.filter(({ kind }) => kind === 'image').length;
  if (imageCount > 0) say(services, 'info', { about: 'changed', change, imageCount });
  return true;
}

function categoriesOf(
  { categories }: ProjectDocument,
  ids: readonly CategoryId[],
): readonly Category[] {
  return [...new Set(ids)].flatMap((id) => categories.get(id) ?? []);
}

/** Lets go of whatever hands hold that is no longer there. */
function leaveGone(
  { stores: { session, document: store } }: Services,
  next: CategoryId | null,
): void {
  const { document } = store.getState();
  const { activeCategoryId, selectedIds, prompting, openImageId } = session.getState();
  if (activeCategoryId && !document?.categories.has(activeCategoryId)) {
    setActiveCategory(session, next);
  }
  const open = openImageId && document?.annotations.get(openImageId);
  const isThere = (id: AnnotationId) => !open || open.has(id);
  if (!selectedIds.every(isThere)) selectAnnotations(session, selectedIds.filter(isThere));
  if (prompting?.base && !isThere(prompting.base.annotationId)) setPrompting(session, null);
}
