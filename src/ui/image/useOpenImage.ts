import type { ImageSummary } from '#core/project/project.ts';
import { useDocument, useSession } from '../servicesContext.ts';

/** The open image as the document has it; null when none is open. */
export function useOpenImage(): ImageSummary | null {
  const openImageId = useSession((state) => state.openImageId);
  return useDocument(({ document }) => (openImageId && document?.images.get(openImageId)) || null);
}
