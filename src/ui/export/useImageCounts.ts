import { useMemo } from 'react';
import type { ImageChoice } from '#core/project/exportChoice.ts';
import { useDocument, useGallery, useShownImages } from '../servicesContext.ts';

/** How many images each choice means. */
export function useImageCounts(): Readonly<Record<ImageChoice, number>> {
  const images = useDocument(({ document }) => document?.images);
  const shown = useShownImages();
  const selectedIds = useGallery((state) => state.selectedIds);
  return useMemo(() => {
    const counts = { all: images?.size ?? 0, shown: shown.length, selected: 0, done: 0 };
    for (const { id, status } of images?.values() ?? []) {
      if (selectedIds.has(id)) counts.selected += 1;
      if (status === 'done' || status === 'reviewed') counts.done += 1;
    }
    return counts;
  }, [images, shown, selectedIds]);
}
