import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId, CategoryId, ImageId, ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { Change, ChangeName, RecordEdit } from '#core/project/change.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import type { Turn } from '#core/project/history.ts';
import type { JournalEntry } from '#core/project/journal.ts';
import { categoriesAtStake, planTurn } from '#core/project/takeBack.ts';
import { recordChange } from '#store/documentStore.ts';
import { markLost } from '#store/historyStore.ts';
import { writeChange } from '../commitEdit.ts';
import { reportError, say } from '../report.ts';
import type { Services } from '../services.ts';

/** Images that storage is asked about at a time. */
const chunkLength = 64;

/**
 * Takes a step back or does it again, whatever was done since. Its edits are read from the journal, so
 * that it makes no difference in which session it was done. Runs inside the edit queue. What stands
 * against it has been told when it returns null.
 *
 * @returns the change as it was written
 */
export async function takeTurn(services: Services, { step, verb }: Turn): Promise<Change | null> {
  const { document } = services.stores.document.getState();
  if (!document) return null;
  try {
    const edits = await editsOf(services, document.project.id, step);
    const current = await recordsNow(services, document, edits);
    const plan = planTurn({ name: step.name as ChangeName, edits }, verb, current);
    if (plan.kind === 'blocked') {
      say(services, 'info', { about: 'stepBlocked', verb, step, obstacle: plan.obstacle });
      return null;
    }
    await checkBytes(services, plan.change);
    const { changeId, reach } = step;
    await writeChange(services, document, plan.change, { verb, changeId, reach });
    recordChange(services.stores.document, plan.change);
    return plan.change;
  } catch (error) {
    if (isLoss(error)) markLost(services.stores.history, step.changeId);
    reportError(services, error);
    return null;
  }
}

function isLoss(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  return error.failure.code === 'history/lost' || error.failure.code === 'storage/image-missing';
}

/** What a step did when it was first done. @throws AppError history/lost */
async function editsOf(
  { storage }: Services,
  projectId: ProjectId,
  { seqs, home }: Turn['step'],
): Promise<readonly RecordEdit[]> {
  const entries = new Map<number, JournalEntry>();
  let count = 0;
  for (const seq of seqs) {
    if (!entries.has(seq)) {
      for (const entry of await storage.entriesAround(projectId, seq)) {
        entries.set(entry.seq, entry);
      }
    }
    const start = entries.get(seq);
    if (!start) throw new AppError({ code: 'history/lost' });
    count += start.entryCount ?? 0;
  }
  const all = [...entries.values()];
  const isKnown = all.every(({ entryCount }) => entryCount !== undefined);
  if (isKnown && all.length !== count) throw new AppError({ code: 'history/lost' });
  // former versions did not say which images were changed together: an image takes back its own part
  const own = home === '' ? all : all.filter(({ imageId }) => imageId === home);
  return own.toSorted((a, b) => a.seq - b.seq).flatMap(({ edits }) => edits);
}

async function recordsNow(
  services: Services,
  { project, categories, images, annotations: open }: ProjectDocument,
  edits: readonly RecordEdit[],
) {
  const { storage } = services;
  const imageIds = new Set<ImageId>();
  for (const edit of edits) {
    const imageId = edit.kind === 'annotation' && (edit.after ?? edit.before)?.imageId;
    if (imageId) imageIds.add(imageId);
  }
  const annotations = new Map<AnnotationId, Annotation>();
  for (const chunk of chunksOf([...imageIds])) {
    const lists = await Promise.all(
      chunk.map(async (id) => {
        const here = open.get(id);
        return here ? [...here.values()] : storage.annotationsOf(project.id, id);
      }),
    );
    for (const each of lists.flat()) annotations.set(each.id, each);
  }
  const objectCounts = new Map<CategoryId, number>();
  for (const id of categoriesAtStake(edits)) {
    objectCounts.set(id, await storage.countAnnotationsIn(project.id, id));
  }
  return { project, categories, images, annotations, objectCounts };
}

/** A picture that comes back must still have its bytes. @throws AppError storage/image-missing */
async function checkBytes({ storage }: Services, { edits }: Change): Promise<void> {
  const keys = edits.flatMap((edit) => {
    const isBack = edit.kind === 'image' && edit.before === null && edit.after !== null;
    return isBack && edit.after && !edit.after.isLinked ? [edit.after] : [];
  });
  for (const chunk of chunksOf(keys)) {
    await Promise.all(
      chunk.map(({ blobKey, fileName }) =>
        storage.blob(blobKey).catch(() => {
          throw new AppError({ code: 'storage/image-missing', fileName });
        }),
      ),
    );
  }
}

function chunksOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / chunkLength);
  return Array.from({ length: count }, (_, at) =>
    items.slice(at * chunkLength, (at + 1) * chunkLength),
  );
}
