import { useMemo } from 'react';
import type { ImageChoice } from '#core/project/exportChoice.ts';
import { chosenImages } from '#flows/export/projectDataSet.ts';
import { useDocument, useGallery, useServices, useShownImages } from '../servicesContext.ts';

/** How many images each choice means. */
export function useImageCounts(): Readonly<Record<ImageChoice, number>> {
  const services = useServices();
  const document = useDocument((state) => state.document);
  const shown = useShownImages();
  const selectedIds = useGallery((state) => state.selectedIds);
  return useMemo(() => {
    if (!document) return { all: 0, shown: 0, selected: 0, done: 0 };
    const count = (choice: ImageChoice) => chosenImages(services, document, choice).length;
    return {
      all: document.images.size,
      shown: shown.length,
      selected: selectedIds.size === 0 ? 0 : count('selected'),
      done: count('done'),
    };
  }, [services, document, shown, selectedIds]);
}
