import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { AnnotationId, CategoryId, ImageId, ProjectId } from '#core/annotation/ids.ts';
import type { Rle } from '#core/mask/rle.ts';
import { imageStatuses, type ImageSummary, type Project } from '#core/project/project.ts';

/** The project of the library benchmark: the same records in every run. */
export const libraryProjectId = 'bench-project' as ProjectId;

/** Of every image, px. */
export const librarySize = { width: 640, height: 480 } as const;

const startedAt = Date.UTC(2026, 0, 1);
const colors = [
  '#e69f00',
  '#56b4e9',
  '#009e73',
  '#f0e442',
  '#0072b2',
  '#d55e00',
  '#cc79a7',
  '#999999',
];

/** @param createdAt ms since 1970: later than any other project's, so that it opens first */
export function libraryProject(imageCount: number, createdAt: number): Project {
  return {
    id: libraryProjectId,
    name: `${imageCount} images`,
    createdAt,
    archivedAt: null,
    deletedAt: null,
    splitPlan: null,
  };
}

export const libraryCategories: readonly Category[] = colors.map((color, i) => ({
  id: `bench-category-${i}` as CategoryId,
  name: `class ${i}`,
  supercategory: '',
  color,
  order: i + 1,
}));

/** Image `number`, counted from 0, with the objects on it. */
export function libraryImage(
  number: number,
  sizeBytes: number,
  objects: readonly Annotation[],
): ImageSummary {
  const id = libraryImageId(number);
  const categoryCounts: Record<CategoryId, number> = {};
  for (const { categoryId } of objects) {
    categoryCounts[categoryId] = (categoryCounts[categoryId] ?? 0) + 1;
  }
  return {
    id,
    fileName: `set-${number % 20}/photo-${number}.jpg`,
    size: librarySize,
    sizeBytes,
    mimeType: 'image/jpeg',
    order: number + 1,
    addedAt: startedAt + number,
    credit: '',
    categoryCounts,
    status: imageStatuses[number % imageStatuses.length] ?? 'new',
    statusSet: null,
    tags: number % 3 === 0 ? ['night'] : [],
    split: null,
    notes: [],
    blobKey: id,
    isLinked: false,
    source: null,
    contentHash: number.toString(16).padStart(64, '0'),
    perceptualHash: null,
    window: null,
  };
}

/** Discs of 40 px radius, spread over the image and over all categories. */
export function libraryObjects(number: number, count: number): readonly Annotation[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `bench-object-${number}-${i}` as AnnotationId,
    imageId: libraryImageId(number),
    categoryId:
      libraryCategories[(number + i) % libraryCategories.length]?.id ?? ('' as CategoryId),
    mask: disc(60 + ((i * 131 + number) % 520), 50 + ((i * 89) % 380), 40),
    name: '',
    color: null,
    isHidden: false,
    order: i + 1,
    createdAt: startedAt,
    provenance: {
      tool: 'sam',
      modelId: 'mobile-sam',
      prompt: { points: [], box: null },
      predictedIou: 0.9,
      stabilityScore: 0.9,
    },
  }));
}

function libraryImageId(number: number): ImageId {
  return `bench-image-${number}` as ImageId;
}

function disc(centreX: number, centreY: number, radius: number): Rle {
  const { width, height } = librarySize;
  const counts: number[] = [];
  let background = 0;
  for (let x = 0; x < width; x += 1) {
    const half = Math.floor(Math.sqrt(Math.max(0, radius ** 2 - (x - centreX) ** 2)));
    const top = Math.max(0, centreY - half);
    const bottom = Math.min(height, centreY + half);
    if (bottom <= top) {
      background += height;
      continue;
    }
    counts.push(background + top, bottom - top);
    background = height - bottom;
  }
  counts.push(background);
  return { size: librarySize, counts: Uint32Array.from(counts) };
}
