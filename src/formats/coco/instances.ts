import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { CategoryId, ImageId } from '#core/annotation/ids.ts';
import { invariant } from '#core/failure.ts';
import { isSameSize } from '#core/geometry/size.ts';
import { areaOf, boundsOf } from '#core/mask/measures.ts';
import {
  type ImageSummary,
  type Project,
  sortedCategories,
  sortedImages,
} from '#core/project/project.ts';
import { type CocoGeometry, segmentationOf } from './segmentation.ts';

/** What is exported. The annotations are asked for image by image, so that memory never holds all. */
export interface CocoSource {
  readonly project: Project;
  readonly categories: readonly Category[];
  readonly images: readonly ImageSummary[];
  /** Where the images lie, see `cocoFileNames`; of more images than these where files share a folder. */
  readonly fileNames: ReadonlyMap<ImageId, string>;
  annotationsOf(imageId: ImageId): Promise<readonly Annotation[]>;
}

export interface CocoOptions {
  readonly geometry: CocoGeometry;
  readonly createdAt: string; // ISO 8601, goes to info.date_created
}

/**
 * The data set as COCO instances JSON, UTF-8 text in chunks of one record each. All ids count from 1
 * without gaps in `order`; an annotation of id 0 would be taken for "no match" by the evaluation.
 * Area and bbox are those of the mask; values of attributes go along under `attributes`, as CVAT has them. iscrowd is always 0: training leaves crowds out.
 * Throws when an annotation names an unknown category or its mask does not fit its image.
 * Source: COCO data format, "object detection".
 */
export async function* writeCocoInstances(
  source: CocoSource,
  options: CocoOptions,
): AsyncGenerator<string, void, undefined> {
  const images = sortedImages(source.images);
  const categories = sortedCategories(source.categories);
  yield `{\n"info": ${JSON.stringify(infoOf(source.project, options.createdAt))},\n`;
  yield '"licenses": [],\n"images": [';
  yield* records(imageRecords(images, source.fileNames));
  yield '],\n"annotations": [';
  yield* annotationRecords(source, images, options.geometry);
  yield '],\n"categories": [';
  yield* records(
    categories.map(({ name, supercategory }, i) => ({ id: i + 1, name, supercategory })),
  );
  yield ']\n}\n';
}

function infoOf(project: Project, createdAt: string): object {
  return {
    description: project.name,
    version: '1.0',
    year: Number(createdAt.slice(0, 4)),
    contributor: '',
    url: '',
    date_created: createdAt,
  };
}

function imageRecords(
  images: readonly ImageSummary[],
  fileNames: ReadonlyMap<ImageId, string>,
): readonly object[] {
  return images.map(({ id, size }, i) => ({
    id: i + 1,
    file_name: fileNameOf(fileNames, id),
    width: size.width,
    height: size.height,
  }));
}

function fileNameOf(fileNames: ReadonlyMap<ImageId, string>, imageId: ImageId): string {
  const fileName = fileNames.get(imageId);
  invariant(fileName !== undefined, 'every exported image has a place');
  return fileName;
}

async function* annotationRecords(
  source: CocoSource,
  images: readonly ImageSummary[],
  geometry: CocoGeometry,
): AsyncGenerator<string, void, undefined> {
  const categoryIds = new Map(sortedCategories(source.categories).map(({ id }, i) => [id, i + 1]));
  let id = 0;
  for (const [i, image] of images.entries()) {
    const annotations = await source.annotationsOf(image.id);
    for (const annotation of annotations.toSorted((a, b) => a.order - b.order)) {
      invariant(isSameSize(annotation.mask.size, image.size), 'a mask has the size of its image');
      id += 1;
      const ids = { id, image_id: i + 1, category_id: idOf(categoryIds, annotation.categoryId) };
      yield recordLine({ ...ids, ...geometryOf(annotation, geometry) }, id === 1);
    }
  }
}

function geometryOf({ mask, attributes }: Annotation, geometry: CocoGeometry): object {
  const { x, y, width, height } = boundsOf(mask);
  return {
    segmentation: segmentationOf(mask, geometry),
    area: areaOf(mask),
    bbox: [x, y, width, height],
    iscrowd: 0,
    ...(attributes && Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
}

function idOf(ids: ReadonlyMap<CategoryId, number>, categoryId: CategoryId): number {
  const id = ids.get(categoryId);
  invariant(id !== undefined, 'the category of an annotation exists');
  return id;
}

function* records(values: readonly object[]): Generator<string, void, undefined> {
  for (const [i, value] of values.entries()) yield recordLine(value, i === 0);
}

/** One record on a line of its own, with the comma that parts it from the one before. */
function recordLine(value: object, isFirst: boolean): string {
  return `${isFirst ? '' : ','}\n${JSON.stringify(value)}`;
}
