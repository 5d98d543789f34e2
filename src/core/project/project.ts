import type { Category } from '../annotation/category.ts';
import type { ImageId, ProjectId } from '../annotation/ids.ts';
import type { Size } from '../geometry/size.ts';

/** What holds for the whole data set. */
export interface Project {
  readonly id: ProjectId;
  readonly name: string;
  readonly createdAt: number; // ms since 1970, UTC
  /** The model that segments its images, one that the user brought; null or absent: the built-in one. */
  readonly modelId?: string | null;
}

/** All that is kept in memory of an image that is not open; one row of the filmstrip. */
export interface ImageSummary {
  readonly id: ImageId;
  readonly fileName: string; // as opened, with '/' for folders
  readonly size: Size; // upright, px
  readonly sizeBytes: number;
  readonly mimeType: string;
  readonly order: number; // place in the filmstrip and in exported ids, ascending
  readonly addedAt: number; // ms since 1970, UTC
  readonly annotationCount: number;
  readonly credit: string; // who made a bundled sample; '' for the user's own
}

/** The categories in the order of lists, hotkeys and exported ids. */
export function sortedCategories(categories: Iterable<Category>): readonly Category[] {
  return [...categories].toSorted((a, b) => a.order - b.order);
}

/** The images in the order of the filmstrip and of exported ids. */
export function sortedImages(images: Iterable<ImageSummary>): readonly ImageSummary[] {
  return [...images].toSorted((a, b) => a.order - b.order);
}
