import type { ImageId } from '../annotation/ids.ts';
import type { ImageSummary } from '../project/project.ts';
import type { Split, SplitPlan } from '../project/split.ts';
import { portionOf, totalsOf, type Portion, type Totals } from './allocation.ts';
import { groupsOf } from './imageGroups.ts';
import { normalizeRatios, splits, type Ratios } from './ratios.ts';
import { reportDivision, type DivisionReport } from './report.ts';
import { seededRandom } from './seededRandom.ts';
import { stratify } from './stratify.ts';

export interface DivisionOptions {
  readonly seed: number; // uint32
  readonly ratios: Ratios;
  readonly grouping: SplitPlan['grouping'];
  readonly hasSkipped: boolean; // skipped images get a split too
  readonly keepsAssigned: boolean; // images that have a split keep it
}

/** Which split each image gets; images that are left out are missing. */
export interface Division {
  readonly assignment: ReadonlyMap<ImageId, Split>;
  readonly report: DivisionReport;
}

/**
 * Divides the images so that no group (see `groupsOf`) is torn and every split gets its ratio of the
 * images and of each category's objects (see `stratify`). The same images and options give the same
 * division, in whichever order the images come. A group of which some images keep a split follows
 * them; only where they keep different ones it stays torn, and the report says so.
 */
export function divideImages(images: Iterable<ImageSummary>, options: DivisionOptions): Division {
  const sorted = [...images].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const isIncluded = ({ status }: ImageSummary) => options.hasSkipped || status !== 'skipped';
  // grouped with those that are left out: two images may be near the same third one
  const groups = groupsOf(sorted, options.grouping)
    .map((group) => group.filter(isIncluded))
    .filter((group) => group.length > 0);
  const included = groups.flat();
  const totals = totalsOf(included);
  const portions = groups.flatMap((group) => portionsOf(group, totals, options.keepsAssigned));
  const ratios = normalizeRatios(options.ratios);
  const random = seededRandom(options.seed);
  const placed = stratify(portions, { totals, ratios, random });
  const assignment = new Map<ImageId, Split>();
  for (const [portion, split] of placed) {
    for (const { id } of portion.images) assignment.set(id, split);
  }
  const leftOutCount = sorted.length - included.length;
  return {
    assignment,
    report: reportDivision({ groups, assignment, ratios, leftOutCount }),
  };
}

/** The division as it is, against the ratios and the grouping that it was made with. */
export function presentDivision(
  images: Iterable<ImageSummary>,
  { ratios, grouping }: SplitPlan,
): Division {
  const all = [...images];
  const isDivided = ({ split }: ImageSummary) => split !== null;
  const groups = groupsOf(all, grouping)
    .map((group) => group.filter(isDivided))
    .filter((group) => group.length > 0);
  const assignment = new Map<ImageId, Split>();
  for (const { id, split } of all) if (split) assignment.set(id, split);
  const leftOutCount = all.length - assignment.size;
  return { assignment, report: reportDivision({ groups, assignment, ratios, leftOutCount }) };
}

/** The group as one portion, or one for each split that some of its images keep. */
function portionsOf(
  group: readonly ImageSummary[],
  totals: Totals,
  keepsAssigned: boolean,
): readonly Portion[] {
  const kept = splits.map((split) => ({
    split,
    images: keepsAssigned ? group.filter((image) => image.split === split) : [],
  }));
  const [most] = kept.toSorted((a, b) => b.images.length - a.images.length);
  if (!most || most.images.length === 0) return [portionOf(group, totals, null)];
  return kept
    .map(({ split, images }) => ({
      split,
      images:
        split === most.split
          ? group.filter((image) => image.split === split || image.split === null)
          : images,
    }))
    .filter(({ images }) => images.length > 0)
    .map(({ split, images }) => portionOf(images, totals, split));
}
