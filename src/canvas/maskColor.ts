import { useStore } from 'zustand';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import { refinedIdOf } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';

/** The colour of a mask that is proposed: of the object that it refines, or of the active category. */
export function useCandidateColor(stores: Stores): string {
  const refinedId = useStore(stores.session, refinedIdOf);
  const activeCategoryId = useStore(stores.session, (state) => state.activeCategoryId);
  const openImageId = useStore(stores.session, (state) => state.openImageId);
  return useStore(stores.document, ({ document }) => {
    const objects = openImageId ? document?.annotations.get(openImageId) : undefined;
    const refined = refinedId ? objects?.get(refinedId) : undefined;
    if (document && refined) return colorOf(refined, document.categories);
    return (activeCategoryId && document?.categories.get(activeCategoryId)?.color) || '#4dabf7';
  });
}

/** A colour for each object of an image, whatever its category: neighbours in the list differ much. */
export function instanceColor(at: number): string {
  const hue = (at * 137.508) % 360; // the golden angle
  return `hsl(${hue.toFixed(0)} 75% ${[62, 48, 72][at % 3] ?? 62}%)`;
}

/** An object's own colour, else that of its category. */
export function colorOf(annotation: Annotation, categories: ReadonlyMap<string, Category>): string {
  return annotation.color ?? categories.get(annotation.categoryId)?.color ?? '#868e96';
}
