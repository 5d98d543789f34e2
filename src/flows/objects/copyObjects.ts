import type { Annotation } from '#core/annotation/annotation.ts';
import { isSameCategoryName, type Category } from '#core/annotation/category.ts';
import type { CategoryId, ImageId } from '#core/annotation/ids.ts';
import type { Change } from '#core/project/change.ts';
import { copiesOf } from '#core/project/copyObjects.ts';
import { annotationsOf, type ProjectDocument } from '#core/project/document.ts';
import { editObjects, type ObjectEdit } from '#core/project/objectEdits.ts';
import { setCopied } from '#store/objectsStore.ts';
import { selectAnnotations } from '#store/sessionStore.ts';
import { commitEdit } from '../commitEdit.ts';
import { refuseToEdit } from '../projects/role.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import { editOpenObjects, selectedObjects } from './selectedObjects.ts';

/** How far a copy lies from its original on the same image, px right and down. */
const offsetPx = 10;

/** Copies the selected objects, to be pasted on this image or another one, of another project too. */
export function copyObjects(services: Services): void {
  const { stores } = services;
  const { document } = stores.document.getState();
  const { openImageId } = stores.session.getState();
  const objects = selectedObjects(services).flatMap((annotation) => {
    const category = document?.categories.get(annotation.categoryId);
    return category ? { annotation, category } : [];
  });
  if (!openImageId || objects.length === 0) {
    say(services, 'info', { about: 'nothingSelected' });
    return;
  }
  setCopied(stores.objects, { imageId: openImageId, objects });
  say(services, 'info', { about: 'copied', objectCount: objects.length });
}

/** Copies the selected objects and deletes them, except those that are locked. */
export async function cutObjects(services: Services): Promise<void> {
  const { session } = services.stores;
  if (refuseToEdit(services)) return;
  copyObjects(services);
  const isDone = await editOpenObjects(services, {
    name: 'cutObjects',
    ids: session.getState().selectedIds,
    plan: (objects) => objects.map((before): ObjectEdit => ({ before, after: null })),
  });
  if (isDone) selectAnnotations(session, []);
}

/**
 * Pastes what was copied onto the open image at the same place, a little aside on the image that it comes
 * from, stretched on one of another size. A category that this project does not have is found by its
 * name, or made in the same step.
 */
export async function pasteObjects(services: Services): Promise<void> {
  const { copied } = services.stores.objects.getState();
  if (!copied) return;
  await addCopies(services, 'pasteObjects', copied.objects, copied.imageId);
}

/** Copies the selected objects a little aside, locked ones too; the copies are selected then. */
export async function duplicateObjects(services: Services): Promise<void> {
  const { stores } = services;
  const { document } = stores.document.getState();
  const objects = selectedObjects(services).flatMap((annotation) => {
    const category = document?.categories.get(annotation.categoryId);
    return category ? { annotation, category } : [];
  });
  const imageId = objects[0]?.annotation.imageId;
  if (imageId) await addCopies(services, 'duplicateObjects', objects, imageId);
  else say(services, 'info', { about: 'nothingSelected' });
}

type CopiedObject = { readonly annotation: Annotation; readonly category: Category };

async function addCopies(
  services: Services,
  name: 'pasteObjects' | 'duplicateObjects',
  objects: readonly CopiedObject[],
  fromId: ImageId,
): Promise<void> {
  const { session } = services.stores;
  const { openImageId } = session.getState();
  if (!openImageId || refuseToEdit(services)) return;
  let copies: readonly Annotation[] = [];
  const isDone = await commitEdit(services, (document) => {
    const image = document.images.get(openImageId);
    if (!image) return null;
    const { categories, idOf } = categoriesFor(services, document, objects);
    copies = copiesOf(
      objects.map(({ annotation, category }) => ({ ...annotation, categoryId: idOf(category) })),
      {
        imageId: openImageId,
        size: image.size,
        lastOrder: annotationsOf(document, openImageId).at(-1)?.order ?? 0,
        offsetPx: fromId === openImageId ? offsetPx : 0,
        createdAt: services.now(),
        newId: services.newId,
      },
    );
    if (copies.length === 0) say(services, 'info', { about: 'nothingLeft' });
    const edits = copies.map((after): ObjectEdit => ({ before: null, after }));
    return withCategories(editObjects(document.images, name, edits), categories);
  });
  if (!isDone || session.getState().openImageId !== openImageId) return;
  selectAnnotations(
    session,
    copies.map(({ id }) => id),
  );
}

function withCategories(change: Change | null, made: readonly Category[]): Change | null {
  if (!change) return null;
  const edits = made.map((after) => ({ kind: 'category', before: null, after }) as const);
  return { ...change, edits: [...edits, ...change.edits] };
}

/** By id, by name, else new ones at the end of the list. */
function categoriesFor(
  services: Services,
  { categories }: ProjectDocument,
  objects: readonly CopiedObject[],
): { readonly categories: readonly Category[]; idOf(category: Category): CategoryId } {
  const known = [...categories.values()];
  const made: Category[] = [];
  const places = new Map<CategoryId, CategoryId>();
  for (const { category } of objects) {
    if (places.has(category.id)) continue;
    const same = [...known, ...made].find(
      ({ id, name }) => id === category.id || isSameCategoryName(name, category.name),
    );
    const last = Math.max(0, ...[...known, ...made].map(({ order }) => order));
    const found = same ?? { ...category, id: services.newId() as CategoryId, order: last + 1 };
    if (!same) made.push(found);
    places.set(category.id, found.id);
  }
  return { categories: made, idOf: ({ id }) => places.get(id) ?? id };
}
