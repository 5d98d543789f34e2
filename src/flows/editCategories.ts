import {
  isSameCategoryName,
  normalizeCategoryName,
  type Category,
} from '#core/annotation/category.ts';
import { nextCategoryColor } from '#core/annotation/categoryColors.ts';
import type { CategoryId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import { editCategory } from '#core/project/edits.ts';
import { setActiveCategory } from '#store/sessionStore.ts';
import { commitEdit } from './commitEdit.ts';
import { reportError } from './report.ts';
import type { Services } from './services.ts';
import { openProjectId } from './readImage.ts';

/**
 * Creates the category of that name and makes it the active one; one that exists is just made active.
 *
 * @returns its id; null when the name is empty or storage failed
 */
export async function createCategory(
  services: Services,
  typed: string,
): Promise<CategoryId | null> {
  const name = normalizeCategoryName(typed);
  if (name === '') return null;
  const id = services.newId() as CategoryId;
  await commitEdit(services, (document) =>
    categoryNamed(document, name)
      ? null
      : editCategory('createCategory', null, newCategory(document, id, name)),
  );
  const { document } = services.stores.document.getState();
  const category = document && categoryNamed(document, name);
  if (!category) return null;
  setActiveCategory(services.stores.session, category.id);
  return category.id;
}

/** Gives a category another name; a name that is taken is refused with a message. */
export async function renameCategory(
  services: Services,
  id: CategoryId,
  typed: string,
): Promise<void> {
  const name = normalizeCategoryName(typed);
  await commitEdit(services, (document) => {
    const category = document.categories.get(id);
    if (!category || name === '' || category.name === name) return null;
    const holder = categoryNamed(document, name);
    if (holder && holder.id !== id) {
      reportError(services, new AppError({ code: 'category/duplicate-name', name }));
      return null;
    }
    return editCategory('renameCategory', category, { ...category, name });
  });
}

/** Gives a category another colour. */
export async function recolorCategory(
  services: Services,
  id: CategoryId,
  color: string,
): Promise<void> {
  await commitEdit(services, (document) => {
    const category = document.categories.get(id);
    if (!category || category.color === color) return null;
    return editCategory('recolorCategory', category, { ...category, color });
  });
}

/** Deletes a category that no object has; one in use is refused with the number of its objects. */
export async function removeCategory(services: Services, id: CategoryId): Promise<void> {
  const { stores, storage } = services;
  await commitEdit(services, async (document) => {
    const category = document.categories.get(id);
    if (!category) return null;
    // counted inside the edit queue, so that no accepted object slips in between
    const annotationCount = await storage.countAnnotationsIn(openProjectId(services), id);
    if (annotationCount > 0) {
      const { name } = category;
      reportError(services, new AppError({ code: 'category/in-use', name, annotationCount }));
      return null;
    }
    return editCategory('deleteCategory', category, null);
  });
  const isGone = !stores.document.getState().document?.categories.has(id);
  if (isGone && stores.session.getState().activeCategoryId === id) {
    setActiveCategory(stores.session, null);
  }
}

function newCategory({ categories }: ProjectDocument, id: CategoryId, name: string): Category {
  const all = [...categories.values()];
  return {
    id,
    name,
    supercategory: '',
    color: nextCategoryColor(all.map(({ color }) => color)),
    order: all.reduce((highest, { order }) => Math.max(highest, order), 0) + 1,
  };
}

function categoryNamed(document: ProjectDocument, name: string): Category | undefined {
  return [...document.categories.values()].find((category) =>
    isSameCategoryName(category.name, name),
  );
}
