import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId } from '#core/annotation/ids.ts';
import type { ChangeName } from '#core/project/change.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import { editObjects, type ObjectEdit } from '#core/project/objectEdits.ts';
import { commitEdit } from '../commitEdit.ts';
import { refuseToEdit } from '../projects/role.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';

/** The selected objects of the open image, in the order they were selected. */
export function selectedObjects({ stores }: Pick<Services, 'stores'>): readonly Annotation[] {
  const { document } = stores.document.getState();
  const { selectedIds } = stores.session.getState();
  return document ? openObjects(stores, document, selectedIds) : [];
}

/**
 * What an action that was called at one object is about: all selected ones when it is among them, else it
 * alone.
 */
export function objectsMeantBy(
  { stores }: Pick<Services, 'stores'>,
  id: AnnotationId,
): readonly AnnotationId[] {
  const { selectedIds } = stores.session.getState();
  return selectedIds.includes(id) ? selectedIds : [id];
}

interface ObjectsEdit {
  readonly name: ChangeName;
  /** Which objects; those that are gone are left out. */
  readonly ids: readonly AnnotationId[];
  /** Locked objects too: for what does not alter them. */
  readonly withLocked?: boolean;
  /** Planned on the newest state. Null: nothing to do, and that has been told. */
  plan(objects: readonly Annotation[], document: ProjectDocument): readonly ObjectEdit[] | null;
}

/**
 * One undoable step on some objects of the open image. Locked ones are left out; when there is none
 * besides, that is told.
 *
 * @returns whether it is on disk
 */
export async function editOpenObjects(services: Services, edit: ObjectsEdit): Promise<boolean> {
  if (refuseToEdit(services)) return false;
  if (edit.ids.length === 0) {
    say(services, 'info', { about: 'nothingSelected' });
    return false;
  }
  return commitEdit(services, (document) => {
    const found = openObjects(services.stores, document, edit.ids);
    const free = edit.withLocked === true ? found : found.filter(({ isLocked }) => !isLocked);
    if (free.length === 0) {
      if (found.length > 0) say(services, 'info', { about: 'objectLocked' });
      return null;
    }
    const edits = edit.plan(free, document);
    return edits && editObjects(document.images, edit.name, edits);
  });
}

function openObjects(
  { session }: Services['stores'],
  document: ProjectDocument,
  ids: readonly AnnotationId[],
): readonly Annotation[] {
  const { openImageId } = session.getState();
  const open = openImageId ? document.annotations.get(openImageId) : undefined;
  return ids.flatMap((id) => open?.get(id) ?? []);
}
