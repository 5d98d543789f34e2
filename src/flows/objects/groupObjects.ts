import type { AnnotationId, GroupId } from '#core/annotation/ids.ts';
import type { ObjectEdit } from '#core/project/objectEdits.ts';
import { annotationsOf } from '#core/project/document.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import { editOpenObjects } from './selectedObjects.ts';

/** Makes the selected objects a group: a click on one selects all. They leave the groups they were in. */
export async function groupObjects(services: Services): Promise<void> {
  const groupId = services.newId() as GroupId;
  await editOpenObjects(services, {
    name: 'groupObjects',
    ids: services.stores.session.getState().selectedIds,
    plan(objects) {
      if (objects.length < 2) {
        say(services, 'info', { about: 'needsTwo' });
        return null;
      }
      return objects.map((before): ObjectEdit => ({ before, after: { ...before, groupId } }));
    },
  });
}

/** Takes the selected objects out of their groups. */
export async function ungroupObjects(services: Services): Promise<void> {
  await editOpenObjects(services, {
    name: 'ungroupObjects',
    ids: services.stores.session.getState().selectedIds,
    plan: (objects) =>
      objects
        .filter(({ groupId }) => groupId)
        .map((before): ObjectEdit => ({ before, after: { ...before, groupId: null } })),
  });
}

/** These objects and all that are in a group with one of them, these last. */
export function withGroups(
  { stores }: Pick<Services, 'stores'>,
  ids: readonly AnnotationId[],
): readonly AnnotationId[] {
  const { document } = stores.document.getState();
  const { openImageId } = stores.session.getState();
  const objects = document ? annotationsOf(document, openImageId) : [];
  const chosen = new Set(ids);
  const groups = new Set(
    objects.flatMap((each) => (chosen.has(each.id) ? (each.groupId ?? []) : [])),
  );
  const others = objects.filter(
    ({ id, groupId }) => groupId && groups.has(groupId) && !chosen.has(id),
  );
  return [...others.map(({ id }) => id), ...ids];
}
