import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId } from '#core/annotation/ids.ts';
import { combineMasks, type MaskRule } from '#core/mask/combine.ts';
import { isEmptyMask } from '#core/mask/measures.ts';
import { partsOf } from '#core/mask/parts.ts';
import type { ChangeName } from '#core/project/change.ts';
import { annotationsOf } from '#core/project/document.ts';
import { withMask, type ObjectEdit } from '#core/project/objectEdits.ts';
import { selectAnnotations } from '#store/sessionStore.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import { editOpenObjects } from './selectedObjects.ts';

const names: Readonly<Record<MaskRule, ChangeName>> = {
  union: 'uniteObjects',
  difference: 'subtractObjects',
  intersection: 'intersectObjects',
  xor: 'xorObjects',
};

/**
 * Makes one mask of the selected objects. The object that was selected last keeps its name, category and
 * place and gets the mask. Union, intersection and xor use the others up; a difference takes them from
 * the last one and leaves them as they are. A union of objects that lie apart is one object of several
 * parts; see {@link splitObjects} for the way back.
 */
export async function combineObjects(services: Services, rule: MaskRule): Promise<void> {
  const { session } = services.stores;
  let keptId: AnnotationId | null = null;
  const isDone = await editOpenObjects(services, {
    name: names[rule],
    ids: session.getState().selectedIds,
    plan(objects) {
      const edits = combined(services, objects, rule);
      keptId = objects.at(-1)?.id ?? null;
      return edits;
    },
  });
  if (isDone) selectAnnotations(session, keptId ? [keptId] : []);
}

function combined(
  services: Services,
  objects: readonly Annotation[],
  rule: MaskRule,
): readonly ObjectEdit[] | null {
  const last = objects.at(-1);
  const others = objects.slice(0, -1);
  if (!last || others.length === 0) {
    say(services, 'info', { about: 'needsTwo' });
    return null;
  }
  const mask = others.reduce((sum, other) => combineMasks(sum, other.mask, rule), last.mask);
  if (isEmptyMask(mask)) {
    say(services, 'info', { about: 'nothingLeft' });
    return null;
  }
  const usedUp = rule === 'difference' ? [] : others;
  return [
    { before: last, after: withMask(last, mask) },
    ...usedUp.map((before): ObjectEdit => ({ before, after: null })),
  ];
}

/**
 * Makes each part of the selected objects an object of its own. The largest part stays the object that it
 * was; the others are like it and stand in front of it.
 */
export async function splitObjects(services: Services): Promise<void> {
  const { session } = services.stores;
  let allIds: readonly AnnotationId[] = [];
  const isDone = await editOpenObjects(services, {
    name: 'splitObjects',
    ids: session.getState().selectedIds,
    plan(objects, document) {
      const last = annotationsOf(document, objects[0]?.imageId ?? null).at(-1);
      let order = last?.order ?? 0;
      const edits = objects.flatMap((before): ObjectEdit[] => {
        const [largest, ...rest] = partsOf(before.mask);
        if (!largest || rest.length === 0) return [];
        const after = withMask(before, largest);
        const others = rest.map((mask): ObjectEdit => {
          order += 1;
          const id = services.newId() as AnnotationId;
          const place = { id, order, createdAt: services.now() };
          return { before: null, after: { ...withMask(before, mask), ...place } };
        });
        return [{ before, after }, ...others];
      });
      if (edits.length === 0) say(services, 'info', { about: 'onePart' });
      allIds = edits.flatMap(({ after }) => after?.id ?? []);
      return edits;
    },
  });
  if (isDone) selectAnnotations(session, allIds);
}
