import type { Annotation } from '../annotation/annotation.ts';
import type { AnnotationId } from '../annotation/ids.ts';
import type { ObjectEdit } from './objectEdits.ts';

/** Where objects go among those of their image: one step, or all the way. */
export type OrderMove = 'forward' | 'backward' | 'front' | 'back';

/**
 * The edits that move objects forwards or backwards. They keep their order among themselves; objects that
 * stand at the end already stay. The numbers of the places stay the same, they are handed round.
 *
 * @param objects of one image
 */
export function reorderObjects(
  objects: readonly Annotation[],
  ids: ReadonlySet<AnnotationId>,
  move: OrderMove,
): readonly ObjectEdit[] {
  const sorted = objects.toSorted((a, b) => a.order - b.order);
  return moved(sorted, ids, move).flatMap((before, place): ObjectEdit[] => {
    const order = sorted[place]?.order ?? before.order;
    return order === before.order ? [] : [{ before, after: { ...before, order } }];
  });
}

function moved(
  sorted: readonly Annotation[],
  ids: ReadonlySet<AnnotationId>,
  move: OrderMove,
): readonly Annotation[] {
  const chosen = sorted.filter(({ id }) => ids.has(id));
  const rest = sorted.filter(({ id }) => !ids.has(id));
  switch (move) {
    case 'front':
      return [...rest, ...chosen];
    case 'back':
      return [...chosen, ...rest];
    case 'backward':
      return stepped(sorted, ids);
    case 'forward':
      return stepped(sorted.toReversed(), ids).toReversed();
  }
}

/** Each chosen one a place towards the start, unless another chosen one is in its way there. */
function stepped(
  objects: readonly Annotation[],
  ids: ReadonlySet<AnnotationId>,
): readonly Annotation[] {
  return objects.reduce<readonly Annotation[]>((done, each) => {
    const last = done.at(-1);
    const swaps = last && ids.has(each.id) && !ids.has(last.id);
    return swaps ? [...done.slice(0, -1), each, last] : [...done, each];
  }, []);
}
