import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId, CategoryId } from '#core/annotation/ids.ts';
import type { ObjectEdit } from '#core/project/objectEdits.ts';
import { selectAnnotations, setPrompting } from '#store/sessionStore.ts';
import { editOpenObjects, objectsMeantBy } from './objects/selectedObjects.ts';
import type { Services } from './services.ts';

// All but the name are about every selected object when the object is one of them.

/** Gives an object a name of its own; '' goes back to its category's. */
export async function renameAnnotation(
  services: Services,
  id: AnnotationId,
  name: string,
): Promise<void> {
  await editOpenObjects(services, {
    name: 'renameAnnotation',
    ids: [id],
    plan: patched((each) => (each.name === name.trim() ? each : { ...each, name: name.trim() })),
  });
}

/** Gives objects a colour of their own; null goes back to their category's. */
export async function recolorAnnotation(
  services: Services,
  id: AnnotationId,
  color: string | null,
): Promise<void> {
  await editOpenObjects(services, {
    name: 'recolorAnnotation',
    ids: objectsMeantBy(services, id),
    plan: patched((each) => (each.color === color ? each : { ...each, color })),
  });
}

/** Moves objects to another category. */
export async function recategorizeAnnotation(
  services: Services,
  id: AnnotationId,
  categoryId: CategoryId,
): Promise<void> {
  await editOpenObjects(services, {
    name: 'recategorizeAnnotation',
    ids: objectsMeantBy(services, id),
    plan: (objects, { categories }) =>
      categories.has(categoryId)
        ? patched((each) => (each.categoryId === categoryId ? each : { ...each, categoryId }))(
            objects,
          )
        : null,
  });
}

/** Hides objects or shows them again, all as the first one says; they are exported either way. */
export async function toggleAnnotation(services: Services, id: AnnotationId): Promise<void> {
  const { document, session } = services.stores;
  const { openImageId } = session.getState();
  const open = openImageId ? document.getState().document?.annotations.get(openImageId) : undefined;
  const isHidden = !(open?.get(id)?.isHidden ?? false);
  await editOpenObjects(services, {
    name: isHidden ? 'hideAnnotation' : 'showAnnotation',
    ids: objectsMeantBy(services, id),
    withLocked: true,
    plan: patched((each) => (each.isHidden === isHidden ? each : { ...each, isHidden })),
  });
}

/** Deletes objects, except locked ones; undo brings them back. */
export async function removeAnnotation(services: Services, id: AnnotationId): Promise<void> {
  const { session } = services.stores;
  let goneIds: readonly AnnotationId[] = [];
  const isDone = await editOpenObjects(services, {
    name: 'deleteAnnotation',
    ids: objectsMeantBy(services, id),
    plan(objects) {
      goneIds = objects.map((each) => each.id);
      return objects.map((before): ObjectEdit => ({ before, after: null }));
    },
  });
  if (!isDone) return;
  const gone = new Set(goneIds);
  const { selectedIds, prompting } = session.getState();
  if (selectedIds.some((each) => gone.has(each))) {
    selectAnnotations(
      session,
      selectedIds.filter((each) => !gone.has(each)),
    );
  }
  const baseId = prompting?.base?.annotationId;
  if (baseId && gone.has(baseId)) setPrompting(session, null);
}

function patched(
  patch: (annotation: Annotation) => Annotation,
): (objects: readonly Annotation[]) => readonly ObjectEdit[] {
  return (objects) => objects.map((before) => ({ before, after: patch(before) }));
}
