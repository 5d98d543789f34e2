import type { Annotation } from '../annotation/annotation.ts';
import type { Category } from '../annotation/category.ts';
import type { ImageId } from '../annotation/ids.ts';
import { isSplitLocked } from '../division/ratios.ts';
import type { ImagePair } from '../metrics/agreement.ts';
import type { ProjectDocument } from '../project/document.ts';
import type { ImageSummary } from '../project/project.ts';
import { mapCategories, type CategoryMap } from './mapCategories.ts';
import type { ImageMatches, LeftOutImage, MatchedImage } from './matchImages.ts';
import { mergeImageFields } from './mergeImageFields.ts';
import { mergeObjects, type MergeConflict, type Outcome } from './mergeObjects.ts';
import type { PackageContent } from './packageContent.ts';

/** What becomes of one image before anybody decides on its conflicts. */
export interface ImageMerge {
  readonly before: ImageSummary;
  readonly after: ImageSummary; // counts by category not mended yet
  readonly mine: readonly Annotation[];
  readonly settled: readonly Annotation[];
  readonly conflicts: readonly MergeConflict[];
}

/** A merge, ready to be decided on and carried out. */
export interface MergePlan {
  readonly images: readonly ImageMerge[];
  readonly addedCategories: readonly Category[]; // come along with the first object that needs them
  readonly conflicts: readonly MergeConflict[]; // of all images, in the order of the filmstrip
  readonly leftOut: readonly LeftOutImage[];
  /** Objects that settle themselves. */
  readonly outcomeCounts: Readonly<Record<Outcome, number>>;
  /** Images whose status, tags, notes, split or window change. */
  readonly revisedImageCount: number;
  /** Both sides as they are, for their agreement. */
  readonly pairs: readonly ImagePair[];
}

/**
 * Compares a project with a package that came back and with what the package was when it left.
 * Images that they deleted stay, and images that the project does not have are left out.
 *
 * @param mine the objects of every matched image
 */
export function planMerge(
  { project, categories }: Pick<ProjectDocument, 'project' | 'categories'>,
  mine: ReadonlyMap<ImageId, readonly Annotation[]>,
  content: PackageContent,
  { matched, leftOut }: ImageMatches,
): MergePlan {
  const map = mapCategories(categories, content.categories);
  const isLocked = isSplitLocked(project);
  const outcomeCounts = { unchanged: 0, keptMine: 0, same: 0, added: 0, edited: 0, deleted: 0 };
  const images: ImageMerge[] = [];
  const pairs: ImagePair[] = [];
  for (const match of matched) {
    const imageId = match.mine.id;
    const own = mine.get(imageId) ?? [];
    const theirs = match.theirs.annotations.map((each) => adopt(each, imageId, map));
    const { settled, conflicts, outcomes } = mergeObjects({
      imageId,
      base: (match.base?.annotations ?? []).map((each) => adopt(each, imageId, map)),
      mine: own,
      theirs,
    });
    for (const outcome of outcomes) outcomeCounts[outcome] += 1;
    images.push({
      before: match.mine,
      after: mergeImageFields(fieldVersionsOf(match), isLocked),
      mine: own,
      settled,
      conflicts,
    });
    pairs.push({ imageId, mine: own, theirs });
  }
  return {
    images,
    addedCategories: map.added,
    conflicts: images.flatMap(({ conflicts }) => conflicts),
    leftOut,
    outcomeCounts,
    revisedImageCount: images.filter(({ before, after }) => before !== after).length,
    pairs,
  };
}

/** The object in the ids of the project. */
function adopt(annotation: Annotation, imageId: ImageId, { idOf }: CategoryMap): Annotation {
  return { ...annotation, imageId, categoryId: idOf(annotation.categoryId) };
}

function fieldVersionsOf({ base, mine, theirs }: MatchedImage) {
  return { base: base?.image ?? null, mine, theirs: theirs.image };
}
