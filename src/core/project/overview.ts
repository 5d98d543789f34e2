import {
  annotationCountOf,
  imageStatuses,
  type ImageStatus,
  type ImageSummary,
} from './project.ts';

/** What a card of the start page says of a project. */
export interface ProjectOverview {
  readonly imageCount: number;
  readonly objectCount: number;
  readonly statusCounts: Readonly<Record<ImageStatus, number>>;
  /** Of the images that storage keeps; those with the same bytes count once, linked ones not at all. */
  readonly sizeBytes: number;
  /** Of the first images, at most {@link coverCount}. */
  readonly coverKeys: readonly string[]; // blobKeys
}

const coverCount = 4;

/** The overview of all images of a project, in any order. */
export function overviewOf(images: readonly ImageSummary[]): ProjectOverview {
  const statusCounts: Record<ImageStatus, number> = {
    new: 0,
    inProgress: 0,
    done: 0,
    reviewed: 0,
    skipped: 0,
  };
  const sizes = new Map<string, number>();
  let objectCount = 0;
  for (const image of images) {
    statusCounts[image.status] += 1;
    objectCount += annotationCountOf(image);
    if (!image.isLinked) sizes.set(image.blobKey, image.sizeBytes);
  }
  return {
    imageCount: images.length,
    objectCount,
    statusCounts,
    sizeBytes: [...sizes.values()].reduce((sum, sizeBytes) => sum + sizeBytes, 0),
    coverKeys: coversOf(images),
  };
}

/** Images with the same bytes would only repeat themselves. */
function coversOf(images: readonly ImageSummary[]): readonly string[] {
  const keys = new Set<string>();
  for (const { blobKey } of images.toSorted((a, b) => a.order - b.order)) {
    if (keys.size === coverCount) break;
    keys.add(blobKey);
  }
  return [...keys];
}

/** How far the work is: skipped images are not part of it. */
export interface Progress {
  readonly finishedCount: number; // done or reviewed
  readonly toDoCount: number; // all but the skipped ones
  readonly skippedCount: number;
  /** 0…1; 0 when there is nothing to do. */
  readonly share: number;
}

/** The progress that a project's images add up to. */
export function progressOf(statusCounts: ProjectOverview['statusCounts']): Progress {
  const all = imageStatuses.reduce((sum, status) => sum + statusCounts[status], 0);
  const skippedCount = statusCounts.skipped;
  const finishedCount = statusCounts.done + statusCounts.reviewed;
  const toDoCount = all - skippedCount;
  return {
    finishedCount,
    toDoCount,
    skippedCount,
    share: toDoCount === 0 ? 0 : finishedCount / toDoCount,
  };
}
