import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { CategoryId } from '#core/annotation/ids.ts';
import { areaOf, boundsOf } from '#core/mask/measures.ts';
import { rleToString } from '#core/mask/rleString.ts';
import type { ImageSummary } from '#core/project/project.ts';

/** Of the layout of a file about one image; a reader refuses what is newer than itself. */
const imageFileVersion = 1;

/**
 * All that was done on one image as JSON text for people and programs alike: one line per fact about
 * the image, one line per object. Masks are COCO's compressed RLE at image resolution ("counts" column
 * by column, background first); `bbox` is [x, y, width, height] and `area` a number of pixels, both of
 * the mask. Times are ISO 8601, UTC. The same image always gives the same text.
 */
export function writeImageFile(
  image: ImageSummary,
  annotations: readonly Annotation[],
  categories: ReadonlyMap<CategoryId, Category>,
): string {
  const facts = {
    format: 'maskwright-image',
    version: imageFileVersion,
    id: image.id,
    fileName: image.fileName,
    width: image.size.width,
    height: image.size.height,
    contentHash: image.contentHash,
    status: image.status,
    statusSet: stampOf(image.statusSet),
    tags: image.tags,
    split: image.split,
    notes: image.notes.map(({ id, at, text, written, resolved }) => ({
      id,
      at: at && [at.x, at.y],
      text,
      written: stampOf(written),
      resolved: stampOf(resolved),
    })),
  };
  const lines = Object.entries(facts).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  const objects = annotations
    .toSorted((a, b) => a.order - b.order)
    .map((annotation) => JSON.stringify(objectOf(annotation, categories)));
  return `{\n${lines.join(',\n')},\n"objects": [${objects.map((line) => `\n${line}`).join(',')}\n]\n}\n`;
}

function objectOf(annotation: Annotation, categories: ReadonlyMap<CategoryId, Category>): object {
  const { mask, provenance } = annotation;
  const { x, y, width, height } = boundsOf(mask);
  return {
    id: annotation.id,
    category: categories.get(annotation.categoryId)?.name ?? '',
    categoryId: annotation.categoryId,
    name: annotation.name,
    color: annotation.color,
    isHidden: annotation.isHidden,
    order: annotation.order,
    createdAt: timeOf(annotation.createdAt),
    area: areaOf(mask),
    bbox: [x, y, width, height],
    segmentation: { size: [mask.size.height, mask.size.width], counts: rleToString(mask) },
    ...saidOf(annotation),
    provenance,
  };
}

/** What only some objects have; `rings` are flat lists x0, y0, x1, y1, … and the master of the mask. */
function saidOf({ polygon, attributes, groupId, isLocked }: Annotation): object {
  return {
    ...(polygon ? { rings: polygon.rings.map(({ points }) => [...points]) } : {}),
    ...(attributes && Object.keys(attributes).length > 0 ? { attributes } : {}),
    ...(groupId ? { group: groupId } : {}),
    ...(isLocked ? { isLocked } : {}),
  };
}

function stampOf(stamp: { readonly by: string; readonly at: number } | null): object | null {
  return stamp && { by: stamp.by, at: timeOf(stamp.at) };
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}
