import type { AnnotationId } from '#core/annotation/ids.ts';
import { refinementOf } from '#store/prompting.ts';
import { selectAnnotation, setPrompting } from '#store/sessionStore.ts';
import { chooseTool } from './chooseTool.ts';
import { refuseToEdit } from './projects/role.ts';
import { say } from './report.ts';
import type { Services } from './services.ts';

/**
 * Takes an object of the open image up again: its mask is the start, clicks add to it and take from it,
 * accepting replaces it. The object in the making, if there is one, is let go.
 */
export function refineObject(services: Services, id: AnnotationId): void {
  const { session, document } = services.stores;
  const { openImageId, toolId } = session.getState();
  const annotations = openImageId && document.getState().document?.annotations.get(openImageId);
  const annotation = annotations ? annotations.get(id) : undefined;
  if (!annotation || refuseToEdit(services)) return;
  if (annotation.isLocked === true) {
    say(services, 'info', { about: 'objectLocked' });
    return;
  }
  const { mask, provenance } = annotation;
  // a mask that was drawn has no estimate; none is asked for, as the base is never accepted itself
  const { predictedIou, stabilityScore } =
    provenance.tool === 'sam' ? provenance : { predictedIou: 0, stabilityScore: 0 };
  const base = { annotationId: id, mask, predictedIou, stabilityScore };
  selectAnnotation(session, id);
  setPrompting(session, refinementOf(base));
  if (toolId === 'select') chooseTool(services, 'point');
}
