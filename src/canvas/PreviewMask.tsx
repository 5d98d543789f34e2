import { useStore } from 'zustand';
import type { MaskPreview } from '#store/hoverStore.ts';
import { shownMask } from '#store/prompting.ts';
import type { Stores } from '#store/stores.ts';
import { useCandidateColor } from './maskColor.ts';
import { MaskShape } from './MaskShape.tsx';

/** The mask under the cursor before any click; while a click on it waits for its answer, that mask. */
export function PreviewMask({ stores }: { stores: Stores }) {
  const preview = usePreview(stores);
  const isClicked = useStore(stores.session, ({ prompting }) => prompting !== null);
  const color = useCandidateColor(stores);
  const maskOpacity = useStore(stores.settings, (state) => state.maskOpacity);
  if (!preview) return null;
  return (
    <MaskShape
      outline={preview.mask}
      color={isClicked ? color : '#ffffff'}
      fillOpacity={isClicked ? maskOpacity / 2 : 0}
      outlinePx={1.25}
      dashPx={5}
      hasHalo
    />
  );
}

/** The preview that may be seen now: no mask is proposed, and the pointer is there. */
export function usePreview(stores: Stores): MaskPreview | null {
  const preview = useStore(stores.hover, (state) => state.preview);
  const hasCursor = useStore(stores.hover, (state) => state.cursor !== null);
  const openImageId = useStore(stores.session, (state) => state.openImageId);
  const isClicked = useStore(stores.session, ({ prompting }) => prompting !== null);
  const hasMask = useStore(stores.session, ({ prompting }) => shownMask(prompting) !== null);
  const isSeen = (hasCursor || isClicked) && !hasMask && preview?.imageId === openImageId;
  return isSeen ? preview : null;
}
