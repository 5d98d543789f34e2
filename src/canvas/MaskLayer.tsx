import { useStore } from 'zustand';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import { annotationsOf } from '#core/project/document.ts';
import { shownCandidate } from '#store/prompting.ts';
import type { Stores } from '#store/stores.ts';
import { MaskShape } from './MaskShape.tsx';

/** The accepted objects of the open image, the selected one on top and stronger. */
export function AnnotationMasks({ stores }: { stores: Stores }) {
  const document = useStore(stores.document, (state) => state.document);
  const openImageId = useStore(stores.session, (state) => state.openImageId);
  const selectedId = useStore(stores.session, (state) => state.selectedId);
  const maskOpacity = useStore(stores.settings, (state) => state.maskOpacity);
  if (!document) return null;
  const visible = annotationsOf(document, openImageId).filter(({ isHidden }) => !isHidden);
  const selected = visible.filter(({ id }) => id === selectedId);
  const others = visible.filter(({ id }) => id !== selectedId);
  return [...others, ...selected].map((annotation) => (
    <MaskShape
      key={annotation.id}
      mask={annotation.mask}
      color={colorOf(annotation, document.categories)}
      fillOpacity={maskOpacity}
      outlinePx={annotation.id === selectedId ? 3 : 1.5}
      hasHalo={annotation.id === selectedId}
    />
  ));
}

/** The mask that is proposed, in the colour that it would get. */
export function CandidateMask({ stores }: { stores: Stores }) {
  const candidate = useStore(
    stores.session,
    ({ prompting, accepting }) => shownCandidate(prompting) ?? accepting,
  );
  const activeCategoryId = useStore(stores.session, (state) => state.activeCategoryId);
  const categories = useStore(stores.document, (state) => state.document?.categories);
  const maskOpacity = useStore(stores.settings, (state) => state.maskOpacity);
  if (!candidate) return null;
  const category = activeCategoryId && categories?.get(activeCategoryId);
  return (
    <MaskShape
      mask={candidate.mask}
      color={category ? category.color : '#4dabf7'}
      fillOpacity={maskOpacity}
      outlinePx={2}
      hasHalo
    />
  );
}

function colorOf(annotation: Annotation, categories: ReadonlyMap<string, Category>): string {
  return annotation.color ?? categories.get(annotation.categoryId)?.color ?? '#868e96';
}
