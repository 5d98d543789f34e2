import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { AnnotationId, CategoryId, ImageId, ProjectId } from '#core/annotation/ids.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import type { ImageSummary, Project } from '#core/project/project.ts';
import { emptyPrompt } from '#core/prompt/prompt.ts';

/** 2024-01-01, UTC; every record of the tests is that old unless it says otherwise. */
export const testTime = Date.UTC(2024, 0, 1);

export const testProject: Project = {
  id: 'project-1' as ProjectId,
  name: 'Test project',
  createdAt: testTime,
  archivedAt: null,
  deletedAt: null,
  splitPlan: null,
};

/** Image `image-<number>`, 8 × 6 px. */
export function imageRecord(number: number, patch: Partial<ImageSummary> = {}): ImageSummary {
  return {
    id: `image-${number}` as ImageId,
    fileName: `photo-${number}.jpg`,
    size: { width: 8, height: 6 },
    sizeBytes: 100,
    mimeType: 'image/jpeg',
    order: number,
    addedAt: testTime,
    credit: '',
    categoryCounts: {},
    status: 'new',
    statusSet: null,
    tags: [],
    split: null,
    notes: [],
    blobKey: `image-${number}`,
    isLinked: false,
    source: null,
    contentHash: null,
    perceptualHash: null,
    window: null,
    ...patch,
  };
}

/** Category `category-<number>`. */
export function categoryRecord(number: number, patch: Partial<Category> = {}): Category {
  return {
    id: `category-${number}` as CategoryId,
    name: `Category ${number}`,
    supercategory: '',
    color: '#e69f00',
    order: number,
    ...patch,
  };
}

/** Annotation `annotation-<number>` of category 1 on image 1, one pixel large. */
export function annotationRecord(number: number, patch: Partial<Annotation> = {}): Annotation {
  return {
    id: `annotation-${number}` as AnnotationId,
    imageId: 'image-1' as ImageId,
    categoryId: 'category-1' as CategoryId,
    mask: { size: { width: 8, height: 6 }, counts: Uint32Array.of(number, 1, 47 - number) },
    name: '',
    color: null,
    isHidden: false,
    order: number,
    createdAt: testTime,
    provenance: {
      tool: 'sam',
      modelId: 'fake-sam',
      prompt: emptyPrompt,
      predictedIou: 0.9,
      stabilityScore: 0.8,
    },
    ...patch,
  };
}

/** A document of these records; the annotations belong to images that are open. */
export function documentOf({
  categories = [],
  images = [],
  open = {},
}: {
  readonly categories?: readonly Category[];
  readonly images?: readonly ImageSummary[];
  readonly open?: Readonly<Record<string, readonly Annotation[]>>;
} = {}): ProjectDocument {
  return {
    project: testProject,
    categories: new Map(categories.map((each) => [each.id, each])),
    images: new Map(images.map((each) => [each.id, each])),
    annotations: new Map(
      Object.entries(open).map(([imageId, annotations]) => [
        imageId as ImageId,
        new Map(annotations.map((each) => [each.id, each])),
      ]),
    ),
  };
}
