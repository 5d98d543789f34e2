import type { Annotation } from '#core/annotation/annotation.ts';
import type { Change, ChangeName } from '#core/project/change.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import {
  gainedOverlaps,
  imagesWithNewMasks,
  settleOverlaps,
  type GainedOverlap,
  type OverlapRule,
} from '#core/project/settleOverlaps.ts';
import { setQuestion, type OverlapChoice } from '#store/objectsStore.ts';
import { showDialog } from '#store/sessionStore.ts';
import { say } from './report.ts';
import type { Services } from './services.ts';

/** What the project's policy on overlaps makes of a change. */
export type Settlement =
  | { readonly kind: 'ready'; readonly change: Change; readonly coveredCount: number }
  | { readonly kind: 'nothingLeft' }
  | { readonly kind: 'ask'; readonly overlaps: readonly GainedOverlap[] };

/** Decided pixel by pixel by a person, or settled by their own planner. */
const settledAlready: ReadonlySet<ChangeName> = new Set(['mergePackage', 'startPartition']);

/**
 * A planned change under the overlap policy of its project. Every edit of every way to make masks passes
 * here, see `commitEdit`. Objects of images that are not open are read from storage.
 *
 * @param choice what the person said when the policy is to ask
 */
export async function settleChange(
  services: Services,
  document: ProjectDocument,
  change: Change,
  choice: OverlapChoice | null,
): Promise<Settlement> {
  const ready: Settlement = { kind: 'ready', change, coveredCount: 0 };
  const { overlapPolicy = 'allow', isPartition = false } = document.project;
  if (!isPartition && overlapPolicy === 'allow') return ready;
  if (settledAlready.has(change.name) || imagesWithNewMasks(change).size === 0) return ready;
  const objects = await objectsUnder(services, document, change);
  const rule = isPartition ? 'partition' : ruleOf(services, document, choice);
  if (rule === 'allow') return ready;
  const overlaps = rule === 'ask' ? gainedOverlaps(change, objects) : [];
  if (overlaps.length > 0) return { kind: 'ask', overlaps };
  const ground = { images: document.images, objects };
  const settled = settleOverlaps(change, ground, rule === 'ask' ? 'oldWins' : rule);
  return settled ? { kind: 'ready', ...settled } : { kind: 'nothingLeft' };
}

/** Asks whose the shared pixels are. @returns null: the edit is called off */
export async function askAboutOverlaps(
  { stores }: Services,
  overlaps: readonly GainedOverlap[],
): Promise<OverlapChoice | null> {
  return new Promise((resolve) => {
    setQuestion(stores.objects, {
      overlaps,
      answer(choice) {
        setQuestion(stores.objects, null);
        showDialog(stores.session, null);
        resolve(choice);
      },
    });
    showDialog(stores.session, 'overlapQuestion');
  });
}

/** Says what a policy did beyond what was asked for. */
export function tellSettlement(services: Services, settlement: Settlement): void {
  switch (settlement.kind) {
    case 'ready': {
      const { coveredCount } = settlement;
      if (coveredCount > 0) say(services, 'info', { about: 'covered', objectCount: coveredCount });
      return;
    }
    case 'nothingLeft':
      say(services, 'info', { about: 'allTaken' });
      return;
    case 'ask':
  }
}

function ruleOf(
  { stores }: Services,
  { project }: ProjectDocument,
  choice: OverlapChoice | null,
): OverlapRule | 'allow' | 'ask' {
  const policy = project.overlapPolicy ?? 'allow';
  if (policy !== 'ask' || choice) return choice ?? policy;
  const { remembered } = stores.objects.getState();
  return remembered?.projectId === project.id ? remembered.choice : 'ask';
}

async function objectsUnder(
  { storage }: Services,
  { annotations, project }: ProjectDocument,
  change: Change,
): Promise<readonly Annotation[]> {
  const lists = await Promise.all(
    [...imagesWithNewMasks(change)].map(async (imageId) => {
      const open = annotations.get(imageId);
      return open ? [...open.values()] : storage.annotationsOf(project.id, imageId);
    }),
  );
  return lists.flat();
}
