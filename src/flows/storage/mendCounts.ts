import type { Annotation } from '#core/annotation/annotation.ts';
import type { ImageId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import { reviseImages } from '#core/project/edits.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { recordChange } from '#store/documentStore.ts';
import { writeChange } from '../commitEdit.ts';
import { reportError } from '../report.ts';
import type { Services } from '../services.ts';

/**
 * Makes the counts of an open image agree with its objects: an object that is lost for good, or a fault
 * of an earlier version, would else be counted for ever. Nothing that a person did, so nothing to undo.
 */
export async function mendCounts(services: Services, imageId: ImageId): Promise<void> {
  const { stores } = services;
  await services.edits.run(async () => {
    const { document } = stores.document.getState();
    const image = document?.images.get(imageId);
    const annotations = document?.annotations.get(imageId);
    if (!document || !image || !annotations) return;
    const categoryCounts = countsOf(annotations.values());
    if (isSameCounts(image.categoryCounts, categoryCounts)) return;
    try {
      const change = reviseImages('mendCounts', [image], (each) => ({ ...each, categoryCounts }));
      await writeChange(services, document, change);
      recordChange(stores.document, change);
    } catch (error) {
      // a tab that only watches leaves it to the one that writes
      const isWatching =
        error instanceof AppError && error.failure.code === 'storage/not-the-writer';
      if (!isWatching) reportError(services, error);
    }
  });
}

type Counts = ImageSummary['categoryCounts'];

function countsOf(annotations: Iterable<Annotation>): Counts {
  const counts: Record<Annotation['categoryId'], number> = {};
  for (const { categoryId } of annotations) counts[categoryId] = (counts[categoryId] ?? 0) + 1;
  return counts;
}

function isSameCounts(a: Counts, b: Counts): boolean {
  const entries = Object.entries<number>(a);
  if (entries.length !== Object.keys(b).length) return false;
  const others = new Map(Object.entries<number>(b));
  return entries.every(([id, count]) => others.get(id) === count);
}
