import { divideImages as divide, type DivisionOptions } from '#core/division/divideImages.ts';
import { isSplitLocked, normalizeRatios } from '#core/division/ratios.ts';
import { AppError } from '#core/failure.ts';
import type { Change, RecordEdit } from '#core/project/change.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import { reviseImages } from '#core/project/edits.ts';
import type { Split, SplitPlan } from '#core/project/split.ts';
import { commitEdit } from '../commitEdit.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';

/**
 * Gives every image a split and remembers how. A locked split is refused with a message.
 *
 * @returns whether the division is on disk
 */
export async function divideImages(services: Services, options: DivisionOptions): Promise<boolean> {
  const isDivided = await commitEdit(services, (document) => {
    if (isSplitLocked(document.project)) throw new AppError({ code: 'split/locked' });
    return divisionChange(document, options, services.now());
  });
  if (isDivided) say(services, 'info', { about: 'divided', imageCounts: countsBySplit(services) });
  return isDivided;
}

/** From now on no image changes its split; nothing happens where there is no division or it is locked. */
export async function lockSplit(services: Services): Promise<boolean> {
  const lockedAt = services.now();
  return commitEdit(services, ({ project }) =>
    project.splitPlan && !isSplitLocked(project)
      ? planChange('lockSplit', project, { ...project.splitPlan, lockedAt })
      : null,
  );
}

/** Lets images change their split again. */
export async function unlockSplit(services: Services): Promise<boolean> {
  return commitEdit(services, ({ project }) =>
    project.splitPlan && isSplitLocked(project)
      ? planChange('unlockSplit', project, { ...project.splitPlan, lockedAt: null })
      : null,
  );
}

function countsBySplit({ stores }: Services): Readonly<Record<Split, number>> {
  const counts = { train: 0, val: 0, test: 0 };
  for (const { split } of stores.document.getState().document?.images.values() ?? []) {
    if (split) counts[split] += 1;
  }
  return counts;
}

function divisionChange(
  document: ProjectDocument,
  options: DivisionOptions,
  madeAt: number,
): Change {
  const { assignment } = divide(document.images.values(), options);
  const { edits } = reviseImages('divideImages', [...document.images.values()], (image) => {
    const split = assignment.get(image.id) ?? (options.keepsAssigned ? image.split : null);
    return split === image.split ? image : { ...image, split };
  });
  const { seed, grouping } = options;
  const ratios = normalizeRatios(options.ratios);
  const plan: SplitPlan = { seed, grouping, ratios, madeAt, lockedAt: null };
  return {
    name: 'divideImages',
    edits: [...edits, ...planChange('divideImages', document.project, plan).edits],
  };
}

function planChange(
  name: 'divideImages' | 'lockSplit' | 'unlockSplit',
  project: ProjectDocument['project'],
  splitPlan: SplitPlan,
): Change {
  const edit: RecordEdit = { kind: 'project', before: project, after: { ...project, splitPlan } };
  return { name, edits: [edit] };
}
