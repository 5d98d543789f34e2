import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId, CategoryId } from '#core/annotation/ids.ts';
import type { Change } from '#core/project/change.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import {
  deleteAnnotation,
  recategorizeAnnotation as recategorizeChange,
  reviseAnnotation,
} from '#core/project/edits.ts';
import { selectAnnotations, setPrompting } from '#store/sessionStore.ts';
import { commitEdit } from './commitEdit.ts';
import type { Services } from './services.ts';

/** Gives an object a name of its own; '' goes back to its category's. */
export async function renameAnnotation(
  services: Services,
  id: AnnotationId,
  name: string,
): Promise<void> {
  await revise(services, id, (annotation) =>
    annotation.name === name.trim()
      ? null
      : reviseAnnotation('renameAnnotation', annotation, { name: name.trim() }),
  );
}

/** Gives an object a colour of its own; null goes back to its category's. */
export async function recolorAnnotation(
  services: Services,
  id: AnnotationId,
  color: string | null,
): Promise<void> {
  await revise(services, id, (annotation) =>
    annotation.color === color
      ? null
      : reviseAnnotation('recolorAnnotation', annotation, { color }),
  );
}

/** Moves an object to another category. */
export async function recategorizeAnnotation(
  services: Services,
  id: AnnotationId,
  categoryId: CategoryId,
): Promise<void> {
  await revise(services, id, (annotation, document) =>
    annotation.categoryId === categoryId || !document.categories.has(categoryId)
      ? null
      : recategorizeChange(document, annotation, categoryId),
  );
}

/** Hides an object or shows it again; it is exported either way. */
export async function toggleAnnotation(services: Services, id: AnnotationId): Promise<void> {
  await revise(services, id, (annotation) =>
    reviseAnnotation(annotation.isHidden ? 'showAnnotation' : 'hideAnnotation', annotation, {
      isHidden: !annotation.isHidden,
    }),
  );
}

/** Deletes an object; undo brings it back. */
export async function removeAnnotation(services: Services, id: AnnotationId): Promise<void> {
  const { session } = services.stores;
  const isGone = await commitEdit(services, (document) => {
    const annotation = openAnnotation(services, document, id);
    return annotation ? deleteAnnotation(document, annotation) : null;
  });
  if (!isGone) return;
  const { selectedIds, prompting } = session.getState();
  if (selectedIds.includes(id)) {
    selectAnnotations(
      session,
      selectedIds.filter((each) => each !== id),
    );
  }
  if (prompting?.base?.annotationId === id) setPrompting(session, null);
}

async function revise(
  services: Services,
  id: AnnotationId,
  plan: (annotation: Annotation, document: ProjectDocument) => Change | null,
): Promise<void> {
  await commitEdit(services, (document) => {
    const annotation = openAnnotation(services, document, id);
    return annotation ? plan(annotation, document) : null;
  });
}

function openAnnotation(
  { stores }: Services,
  document: ProjectDocument,
  id: AnnotationId,
): Annotation | undefined {
  const { openImageId } = stores.session.getState();
  return openImageId ? document.annotations.get(openImageId)?.get(id) : undefined;
}
