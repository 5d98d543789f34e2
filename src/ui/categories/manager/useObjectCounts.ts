import { useMemo } from 'react';
import type { CategoryId } from '#core/annotation/ids.ts';
import { useDocument } from '../../servicesContext.ts';

/** The number of objects of each category over the whole project; categories without objects are absent. */
export function useObjectCounts(): ReadonlyMap<CategoryId, number> {
  const images = useDocument(({ document }) => document?.images);
  return useMemo(() => {
    const counts = new Map<CategoryId, number>();
    for (const { categoryCounts } of images?.values() ?? []) {
      for (const [key, count] of Object.entries<number>(categoryCounts)) {
        const id = key as CategoryId;
        counts.set(id, (counts.get(id) ?? 0) + count);
      }
    }
    return counts;
  }, [images]);
}
