import type { Category } from '../annotation/category.ts';
import type { CategoryId, ImageId, ProjectId } from '../annotation/ids.ts';
import type { Size } from '../geometry/size.ts';
import type { DisplayWindow } from '../image/displayWindow.ts';
import type { ReviewNote } from './reviewNote.ts';
import type { Split, SplitPlan } from './split.ts';
import type { OverlapPolicy } from './overlapPolicy.ts';
import type { Stamp } from './stamp.ts';

/** What holds for the whole data set. */
export interface Project {
  readonly id: ProjectId;
  readonly name: string;
  readonly createdAt: number; // ms since 1970, UTC
  /** The model that segments its images, one that the user brought; null or absent: the built-in one. */
  readonly modelId?: string | null;
  readonly archivedAt: number | null; // ms since 1970, UTC; null: among the projects in work
  readonly deletedAt: number | null; // ms since 1970, UTC; swept away 30 days later
  /** How the images were last divided; null: never. */
  readonly splitPlan: SplitPlan | null;
  /** What becomes of pixels that two objects claim; absent: they are shared. */
  readonly overlapPolicy?: OverlapPolicy;
  /** Whether neighbours share their borders, so that each pixel there has one label; absent: no. */
  readonly isPartition?: boolean;
}

/** How far the work on an image is; always one of them. */
export type ImageStatus = 'new' | 'inProgress' | 'done' | 'reviewed' | 'skipped';

/** In the order of the work. */
export const imageStatuses = ['new', 'inProgress', 'done', 'reviewed', 'skipped'] as const;

/** The file of an image as it was on the user's disk. */
export interface SourceFile {
  readonly path: string; // '/'-separated, from the folder or archive that was opened
  readonly sizeBytes: number;
  readonly lastModified: number; // ms since 1970, UTC
}

/** All that is kept in memory of an image that is not open; one row of the filmstrip. */
export interface ImageSummary {
  readonly id: ImageId;
  readonly fileName: string; // as opened, with '/' for folders; pages of one file have names of their own
  readonly size: Size; // upright, px
  readonly sizeBytes: number; // of the bytes that are kept or linked
  readonly mimeType: string;
  readonly order: number; // place in the filmstrip and in exported ids, ascending
  readonly addedAt: number; // ms since 1970, UTC
  readonly credit: string; // who made a bundled sample; '' for the user's own
  /** Objects by category; categories without objects are absent. */
  readonly categoryCounts: Readonly<Record<CategoryId, number>>;
  readonly status: ImageStatus;
  readonly statusSet: Stamp | null; // by a person; null while nobody did
  readonly tags: readonly string[]; // unique, ascending
  readonly split: Split | null;
  readonly notes: readonly ReviewNote[]; // oldest first
  /** Where storage keeps the bytes and the thumbnail; images with the same bytes share it. */
  readonly blobKey: string;
  /** Read in place from the folder of the project; storage has the thumbnail only. */
  readonly isLinked: boolean;
  readonly source: SourceFile | null; // null: pasted, a sample, or added before sources were kept
  /** SHA-256 of the file as it came and the page in it, hex; null: added before hashes were kept. */
  readonly contentHash: string | null;
  readonly perceptualHash: string | null; // 64 bits, 16 hex digits; null likewise
  /** Which values are black and white; null: the picture has 8 bits a channel. */
  readonly window: DisplayWindow | null;
}

/** The number of objects on an image. */
export function annotationCountOf({
  categoryCounts,
}: Pick<ImageSummary, 'categoryCounts'>): number {
  return Object.values<number>(categoryCounts).reduce((sum, count) => sum + count, 0);
}

/** The categories in the order of lists, hotkeys and exported ids. */
export function sortedCategories(categories: Iterable<Category>): readonly Category[] {
  return [...categories].toSorted((a, b) => a.order - b.order);
}

/** The images in the order of the filmstrip and of exported ids. */
export function sortedImages(images: Iterable<ImageSummary>): readonly ImageSummary[] {
  return [...images].toSorted((a, b) => a.order - b.order);
}
