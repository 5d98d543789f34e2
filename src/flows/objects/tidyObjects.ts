import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId } from '#core/annotation/ids.ts';
import { isEmptyMask } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { tidyCounts, tidyMask, type Tidying } from '#core/mask/tidyMask.ts';
import type { ChangeName } from '#core/project/change.ts';
import { withMask, type ObjectEdit } from '#core/project/objectEdits.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import { editOpenObjects } from './selectedObjects.ts';

/** What a tidying would do to all selected objects together. */
export interface TidyFigures {
  readonly objectCount: number; // that would change
  readonly count: number; // holes or specks that go
  readonly areaPx: number; // by which the area changes
  readonly emptiedCount: number; // objects of which nothing would be left; they stay as they are
}

const names: Readonly<Record<Tidying['kind'], ChangeName>> = {
  fillHoles: 'fillHoles',
  dropSpecks: 'dropSpecks',
  smooth: 'smoothObjects',
  grow: 'growObjects',
};

/** What a tidying would make of objects: the masks that change, and figures. Locked objects stay. */
export function planTidying(
  objects: readonly Annotation[],
  tidying: Tidying,
): { readonly masks: ReadonlyMap<AnnotationId, Rle>; readonly figures: TidyFigures } {
  const masks = new Map<AnnotationId, Rle>();
  let figures: TidyFigures = { objectCount: 0, count: 0, areaPx: 0, emptiedCount: 0 };
  for (const { id, mask, isLocked } of objects) {
    const after = isLocked === true ? mask : tidyMask(mask, tidying);
    if (after === mask) continue;
    if (isEmptyMask(after)) {
      figures = { ...figures, emptiedCount: figures.emptiedCount + 1 };
      continue;
    }
    const { count, areaPx } = tidyCounts(mask, after, tidying);
    masks.set(id, after);
    figures = {
      ...figures,
      objectCount: figures.objectCount + 1,
      count: figures.count + count,
      areaPx: figures.areaPx + areaPx,
    };
  }
  return { masks, figures };
}

/** Tidies the masks of the selected objects. Those of which nothing would be left stay as they are. */
export async function tidyObjects(services: Services, tidying: Tidying): Promise<void> {
  await editOpenObjects(services, {
    name: names[tidying.kind],
    ids: services.stores.session.getState().selectedIds,
    plan(objects) {
      const tidied = objects.map((before) => ({ before, mask: tidyMask(before.mask, tidying) }));
      const kept = tidied.filter(({ mask }) => !isEmptyMask(mask));
      if (kept.length < tidied.length) say(services, 'info', { about: 'nothingLeft' });
      return kept
        .filter(({ before, mask }) => mask !== before.mask)
        .map(({ before, mask }): ObjectEdit => ({ before, after: withMask(before, mask) }));
    },
  });
}
