import { useMemo } from 'react';
import { useStore } from 'zustand';
import { selectedIdOf } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import type { OverlayLook } from '#tools/tool.ts';
import { colorOf } from './maskColor.ts';

const withoutCategory = '#4dabf7';

/** The colours and options that the tool in the hand is drawn with. */
export function useOverlayLook(stores: Stores): OverlayLook {
  const options = useStore(stores.toolOptions);
  const openImageId = useStore(stores.session, (state) => state.openImageId);
  const activeCategoryId = useStore(stores.session, (state) => state.activeCategoryId);
  const selectedId = useStore(stores.session, selectedIdOf);
  const newColor = useStore(
    stores.document,
    ({ document }) =>
      (activeCategoryId && document?.categories.get(activeCategoryId)?.color) || withoutCategory,
  );
  const selectedColor = useStore(stores.document, ({ document }) => {
    const objects = openImageId ? document?.annotations.get(openImageId) : undefined;
    const selected = selectedId ? objects?.get(selectedId) : undefined;
    return document && selected ? colorOf(selected, document.categories) : null;
  });
  return useMemo(() => ({ options, newColor, selectedColor }), [options, newColor, selectedColor]);
}
