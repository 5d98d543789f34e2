import { AppError, type Failure } from '#core/failure.ts';
import type { Change } from '#core/project/change.ts';
import type { ImageSummary } from '#core/project/project.ts';
import type { ImageFiles } from '#storage/schema.ts';
import { recordChange } from '#store/documentStore.ts';
import { isStanding } from '#store/historyStore.ts';
import { showFolder } from '#store/folderStore.ts';
import { advanceJob, endJob, startJob } from '#store/jobsStore.ts';
import { writeChange } from '../commitEdit.ts';
import { refuseToEdit } from '../projects/role.ts';
import { openProjectId, readImage } from '../readImage.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';

/**
 * Copies every image of the linked folder into the browser, as one step of undo, and lets the folder go.
 * While one of them cannot be read the folder stays linked. The mirror stays in the folder as it is.
 */
export async function unlinkFolder(services: Services): Promise<void> {
  if (refuseToEdit(services)) return;
  const { stores, storage, newId } = services;
  const projectId = openProjectId(services);
  const images = linkedImages(services);
  const controller = new AbortController();
  const id = newId();
  const cancel = () => controller.abort();
  startJob(stores.jobs, {
    id,
    name: 'copyImages',
    doneCount: 0,
    totalCount: images.length,
    cancel,
  });
  const failures: Failure[] = [];
  let stepId: string | null = null;
  try {
    for (const [index, image] of images.entries()) {
      if (controller.signal.aborted || openProjectId(services) !== projectId) return;
      try {
        stepId = await copyImage(services, image, stepId);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        failures.push(error.failure);
        if (!isOfFile(error.failure)) break;
      }
      advanceJob(stores.jobs, id, index + 1);
    }
  } finally {
    endJob(stores.jobs, id);
    for (const failure of failures.slice(0, 3)) {
      say(services, 'problem', { about: 'failure', failure });
    }
  }
  if (linkedImages(services).length > 0 || openProjectId(services) !== projectId) return;
  await storage.deleteFolderLink(projectId);
  showFolder(stores.folder, null, 'ready');
}

function linkedImages({ stores }: Services): readonly ImageSummary[] {
  const { document } = stores.document.getState();
  return [...(document?.images.values() ?? [])].filter(({ isLinked }) => isLinked);
}

/** Whether the others may still be read. */
function isOfFile({ code }: Failure): boolean {
  return code === 'folder/file-missing' || code === 'folder/file-changed';
}

/** @returns the step that now holds this copy too */
async function copyImage(
  services: Services,
  { id, blobKey }: ImageSummary,
  formerId: string | null,
): Promise<string | null> {
  const { stores, storage, edits } = services;
  const linked = stores.document.getState().document?.images.get(id);
  if (!linked?.isLinked) return formerId;
  const blob = await readImage(services, linked);
  const thumbnail = await storage.thumbnail(blobKey);
  return edits.run(async () => {
    const { document } = stores.document.getState();
    const before = document?.images.get(id);
    if (!document || !before?.isLinked) return formerId;
    const more: Change = {
      name: 'relinkImages',
      edits: [{ kind: 'image', before, after: { ...before, isLinked: false } }],
    };
    const copy: ImageFiles = { blob, thumbnail: thumbnail ?? new Blob() };
    const goesOn = formerId !== null && isStanding(stores.history, '', formerId);
    const stepId = await writeChange(services, document, more, {
      files: new Map([[blobKey, copy]]),
      reach: 'images',
      ...(goesOn ? { changeId: formerId } : {}),
    });
    recordChange(stores.document, more);
    return stepId;
  });
}
