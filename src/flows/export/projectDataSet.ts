import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { AnnotationId, CategoryId } from '#core/annotation/ids.ts';
import type {
  DataSet,
  DataSetCategory,
  DataSetImage,
  DataSetObject,
} from '#core/dataset/dataSet.ts';
import { saysCrowd } from '#core/dataset/crowdAttribute.ts';
import { sortedAnnotations, type ProjectDocument } from '#core/project/document.ts';
import type { ImageChoice } from '#core/project/exportChoice.ts';
import { sortedCategories, sortedImages, type ImageSummary } from '#core/project/project.ts';
import type { Services } from '../services.ts';

/**
 * The images of that choice in the order of the filmstrip: all, those that the query of the gallery
 * wants, those that are taken in hand there, or those that are done or reviewed.
 */
export function chosenImages(
  { stores }: Pick<Services, 'stores'>,
  document: ProjectDocument,
  choice: ImageChoice,
): readonly ImageSummary[] {
  const all = sortedImages(document.images.values());
  switch (choice) {
    case 'all':
      return all;
    case 'shown':
      return sortedImages(stores.shown.list());
    case 'selected': {
      const { selectedIds } = stores.gallery.getState();
      return all.filter(({ id }) => selectedIds.has(id));
    }
    case 'done':
      return all.filter(({ status }) => status === 'done' || status === 'reviewed');
  }
}

/** A project as a data set, and which of its records each index means. */
export interface ProjectDataSet {
  readonly dataSet: DataSet;
  readonly images: readonly ImageSummary[]; // as in the data set
  readonly categories: readonly Category[]; // as in the data set
  /** The object of an index on an image, as it is now; null when it is gone. */
  annotationIdOf(image: number, object: number): Promise<AnnotationId | null>;
}

/**
 * The open project as a data set of some of its images, in the given order. Objects are asked for
 * image by image from storage, none is kept.
 */
export function projectDataSet(
  { storage }: Pick<Services, 'storage'>,
  { project, categories: known }: ProjectDocument,
  images: readonly ImageSummary[],
): ProjectDataSet {
  const categories = sortedCategories(known.values());
  const indexOf = new Map(categories.map(({ id }, index) => [id, index]));
  const annotationsOf = async (image: number): Promise<readonly Annotation[]> => {
    const imageId = images[image]?.id;
    if (imageId === undefined) return [];
    const annotations = await storage.annotationsOf(project.id, imageId);
    // an object made while the export runs may have a category that the export does not know
    return sortedAnnotations(annotations.filter(({ categoryId }) => indexOf.has(categoryId)));
  };
  return {
    images,
    categories,
    dataSet: {
      name: project.name,
      categories: categories.map(categoryOf),
      images: images.map(imageOf),
      objectsOf: async (image) =>
        (await annotationsOf(image)).map((annotation) => objectOf(annotation, indexOf)),
    },
    annotationIdOf: async (image, object) => (await annotationsOf(image))[object]?.id ?? null,
  };
}

function categoryOf({ name, supercategory, color, attributes }: Category): DataSetCategory {
  return { name, supercategory, color, attributes: attributes ?? [] };
}

function imageOf({ fileName, size, split, tags, contentHash }: ImageSummary): DataSetImage {
  return { fileName, size, split, tags, contentHash };
}

function objectOf(annotation: Annotation, indexOf: ReadonlyMap<CategoryId, number>): DataSetObject {
  return {
    category: indexOf.get(annotation.categoryId) ?? 0,
    mask: annotation.mask,
    polygon: annotation.polygon ?? null,
    box: null,
    isBoxOnly: false,
    statedArea: null,
    isCrowd: saysCrowd(annotation.attributes ?? {}),
    score: null,
    attributes: annotation.attributes ?? {},
    group: annotation.groupId ?? null,
    name: annotation.name,
    provenance: annotation.provenance,
  };
}
