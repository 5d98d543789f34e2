import { useStore } from 'zustand';
import { annotationsOf } from '#core/project/document.ts';
import { shownMask } from '#store/prompting.ts';
import { refinedIdOf } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import { colorOf, useCandidateColor } from './maskColor.ts';
import { MaskShape } from './MaskShape.tsx';

/** The accepted objects of the open image, the selected one on top and stronger. */
export function AnnotationMasks({ stores }: { stores: Stores }) {
  const document = useStore(stores.document, (state) => state.document);
  const openImageId = useStore(stores.session, (state) => state.openImageId);
  const selectedIds = useStore(stores.session, (state) => state.selectedIds);
  const refinedId = useStore(stores.session, refinedIdOf);
  const maskOpacity = useStore(stores.settings, (state) => state.maskOpacity);
  if (!document) return null;
  const visible = annotationsOf(document, openImageId).filter(
    ({ id, isHidden }) => !isHidden && id !== refinedId,
  );
  const selected = visible.filter(({ id }) => selectedIds.includes(id));
  const others = visible.filter(({ id }) => !selectedIds.includes(id));
  return [...others, ...selected].map((annotation) => (
    <MaskShape
      key={annotation.id}
      mask={annotation.mask}
      color={colorOf(annotation, document.categories)}
      fillOpacity={maskOpacity}
      outlinePx={selectedIds.includes(annotation.id) ? 3 : 1.5}
      hasHalo={selectedIds.includes(annotation.id)}
    />
  ));
}

/** The mask that is proposed, in the colour that it would get. */
export function CandidateMask({ stores }: { stores: Stores }) {
  const shown = useStore(
    stores.session,
    ({ prompting, accepting, drawn }) => drawn ?? shownMask(prompting) ?? accepting,
  );
  const color = useCandidateColor(stores);
  const maskOpacity = useStore(stores.settings, (state) => state.maskOpacity);
  if (!shown) return null;
  return (
    <MaskShape mask={shown.mask} color={color} fillOpacity={maskOpacity} outlinePx={2} hasHalo />
  );
}
