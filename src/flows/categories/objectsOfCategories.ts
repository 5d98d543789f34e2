import type { CategoryId } from '#core/annotation/ids.ts';
import type { ImageObjects } from '#core/project/categoryEdits.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { readObjects } from '../readObjects.ts';
import { openProjectId } from '../readImage.ts';
import type { Services } from '../services.ts';

/**
 * All images that have objects of these categories, with all of their objects. Rows say which images those
 * are; where they count too few, every image is read.
 *
 * @throws AbortError when the job is cancelled
 */
export async function objectsOfCategories(
  services: Services,
  { images }: ProjectDocument,
  ids: readonly CategoryId[],
): Promise<readonly ImageObjects[]> {
  const { storage } = services;
  const projectId = openProjectId(services);
  const counts = await Promise.all(ids.map((id) => storage.countAnnotationsIn(projectId, id)));
  const storedCount = counts.reduce((sum, count) => sum + count, 0);
  if (storedCount === 0) return [];
  const all = [...images.values()];
  const own = all.filter(({ categoryCounts }) => ids.some((id) => (categoryCounts[id] ?? 0) > 0));
  const found = await readAll(services, own, ids);
  const foundCount = found.reduce((sum, each) => sum + countOf(each, ids), 0);
  return foundCount < storedCount ? readAll(services, all, ids) : found;
}

async function readAll(
  services: Services,
  images: readonly ImageSummary[],
  ids: readonly CategoryId[],
): Promise<readonly ImageObjects[]> {
  const objects = await readObjects(services, images, 'changeCategories');
  return images
    .map((image) => ({ image, annotations: objects.get(image.id) ?? [] }))
    .filter((each) => countOf(each, ids) > 0);
}

function countOf({ annotations }: ImageObjects, ids: readonly CategoryId[]): number {
  return annotations.filter(({ categoryId }) => ids.includes(categoryId)).length;
}
