import type { LabelMap } from './labelMap.ts';
import type { Loss } from './loss.ts';

/** What objects lost to those in front of them, in the order of the map's masks. */
export function overlapLosses(
  { visibleAreas, hiddenAreas }: Pick<LabelMap, 'visibleAreas' | 'hiddenAreas'>,
  image: number,
): readonly Loss[] {
  return Array.from(hiddenAreas).flatMap((hidden, object): readonly Loss[] => {
    if (hidden === 0) return [];
    const kind = visibleAreas[object] === 0 ? 'objectHidden' : 'overlapResolved';
    return [{ kind, image, object, detail: `${hidden} px` }];
  });
}
