import type { ImageId } from '#core/annotation/ids.ts';
import { partedObjects } from '#core/partition/partedObjects.ts';
import type { RecordEdit } from '#core/project/change.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import { editObjects, type ObjectEdit } from '#core/project/objectEdits.ts';
import type { OverlapPolicy } from '#core/project/overlapPolicy.ts';
import { annotationCountOf } from '#core/project/project.ts';
import { advanceJob, endJob, startJob } from '#store/jobsStore.ts';
import { rememberChoice } from '#store/objectsStore.ts';
import { commitEdit } from '../commitEdit.ts';
import { refuseToEdit } from '../projects/role.ts';
import { openProjectId } from '../readImage.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';

/** Images whose objects are read at a time. */
const chunkLength = 64;

/** Says what becomes of pixels that two objects claim, from now on. */
export async function setOverlapPolicy(services: Services, policy: OverlapPolicy): Promise<void> {
  if (refuseToEdit(services)) return;
  rememberChoice(services.stores.objects, null);
  await commitEdit(services, ({ project: before }) => {
    if ((before.overlapPolicy ?? 'allow') === policy) return null;
    const after = { ...before, overlapPolicy: policy };
    return { name: 'setOverlapPolicy', edits: [{ kind: 'project', before, after }] };
  });
}

/**
 * Makes neighbours share their borders, or lets each object have a border of its own again. Where objects
 * overlap on any image, the one in front keeps the pixels: all of that is one undoable step. A job
 * that is cancelled leaves everything as it was.
 */
export async function setPartition(services: Services, isPartition: boolean): Promise<void> {
  if (refuseToEdit(services)) return;
  let edits: readonly ObjectEdit[] = [];
  const isDone = await commitEdit(services, async (document) => {
    const { project: before } = document;
    if ((before.isPartition ?? false) === isPartition) return null;
    edits = isPartition ? await partAll(services, document) : [];
    const name = isPartition ? 'startPartition' : 'endPartition';
    const settings: RecordEdit = { kind: 'project', before, after: { ...before, isPartition } };
    const objects = editObjects(document.images, name, edits);
    return { name, edits: [settings, ...(objects?.edits ?? [])] };
  });
  const coveredCount = edits.filter(({ after }) => after === null).length;
  if (isDone && coveredCount > 0) {
    say(services, 'info', { about: 'covered', objectCount: coveredCount });
  }
}

async function partAll(
  services: Services,
  { images, annotations }: ProjectDocument,
): Promise<readonly ObjectEdit[]> {
  const { stores, newId } = services;
  const crowded = [...images.values()].filter((image) => annotationCountOf(image) > 1);
  const controller = new AbortController();
  const job = { id: newId(), totalCount: crowded.length, cancel: () => controller.abort() };
  startJob(stores.jobs, { ...job, name: 'startPartition', doneCount: 0 });
  const edits: ObjectEdit[] = [];
  try {
    for (let start = 0; start < crowded.length; start += chunkLength) {
      const ids = crowded.slice(start, start + chunkLength).map(({ id }) => id);
      // oxlint-disable-next-line no-await-in-loop -- thousands of questions at once hold up all others
      edits.push(...(await partSome(services, annotations, ids)));
      controller.signal.throwIfAborted();
      advanceJob(stores.jobs, job.id, start + ids.length);
    }
    return edits;
  } finally {
    endJob(stores.jobs, job.id);
  }
}

async function partSome(
  services: Services,
  annotations: ProjectDocument['annotations'],
  imageIds: readonly ImageId[],
): Promise<readonly ObjectEdit[]> {
  const projectId = openProjectId(services);
  const lists = await Promise.all(
    imageIds.map(async (id) => {
      const open = annotations.get(id);
      return open ? [...open.values()] : services.storage.annotationsOf(projectId, id);
    }),
  );
  return lists.flatMap(partedObjects);
}
