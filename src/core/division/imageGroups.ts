import { DisjointSets, joinByKey } from '../duplicates/disjointSets.ts';
import { duplicateIndex } from '../duplicates/nearDuplicates.ts';
import type { ImageSummary } from '../project/project.ts';
import type { SplitPlan } from '../project/split.ts';
import { folderOf, videoKeyOf } from './videoKey.ts';

/**
 * All images in groups that must not be torn, images that stand alone in groups of their own: near
 * duplicates, pages of one file and, as `grouping` says, images of one folder or frames of one video.
 * Images outside any folder are not of one folder. Groups are joined where they share an image.
 */
export function groupsOf(
  images: readonly ImageSummary[],
  grouping: SplitPlan['grouping'],
): readonly (readonly ImageSummary[])[] {
  const duplicates = duplicateIndex(images);
  const sets = new DisjointSets(images.length);
  joinByKey(
    sets,
    images.map(({ id }) => duplicates.get(id)?.[0] ?? null),
  );
  joinByKey(sets, images.map(pagesKeyOf));
  joinByKey(
    sets,
    images.map((image) => groupingKeyOf(image, grouping)),
  );
  return sets.sets().map((set) => set.flatMap((index) => images[index] ?? []));
}

/** Equal for the pages of one file. */
function pagesKeyOf({ source }: ImageSummary): string | null {
  return source && `${source.path}\n${source.sizeBytes}\n${source.lastModified}`;
}

function groupingKeyOf(image: ImageSummary, grouping: SplitPlan['grouping']): string | null {
  switch (grouping) {
    case 'none':
      return null;
    case 'folder':
      return folderOf(image.fileName) || null;
    case 'video':
      return videoKeyOf(image);
  }
}
