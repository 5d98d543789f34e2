import type { AnnotationId } from '#core/annotation/ids.ts';
import { ringsOf } from '#core/annotation/ringsOf.ts';
import { reviseAnnotation } from '#core/project/edits.ts';
import type { Services } from '../services.ts';
import { editShape } from './editShape.ts';

/** Makes the outlines of an object's mask its master: full detail, not a pixel changes. */
export async function objectToPolygon(services: Services, id: AnnotationId): Promise<void> {
  await editShape(services, id, (annotation) =>
    annotation.polygon
      ? null
      : reviseAnnotation('objectToPolygon', annotation, { polygon: ringsOf(annotation) }),
  );
}

/** Makes the pixels that an object's rings fill its master; the rings go. */
export async function objectToMask(services: Services, id: AnnotationId): Promise<void> {
  await editShape(services, id, (annotation) =>
    annotation.polygon ? reviseAnnotation('objectToMask', annotation, { polygon: null }) : null,
  );
}
