import type { CategoryId, ImageId } from '../annotation/ids.ts';
import { annotationCountOf, type ImageSummary } from '../project/project.ts';
import type { Split } from '../project/split.ts';
import { objectCountsOf } from './allocation.ts';
import { splits, type Ratios } from './ratios.ts';

/** What a split got, and what it should have got. */
export interface SplitShare {
  readonly imageCount: number;
  readonly imageTarget: number; // a fraction of an image is left in it
  readonly objectCount: number;
  readonly objectCounts: ImageSummary['categoryCounts'];
}

export interface DivisionReport {
  readonly ratios: Ratios; // sum 1
  readonly imageCount: number; // that have a split
  readonly leftOutCount: number; // skipped ones
  readonly objectCounts: ImageSummary['categoryCounts'];
  readonly shares: Readonly<Record<Split, SplitShare>>;
  /** Groups of two or more images that were kept together. */
  readonly keptTogether: { readonly groupCount: number; readonly imageCount: number };
  /** Groups whose images keep different splits from before. */
  readonly tornGroupCount: number;
  /** The largest group, where it is larger than the smallest split should be; else null. */
  readonly oversized: { readonly imageCount: number; readonly fileName: string } | null;
  /** Splits that should have images and have none: a trainer stops at that. */
  readonly emptySplits: readonly Split[];
  /** Categories without an object in a split that should have some. */
  readonly unseen: readonly { readonly categoryId: CategoryId; readonly split: Split }[];
}

/** The facts of a division. */
export function reportDivision({
  groups,
  assignment,
  ratios,
  leftOutCount,
}: {
  readonly groups: readonly (readonly ImageSummary[])[];
  readonly assignment: ReadonlyMap<ImageId, Split>;
  readonly ratios: Ratios;
  readonly leftOutCount: number;
}): DivisionReport {
  const images = groups.flat();
  const shareOf = (split: Split) =>
    shareOfImages(
      images.filter(({ id }) => assignment.get(id) === split),
      ratios[split] * images.length,
    );
  const shares = { train: shareOf('train'), val: shareOf('val'), test: shareOf('test') };
  const objectCounts = objectCountsOf(images);
  const wanted = splits.filter((split) => ratios[split] > 0);
  const together = groups.filter(({ length }) => length > 1);
  return {
    ratios,
    imageCount: images.length,
    leftOutCount,
    objectCounts,
    shares,
    keptTogether: { groupCount: together.length, imageCount: together.flat().length },
    tornGroupCount: together.filter((group) => isTorn(group, assignment)).length,
    oversized: oversizedOf(groups, Math.min(...wanted.map((split) => shares[split].imageTarget))),
    emptySplits: images.length === 0 ? [] : wanted.filter((s) => shares[s].imageCount === 0),
    unseen: Object.keys(objectCounts).flatMap((id) => {
      const categoryId = id as CategoryId;
      const without = wanted.filter((split) => !shares[split].objectCounts[categoryId]);
      return without.map((split) => ({ categoryId, split }));
    }),
  };
}

function shareOfImages(images: readonly ImageSummary[], imageTarget: number): SplitShare {
  return {
    imageCount: images.length,
    imageTarget,
    objectCount: images.reduce((sum, image) => sum + annotationCountOf(image), 0),
    objectCounts: objectCountsOf(images),
  };
}

function isTorn(group: readonly ImageSummary[], assignment: ReadonlyMap<ImageId, Split>): boolean {
  return new Set(group.map(({ id }) => assignment.get(id))).size > 1;
}

function oversizedOf(
  groups: readonly (readonly ImageSummary[])[],
  smallestTarget: number,
): DivisionReport['oversized'] {
  const largest = groups.reduce((a, b) => (b.length > a.length ? b : a), []);
  const [first] = largest;
  if (!first || largest.length < 2 || largest.length <= smallestTarget) return null;
  return { imageCount: largest.length, fileName: first.fileName };
}
